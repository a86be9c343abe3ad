/** The native plug-in of an App belongs to the JavaScript context that asks for it, its one instance to the process. */

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

/** It stands in app-service for the plug-in's one instance, which all stage pages of an App share. */
export const pluginInstance = {};
