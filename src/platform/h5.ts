/** A page of a web bundler: every SDK is a chunk of its own, loaded when it is needed. */
import { CallError } from '../errors';
import { createWebMedia, type TrtcSdk } from '../media/web';
import { createTsignalingDriver } from '../signaling/tim/driver';
import { systemClock } from '../runtime/system-clock';
import { randomRoomID } from './random-room';
import type { Platform } from './platform';
import { webChecks } from './web-checks';
import { webLifecycle } from './web-lifecycle';

/** CommonJS modules come with or without a default export, as the bundler likes. */
const exported = (module: object): unknown => (module as { default?: unknown }).default ?? module;

const loaded = (name: string, loading: Promise<object>): Promise<unknown> =>
  loading.then(exported, (error) => {
    throw CallError.sdkMissing(name, error);
  });

export const platform: Platform = {
  name: 'Web',
  clock: systemClock,
  lifecycle: webLifecycle,
  checks: webChecks,
  randomRoomID,
  async loadPorts({ sdkAppID, tim, proxy, clock, log }) {
    const [TIM, TSignaling] = await Promise.all([
      loaded('tim-js-sdk', import('tim-js-sdk')),
      loaded('tsignaling', import('tsignaling')),
    ]);
    const platformName = platform.name;
    return {
      signaling: createTsignalingDriver({
        TIM,
        TSignaling,
        tim,
        sdkAppID,
        platformName,
        proxy,
        clock,
        log,
      }),
      media: createWebMedia({
        loadTrtc: () =>
          loaded('trtc-js-sdk', import('trtc-js-sdk/trtc.esm.js')) as Promise<TrtcSdk>,
        proxy,
        clock,
        log,
      }),
    };
  },
};
