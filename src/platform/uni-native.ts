/** Mini-programs and Apps share this platform: their SDKs are part of the package. */
import TIM from 'tim-js-sdk';
import TSignaling from 'tsignaling';
import { CallRecorder } from '../diagnostics/report';
import { CallError } from '../errors';
import type { MediaPort } from '../media/port';
import { createTsignalingDriver } from '../signaling/tim/driver';
import { systemClock } from '../runtime/system-clock';
import { randomRoomID } from './random-room';
import type { EnvironmentChecks } from '../runtime/environment';
import type { DoorPlatform, PortOptions } from './platform';
import { uniLifecycle } from './uni-lifecycle';

const NETWORK_CURE =
  'Ask checkEnvironment({ reach: true }) before a call, and show snapshot.quality in it; checkNetwork() works in H5 pages.';

/** @param name value of `platform` on the wire */
export function uniPlatform(
  name: string,
  {
    createMedia,
    checks,
    noNetworkCheck,
  }: {
    createMedia(options: PortOptions): MediaPort;
    checks: EnvironmentChecks;
    /** Why two clients cannot be in a room here. */
    noNetworkCheck: string;
  },
): DoorPlatform {
  return {
    name,
    clock: systemClock,
    lifecycle: uniLifecycle,
    checks,
    randomRoomID,
    async loadNetworkCheck() {
      throw CallError.notSupported(
        `not by two clients at once, as checkNetwork() would: ${noNetworkCheck}`,
        undefined,
        NETWORK_CURE,
      );
    },
    loadPorts: async (options) => ({
      signaling: createTsignalingDriver({ ...options, TIM, TSignaling, platformName: name }),
      media: createMedia(options),
      recorder: new CallRecorder({ clock: systemClock, platform: name }),
    }),
  };
}
