/** The native plug-in of an App belongs to the JavaScript context that asks for it. */

/** @see https://ext.dcloud.net.cn/plugin?id=7774 */
const PLUGIN = 'TRTCCloudUniPlugin-TRTCCloudImpl';

/** Finds the plug-in. One that is not packed is undefined, an empty object or an error, as the system likes. */
export function findPlugin(): unknown {
  try {
    return uni.requireNativePlugin(PLUGIN);
  } catch {
    return undefined;
  }
}
