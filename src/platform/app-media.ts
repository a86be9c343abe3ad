/** The media of an App are captured and shown in a page: by the native plug-in where it is packed, else by a web view. */
import {
  createAppMedia,
  isNativePlugin,
  letGoOfAbandoned,
  type AppPermissions,
} from '../media/app';
import type { MediaPort } from '../media/port';
import { findPlugin, pluginInstance } from './app-plugin';
import type { PortOptions } from './platform';
import { uniLifecycle } from './uni-lifecycle';

const hasPlugin = () => isNativePlugin(findPlugin());

export function appMedia(
  { appMedia: option, proxy, clock, log }: PortOptions,
  permissions: AppPermissions,
): MediaPort {
  const abandoned = (inRoom: boolean) =>
    letGoOfAbandoned({ plugin: findPlugin(), instance: pluginInstance, inRoom, clock, log });
  return createAppMedia({
    ...{ option, proxy, clock, log, hasPlugin, permissions },
    ...(option !== 'web' && hasPlugin() ? { abandoned } : {}),
    lifecycle: uniLifecycle,
  });
}
