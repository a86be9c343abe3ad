import { createLogger } from '../../../src/log';
import { createDevToolsMedia, createWeixinMedia } from '../../../src/media/weixin';
import { VirtualClock } from '../../../src/runtime/virtual-clock';
import { FakeApp, FakeLivePage, FakeWx } from '../../support/weixin-live';
import { mediaContract } from './contract';
import { OTHER, type MediaHarness } from './harness';
import { roomlessHarness } from './roomless';

const ROOM = 7;
const SILENT = 4;

/** The driver of mini-programs, over live components that answer as WeChat's do. */
function weixinHarness(): MediaHarness {
  const clock = new VirtualClock();
  const wx = new FakeWx();
  const app = new FakeApp();
  const log = createLogger(SILENT);
  Object.assign(wx.settings, { 'scope.record': true, 'scope.camera': true });
  const media = createWeixinMedia({ wx, clock, log, lifecycle: app });
  const page = new FakeLivePage(media.liveView, clock);
  const ask = () => {
    delete wx.settings['scope.record'];
    delete wx.settings['scope.camera'];
  };
  /** The live-pusher takes a device by an attribute. */
  const taken = () => {
    const { enableMic = false, enableCamera = false, muted = true } = page.attributes ?? {};
    return { audio: enableMic && !muted, video: enableCamera };
  };
  return {
    media,
    unread: {
      'its scene is that of video calls': ['enter.video'],
      'a live-pusher has no attribute for it': ['setQuality.frameRate'],
      'each component of the page knows its user': ['attach.view'],
    },
    room: (roomID = ROOM) => ({
      sdkAppID: 1400000001,
      userID: 'me',
      userSig: 'eJwtjMEKgkAURf9l1iHzxnk*Z8CtFJQ',
      roomID,
      video: true,
    }),
    view: () => 'a view',
    now: () => clock.now(),
    pass: (ms) => clock.advance(ms),
    forgetPermission: ask,
    prompts: () => wx.prompts.length,
    tracks: () => Object.values(taken()).filter(Boolean).length,
    sent: async () => (page.inRoom ? taken() : undefined),
    async hang(operation) {
      if (operation === 'prepare') {
        ask();
        wx.answer = 'open';
        return async () => wx.answerPrompts('allow');
      }
      if (operation === 'enter') page.entries = ['silent'];
      else page.cameraOpens = false;
      return async () => {
        page.entries = [];
        page.cameraOpens = true;
      };
    },
    async otherSends(sent) {
      page.remote({ userID: OTHER, ...sent });
      await clock.settle();
    },
    async otherLeaves() {
      page.remoteGone(OTHER);
      await clock.settle();
    },
    async cutNetwork() {
      page.answersStop = false;
    },
    async measure() {
      const info = { audioBitrate: 40, netJitter: 3, netQualityLevel: 1 };
      media.liveView.pusherEvent('netstatus', { info });
      media.liveView.playerEvent(`${OTHER}_main`, 'netstatus', { info });
    },
    // WeChat tells nothing about devices; what it tells comes from the components.
    changeDevices: () => page.code(1003),
    held: () => ({
      timers: clock.pending,
      listeners: app.listening,
      players: page.playerList.length,
      pushers: page.attributes ? 1 : 0,
      screensKeptOn: Number(wx.keepScreenOn),
    }),
    async close() {
      page.close();
      await clock.settle();
      expect(page.faults).toEqual([]);
    },
  };
}

mediaContract('the driver of mini-programs', weixinHarness);
mediaContract(
  'the driver for WeChat DevTools',
  () => roomlessHarness(createDevToolsMedia(createLogger(SILENT))),
  { entersRooms: false },
);
