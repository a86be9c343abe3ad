import type { MediaPort } from '../../../src/media/port';
import { VirtualClock } from '../../../src/runtime/virtual-clock';
import type { MediaHarness } from './harness';

/** Makes the harness of a driver that enters no room and has nothing to take or to wait for. */
export function roomlessHarness(media: MediaPort): MediaHarness {
  const clock = new VirtualClock();
  const never = () => Promise.reject(new Error('this driver enters no room'));
  return {
    media,
    room: (roomID = 7) => ({ sdkAppID: 1, userID: 'me', userSig: 's', roomID, video: true }),
    view: () => 'a view',
    now: () => clock.now(),
    pass: (ms) => clock.advance(ms),
    forgetPermission: () => undefined,
    prompts: () => 0,
    tracks: () => 0,
    sent: async () => undefined,
    hang: never,
    otherSends: never,
    otherLeaves: never,
    cutNetwork: never,
    measure: never,
    changeDevices: () => undefined,
    held: () => ({ timers: clock.pending }),
    close: async () => undefined,
  };
}
