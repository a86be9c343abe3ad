/**
 * The driver of Apps keeps the rules of the media port over a page that serves the fake driver: what crosses is JSON,
 * and comes later.
 */
import { createLogger } from '../../../src/log';
import { createAppMedia } from '../../../src/media/app';
import { createFakeRooms } from '../../../src/media/fake';
import { FakeLifecycle } from '../../../src/runtime/fake-lifecycle';
import { VirtualClock } from '../../../src/runtime/virtual-clock';
import { FakePermissions } from '../../support/app-permissions';
import { AppPages } from '../../support/app-pages';
import { mediaContract } from './contract';
import { OTHER, type MediaHarness } from './harness';

const ROOM = 7;
const SILENT = 4;
const both = { audio: true, video: true };

/** @param stays true: the page is there before the first call, and after the last */
function appHarness(stays: boolean): MediaHarness {
  const clock = new VirtualClock();
  const log = createLogger(SILENT);
  const rooms = createFakeRooms({ clock, log });
  const lifecycle = new FakeLifecycle();
  const permissions = new FakePermissions();
  permissions.set('granted');
  const media = createAppMedia({
    ...{ option: 'web', hasPlugin: () => false, proxy: {} },
    ...{ permissions, lifecycle, clock, log },
  });
  const pages = new AppPages(media.pageLink, () => rooms.join('me'));
  pages.keep(stays);
  const other = rooms.join(OTHER);
  const room = (userID: string, roomID = ROOM) => {
    return { sdkAppID: 1, userID, userSig: 's', roomID, video: true };
  };
  return {
    media,
    room: (roomID) => room('me', roomID),
    view: () => 'a view',
    now: () => clock.now(),
    pass: (ms) => clock.advance(ms),
    forgetPermission: () => permissions.set('undecided'),
    prompts: () => permissions.asked.length,
    tracks: () => pages.media?.knobs.held.tracks ?? 0,
    async sent() {
      const member = rooms.members(ROOM).find(({ userID }) => userID === 'me');
      return member && { audio: member.audio, video: member.video };
    },
    async hang(operation) {
      pages.whenMedia(({ knobs }) => knobs.hang(operation));
      return async () => undefined;
    },
    async otherSends({ audio, video }) {
      if (other.knobs.held.rooms === 0) {
        const ready = Promise.all([other.prepare(both), other.enter(room(OTHER))]);
        await clock.advance(0);
        await ready;
        await other.publish();
      }
      await other.setMicrophone(audio);
      await other.setCamera(video);
      await clock.advance(0);
    },
    otherLeaves: () => other.leave(),
    cutNetwork: async () => pages.media?.knobs.hang('leave'),
    async measure() {
      pages.media?.knobs.stats({ rtt: 20, loss: 0 }, [{ userID: OTHER, audio: { bitrate: 30 } }]);
      await clock.settle();
    },
    changeDevices: () => pages.media?.knobs.plug('audioinput', 'another'),
    held: () => ({ timers: clock.pending, lifecycle: lifecycle.count, wanted: pages.wanted }),
    close: () => pages.close(),
  };
}

mediaContract('the driver of Apps, where a page comes with each call', () => appHarness(false));
mediaContract('the driver of Apps, over a page that stays', () => appHarness(true));
