/** The media of an App are in a page, by the native plug-in where it is packed. */
import { createAppMedia, isNativePlugin, type AppPermissions } from '../media/app';
import type { MediaPort } from '../media/port';
import type { PortOptions } from './platform';
import { uniLifecycle } from './uni-lifecycle';

/** @see https://ext.dcloud.net.cn/plugin?id=7774 */
const PLUGIN = 'TRTCCloudUniPlugin-TRTCCloudImpl';

/** A plug-in that is not packed is undefined, an empty object or an error, as the system likes. */
function hasPlugin(): boolean {
  try {
    return isNativePlugin(uni.requireNativePlugin(PLUGIN));
  } catch {
    return false;
  }
}

export const appMedia = (
  { appMedia: option, proxy, clock, log }: PortOptions,
  permissions: AppPermissions,
): MediaPort =>
  createAppMedia({
    ...{ option, proxy, clock, log, hasPlugin, permissions },
    lifecycle: uniLifecycle,
  });
