/** The fake media driver keeps the rules of the media port. */
import { createLogger } from '../../../src/log';
import { createFakeRooms } from '../../../src/media/fake';
import { VirtualClock } from '../../../src/runtime/virtual-clock';
import { mediaContract } from './contract';
import { OTHER, type MediaHarness } from './harness';

const ROOM = 7;
const SILENT = 4;
const both = { audio: true, video: true };

function fakeHarness(): MediaHarness {
  const clock = new VirtualClock();
  const rooms = createFakeRooms({ clock, log: createLogger(SILENT) });
  const media = rooms.join('me');
  const other = rooms.join(OTHER);
  const { knobs } = media;
  const room = (userID: string, roomID = ROOM) => {
    return { sdkAppID: 1, userID, userSig: 's', roomID, video: true };
  };
  let prompted = 0;
  return {
    media,
    unread: {
      'who has joined the fake rooms is known': ['enter.sdkAppID', 'enter.userID', 'enter.userSig'],
      'there is no picture to choose a scene for or to shape': [
        ...(['enter.video', 'attach.local', 'attach.mirror', 'attach.fit'] as const),
        ...(['setQuality.width', 'setQuality.height'] as const),
        ...(['setQuality.frameRate', 'setQuality.bitrate'] as const),
      ],
    },
    room: (roomID) => room('me', roomID),
    view: () => 'a view',
    now: () => clock.now(),
    async pass(ms) {
      if (knobs.promptOpen) prompted += 1;
      await clock.advance(ms);
    },
    forgetPermission: () => void (knobs.permission = 'prompt'),
    prompts: () => prompted + Number(knobs.promptOpen),
    tracks: () => knobs.held.tracks,
    async sent() {
      const member = rooms.members(ROOM).find(({ userID }) => userID === 'me');
      return member && { audio: member.audio, video: member.video };
    },
    async hang(operation) {
      knobs.hang(operation);
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
    cutNetwork: async () => knobs.connection('lost'),
    async measure() {
      knobs.stats({ rtt: 20, loss: 0 }, [{ userID: OTHER, loss: 0, audio: { bitrate: 30 } }]);
      await clock.settle();
    },
    changeDevices: () => knobs.plug('audioinput', 'another'),
    held: () => ({ ...knobs.held, timers: clock.pending }),
    close: async () => undefined,
  };
}

mediaContract('the fake driver', fakeHarness);
