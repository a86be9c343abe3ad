/** A page with script tags: the SDKs are globals. */
import { CallError } from '../errors';
import { createWebMedia, type TrtcSdk } from '../media/web';
import { createTsignalingDriver } from '../signaling/tim/driver';
import { systemClock } from '../runtime/system-clock';
import { randomRoomID } from './random-room';
import type { Platform } from './platform';
import { webChecks } from './web-checks';
import { webLifecycle } from './web-lifecycle';

const SCRIPTS = { TRTC: 'trtc-js-sdk', TIM: 'tim-js-sdk', TSignaling: 'tsignaling' } as const;

function globalSdk(name: keyof typeof SCRIPTS): unknown {
  const sdk = (window as unknown as Record<string, unknown>)[name];
  if (!sdk) {
    throw CallError.sdkMissing(`load the script of ${SCRIPTS[name]} first (global ${name})`);
  }
  return sdk;
}

export const platform: Platform = {
  name: 'Web',
  clock: systemClock,
  lifecycle: webLifecycle,
  checks: webChecks,
  randomRoomID,
  loadPorts: async ({ sdkAppID, tim, proxy, clock, log }) => {
    const TRTC = globalSdk('TRTC') as TrtcSdk;
    return {
      signaling: createTsignalingDriver({
        TIM: globalSdk('TIM'),
        TSignaling: globalSdk('TSignaling'),
        tim,
        sdkAppID,
        platformName: platform.name,
        proxy,
        clock,
        log,
      }),
      media: createWebMedia({ loadTrtc: () => Promise.resolve(TRTC), proxy, clock, log }),
    };
  },
};
