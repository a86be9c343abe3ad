/** The App platform: SDKs from the package, media in a page, by the native plug-in where it is packed. */
import { createAppMedia } from '../media/app';
import { appChecks } from './app-checks';
import { createAppPermissions } from './app-permissions';
import { uniLifecycle } from './uni-lifecycle';
import { uniPlatform } from './uni-native';

/** @see https://ext.dcloud.net.cn/plugin?id=7774 */
const PLUGIN = 'TRTCCloudUniPlugin-TRTCCloudImpl';

/** A plug-in that is not packed is undefined, an empty object or an error, as the system likes. */
function hasPlugin(): boolean {
  try {
    const module = uni.requireNativePlugin(PLUGIN) as Record<string, unknown> | undefined;
    return typeof module?.sharedInstance === 'function';
  } catch {
    return false;
  }
}

export const platform = uniPlatform('uniapp', {
  createMedia: ({ appMedia, ...options }) =>
    createAppMedia({
      ...options,
      option: appMedia,
      hasPlugin,
      permissions: createAppPermissions(),
      lifecycle: uniLifecycle,
    }),
  checks: appChecks(createAppPermissions),
});
