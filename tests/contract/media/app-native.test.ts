/** The native back end of an App, over a plug-in that refuses what a phone would punish. */
import { createLogger } from '../../../src/log';
import { createNativeMedia } from '../../../src/media/app/native';
import type { GlobalEvent } from '../../../src/media/app/native/plugin';
import { PluginPage } from '../../../src/media/app/native/plugin-page';
import { RemotePlugin } from '../../../src/media/app/native/remote-plugin';
import { VirtualClock } from '../../../src/runtime/virtual-clock';
import { SimulatedRoom, StrictPlugin, type PluginContext } from '../../support/strict-plugin';
import { mediaContract } from './contract';
import { OTHER, type MediaHarness } from './harness';
import { roomlessHarness } from './roomless';

const ROOM = 7;
const SILENT = 4;
/** ms in which the longest teardown is over. */
const TEARDOWN = 3000;
const OWN = 'own view';
const VIEW = 'view of the other';

/** Calls the plug-in where it is, or over the line to a page, as it crosses between contexts: as copies. */
type Reach = (
  context: PluginContext,
  clock: VirtualClock,
) => { plugin: unknown; globalEvent: GlobalEvent };

const inPlace: Reach = ({ module, globalEvent }) => ({ plugin: module, globalEvent });
const overTheLine: Reach = ({ module, globalEvent }, clock) => {
  const copy = <T>(message: T) => JSON.parse(JSON.stringify(message)) as T;
  const remote: RemotePlugin = new RemotePlugin((message) => page.receive(copy(message)));
  const page = new PluginPage({
    plugin: module,
    globalEvent,
    post: (message) => {
      if (message.type === 'event' || message.type === 'threw') remote.receive(copy(message));
    },
    after: (ms, callback) => clock.at(clock.now() + ms, callback),
  });
  return remote;
};

const nativeHarness = (reach: Reach) => (): MediaHarness => {
  const clock = new VirtualClock();
  let room!: SimulatedRoom;
  const plugin = new StrictPlugin({ clock, backend: (emit) => (room = new SimulatedRoom(emit)) });
  const reached = reach(plugin.context('stage page'), clock);
  const log = createLogger(SILENT);
  const media = createNativeMedia({ ...reached, clock, log });
  plugin.insertView({ kind: 'local', viewId: OWN });
  plugin.insertView({ kind: 'remote', viewId: VIEW, userId: OTHER });
  void media.attach({ userID: 'me', local: true, view: OWN });
  return {
    media,
    unread: { 'whoever asks the user knows what is permitted': ['check.audio', 'check.video'] },
    room: (roomID = ROOM) => {
      return { sdkAppID: 1400000001, userID: 'me', userSig: 'a userSig', roomID, video: true };
    },
    view: (local) => (local ? OWN : VIEW),
    now: () => clock.now(),
    pass: (ms) => clock.advance(ms),
    forgetPermission: () => {
      plugin.permissions.camera = plugin.permissions.microphone = 'prompt';
    },
    prompts: () => plugin.prompts,
    tracks: () => {
      const { cameras = 0, microphones = 0 } = plugin.held();
      return cameras + microphones;
    },
    sent: async () => room.sent,
    async hang(operation) {
      if (operation === 'prepare') room.devices.camera = 'silent';
      else if (operation === 'enter') room.entries = ['silent'];
      else room.tellsFrames = false;
      return async () => {
        room.devices.camera = 'opens';
        room.entries = [];
        room.tellsFrames = true;
      };
    },
    async otherSends(sent) {
      room.other(OTHER, sent);
      await clock.settle();
    },
    async otherLeaves() {
      room.otherLeaves(OTHER);
      await clock.settle();
    },
    async cutNetwork() {
      room.answersExit = false;
    },
    async measure() {
      plugin.emit('onStatistics', {
        ...{ rtt: 20, upLoss: 1, localStatistics: [{ audioBitrate: '48', streamType: 0 }] },
        remoteStatistics: [{ userId: OTHER, finalLoss: 0, audioBitrate: 30, streamType: 0 }],
      });
      await clock.settle();
    },
    changeDevices: () => plugin.emit('onCameraDidReady'),
    held: () => ({ timers: clock.pending, ...plugin.held() }),
    async close() {
      const disposed = media.dispose();
      await clock.advance(TEARDOWN);
      await disposed;
      expect(plugin.end()).toEqual([]);
    },
  };
};

mediaContract('the native back end of an App', nativeHarness(inPlace));
mediaContract(
  'the native back end of an App, with the plug-in in a page',
  nativeHarness(overTheLine),
);
mediaContract(
  'the native back end of an App into which no plug-in is packed',
  () => {
    const clock = new VirtualClock();
    const globalEvent = new StrictPlugin({ clock, backend: () => ({}) }).context('').globalEvent;
    const log = createLogger(SILENT);
    return roomlessHarness(createNativeMedia({ plugin: {}, globalEvent, clock, log }));
  },
  { entersRooms: false },
);
