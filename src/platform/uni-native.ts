/** Mini-programs and Apps share this platform: their SDKs are part of the package. */
import TIM from 'tim-js-sdk';
import TSignaling from 'tsignaling';
import { CallRecorder } from '../diagnostics/report';
import type { MediaPort } from '../media/port';
import { createTsignalingDriver } from '../signaling/tim/driver';
import { systemClock } from '../runtime/system-clock';
import { randomRoomID } from './random-room';
import type { EnvironmentChecks } from '../runtime/environment';
import type { Platform, PortOptions } from './platform';
import { uniLifecycle } from './uni-lifecycle';

/** @param name value of `platform` on the wire */
export function uniPlatform(
  name: string,
  {
    createMedia,
    checks,
  }: { createMedia(options: PortOptions): MediaPort; checks: EnvironmentChecks },
): Platform {
  return {
    name,
    clock: systemClock,
    lifecycle: uniLifecycle,
    checks,
    randomRoomID,
    loadPorts: async (options) => ({
      signaling: createTsignalingDriver({ ...options, TIM, TSignaling, platformName: name }),
      media: createMedia(options),
      recorder: new CallRecorder({ clock: systemClock, platform: name }),
    }),
  };
}
