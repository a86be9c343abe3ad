/** The media of an App are in a page, by the native plug-in where it is packed. */
import { createAppMedia, isNativePlugin, type AppPermissions } from '../media/app';
import type { MediaPort } from '../media/port';
import { findPlugin } from './app-plugin';
import type { PortOptions } from './platform';
import { uniLifecycle } from './uni-lifecycle';

const hasPlugin = () => isNativePlugin(findPlugin());

export const appMedia = (
  { appMedia: option, proxy, clock, log }: PortOptions,
  permissions: AppPermissions,
): MediaPort =>
  createAppMedia({
    ...{ option, proxy, clock, log, hasPlugin, permissions },
    lifecycle: uniLifecycle,
  });
