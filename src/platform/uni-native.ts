/** What mini-programs and Apps have in common: SDKs that are part of the package. */
import TIM from 'tim-js-sdk';
import TSignaling from 'tsignaling';
import type { MediaPort } from '../media/port';
import { createTsignalingDriver } from '../signaling/tim/driver';
import { systemClock } from '../runtime/system-clock';
import { randomRoomID } from './random-room';
import type { Platform, PortOptions } from './platform';
import { uniChecks } from './uni-checks';
import { uniLifecycle } from './uni-lifecycle';

/** @param name value of `platform` on the wire */
export function uniPlatform(
  name: string,
  createMedia: (options: PortOptions) => MediaPort,
): Platform {
  return {
    name,
    clock: systemClock,
    lifecycle: uniLifecycle,
    checks: uniChecks,
    randomRoomID,
    loadPorts: async (options) => {
      const { sdkAppID, tim, proxy, clock, log } = options;
      const signaling = createTsignalingDriver({
        TIM,
        TSignaling,
        tim,
        sdkAppID,
        platformName: name,
        proxy,
        clock,
        log,
      });
      return { signaling, media: createMedia(options) };
    },
  };
}
