/** This platform is a page of a web bundler: every SDK is a chunk, loaded when it is needed. */
import { CallError } from '../errors';
import type { Logger } from '../log';
import { loadNetworkCheck } from './network-chunk';
import type { DoorPlatform } from './platform';
import { importTrtc } from './trtc-chunk';
import { webPlatform } from './web-platform';

/** CommonJS modules come with or without a default export, as the bundler likes. */
const exported = (module: object): unknown => (module as { default?: unknown }).default ?? module;

/** A chunk that does not come is the fault of the app or its server: its makers must learn of it. */
const loaded = (name: string, loading: Promise<object>, log: Logger): Promise<unknown> =>
  loading.then(exported, (error) => {
    log.error(`${name} could not be loaded`, error);
    throw CallError.sdkMissing(name, error);
  });

const client = webPlatform(async (log) => {
  const [TIM, TSignaling, reports] = await Promise.all([
    loaded('tim-js-sdk', import('tim-js-sdk'), log),
    loaded('tsignaling', import('tsignaling'), log),
    // Nobody is kept from calling because a call could not be written down.
    import('./web-reports').then(
      (module) => module.reports,
      (error) => void log.warn('calls will have no reports', error),
    ),
  ]);
  return { TIM, TSignaling, loadTrtc: importTrtc, ...(reports && { reports }) };
});

export const platform: DoorPlatform = { ...client, loadNetworkCheck };
