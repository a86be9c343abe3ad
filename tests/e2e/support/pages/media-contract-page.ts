/** The cases of the media port's contract, run in a page against the web driver on the real SDK. */
import { createLogger } from '../../../../src/log';
import { createWebMedia, createWebStats } from '../../../../src/media/web';
import type { Clock } from '../../../../src/runtime/clock';
import { systemClock } from '../../../../src/runtime/system-clock';
import { mediaCases } from '../../../contract/media/cases';
import { OTHER, type MediaHarness, type Sent } from '../../../contract/media/harness';

/** The test around the page does this for it: the cloud is not in the page. */
export interface Outside {
  sent(userID: string): Promise<Sent | undefined>;
  silence(command: 'join' | 'publish', on: boolean): Promise<void>;
  cutSocket(userID: string): Promise<void>;
}

export interface Setting {
  proxy: { trtc: string; log: string };
  sdkAppID: number;
  roomID: number;
  /** userID to userSig. */
  userSigs: Record<string, string>;
}

declare global {
  interface Window {
    outside: Outside;
    runCase(title: string, setting: Setting): Promise<void>;
  }
}

const both = { audio: true, video: true };
const SILENT = 4;

const taken: MediaStreamTrack[] = [];
const { mediaDevices, permissions } = navigator;
const getUserMedia = mediaDevices.getUserMedia.bind(mediaDevices);
let prompts = 0;
/** The permissions that the user has given; the browser of the tests itself gives all. */
let asks = false;
let unanswered: Promise<void> | undefined;
mediaDevices.getUserMedia = async (constraints) => {
  if (asks) prompts += 1;
  await unanswered;
  const stream = await getUserMedia(constraints);
  taken.push(...stream.getTracks());
  return stream;
};
const query = permissions.query.bind(permissions);
permissions.query = async (descriptor) =>
  asks ? ({ state: 'prompt' } as PermissionStatus) : query(descriptor);

/** Counts what is listened to where the driver listens: it must take all of it away again. */
let listeners = 0;
for (const target of [document, window, mediaDevices] as EventTarget[]) {
  const add = target.addEventListener.bind(target);
  const remove = target.removeEventListener.bind(target);
  const ours = (type: string) => /^(visibilitychange|unhandledrejection|devicechange)$/.test(type);
  target.addEventListener = (type: string, ...rest: [EventListener]) => {
    if (ours(type)) listeners += 1;
    add(type, ...rest);
  };
  target.removeEventListener = (type: string, ...rest: [EventListener]) => {
    if (ours(type)) listeners -= 1;
    remove(type, ...rest);
  };
}

function countingClock() {
  let pending = 0;
  const clock: Clock = {
    now: () => systemClock.now(),
    wall: () => systemClock.wall(),
    at(deadline, callback) {
      let open = true;
      pending += 1;
      const close = () => {
        if (open) pending -= 1;
        open = false;
      };
      const cancel = systemClock.at(deadline, () => (close(), callback()));
      return () => (close(), cancel());
    },
  };
  return { clock, pending: () => pending };
}

const loadTrtc = async () => (await import('trtc-js-sdk/trtc.esm.js')).default;

async function createHarness(setting: Setting): Promise<MediaHarness> {
  const { proxy, sdkAppID, roomID, userSigs } = setting;
  // What the SDK itself listens to for good is none of the driver's.
  await loadTrtc();
  // The page's clock listens to the page from its first use on.
  systemClock.now();
  const { clock, pending } = countingClock();
  const log = createLogger(SILENT);
  const whenIdle = () => () => undefined;
  const before = listeners;
  const media = createWebMedia({
    ...{ loadTrtc, proxy, clock, log, whenIdle },
    createStats: createWebStats,
  });
  const other = createWebMedia({ loadTrtc, proxy, clock: systemClock, log, whenIdle });
  const ofOther = (listeners - before) / 2;
  const room = (userID: string) => {
    return { sdkAppID, userID, userSig: userSigs[userID] ?? '', roomID, video: true };
  };
  let otherIsIn = false;
  return {
    media,
    unread: {
      'its scene is that of calls with and without video': ['enter.video'],
      'the SDK takes the whole profile': ['setQuality.bitrate'],
    },
    room: (another = roomID) => ({ ...room('me'), roomID: another }),
    view: () =>
      document.body.appendChild(Object.assign(document.createElement('div'), { id: 'view' })).id,
    now: () => performance.now(),
    pass: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    forgetPermission: () => void (asks = true),
    prompts: () => prompts,
    tracks: () => {
      const live = taken.filter(({ readyState }) => readyState === 'live').length;
      return live - (otherIsIn ? otherTracks().length : 0);
    },
    sent: () => window.outside.sent('me'),
    async hang(operation) {
      if (operation !== 'prepare') {
        const command = operation === 'enter' ? 'join' : 'publish';
        await window.outside.silence(command, true);
        return () => window.outside.silence(command, false);
      }
      let answer = () => undefined as void;
      unanswered = new Promise((resolve) => (answer = resolve));
      return async () => {
        answer();
        unanswered = undefined;
      };
    },
    async otherSends({ audio, video }) {
      if (!otherIsIn) {
        const mine = new Set(taken);
        await Promise.all([other.prepare(both), other.enter(room(OTHER))]);
        await other.publish();
        otherIsIn = true;
        otherTracks = () =>
          taken.filter((track) => !mine.has(track) && track.readyState === 'live');
      }
      await other.setMicrophone(audio);
      await other.setCamera(video);
    },
    async otherLeaves() {
      await other.leave();
      otherIsIn = false;
    },
    // The SDK does it by itself.
    measure: async () => undefined,
    cutNetwork: () => window.outside.cutSocket('me'),
    changeDevices: () => void mediaDevices.dispatchEvent(new Event('devicechange')),
    held: () => ({
      timers: pending(),
      listeners: listeners - before - ofOther,
      tracks: taken.filter(({ readyState }) => readyState === 'live').length,
      elements: document.querySelectorAll('audio,video').length,
    }),
    async close() {
      await Promise.all([media.dispose(), other.dispose()]);
    },
  };
}

let otherTracks = (): MediaStreamTrack[] => [];

window.runCase = async (title, setting) => {
  const found = mediaCases.find((one) => one.title === title);
  if (!found) throw new Error(`no case is called '${title}'`);
  const harness = await createHarness(setting);
  try {
    await found.run(harness);
  } finally {
    await harness.close();
  }
};
