/** What tells each event on each platform. */
import { APP_SOURCES } from './app';
import { H5_SOURCES } from './h5';
import type { Platform, PlatformSources } from './source';
import { WEIXIN_SOURCES } from './weixin';

export const SOURCES: Readonly<Record<Platform, PlatformSources>> = {
  h5: H5_SOURCES,
  weixin: WEIXIN_SOURCES,
  app: APP_SOURCES,
};

export type { Platform, Reason, Source, Told, Via } from './source';
