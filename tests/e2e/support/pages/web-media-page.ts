/** The web media driver in a page, with handles for a test. Bundled before the tests. */
import { CallError } from '../../../../src/errors';
import { createLogger } from '../../../../src/log';
import type { MediaEvent, MediaPort, RoomRequest } from '../../../../src/media/port';
import { createWebMedia } from '../../../../src/media/web';
import { systemClock } from '../../../../src/runtime/system-clock';

export interface Outcome {
  ok: boolean;
  code?: number;
  value?: unknown;
}

export interface Seen {
  videoWidth: number;
  currentTime: number;
  /** Decoded since the element was made. The time goes on without any. */
  frames: number;
  /** The element is in the page. */
  connected: boolean;
  paused: boolean;
}

const taken: MediaStreamTrack[] = [];
const devices = navigator.mediaDevices;
const getUserMedia = devices.getUserMedia.bind(devices);
/** The browser answers the next requests with these errors; empty: with what it really says. */
const refusals: string[] = [];
devices.getUserMedia = async (constraints) => {
  const refusal = refusals.shift();
  if (refusal) throw new DOMException(`refused by the test: ${refusal}`, refusal);
  if (constraints?.audio && !microphoneIsIn) throw new DOMException('none', 'NotFoundError');
  const stream = await getUserMedia(constraints);
  taken.push(...stream.getTracks());
  return stream;
};

/** The only microphone is in its socket. */
let microphoneIsIn = true;
const enumerateDevices = devices.enumerateDevices.bind(devices);
devices.enumerateDevices = async () =>
  (await enumerateDevices()).filter(({ kind }) => kind !== 'audioinput' || microphoneIsIn);

const events: MediaEvent[] = [];
let media: MediaPort;

const page = {
  events,
  create(proxy: { trtc: string; log: string }): void {
    media = createWebMedia({
      loadTrtc: async () => (await import('trtc-js-sdk/trtc.esm.js')).default,
      proxy,
      clock: systemClock,
      log: createLogger(4),
      whenIdle: () => () => undefined,
    });
    media.onEvent((event) => {
      events.push(event);
      // For tests that may not evaluate anything here, because that counts as a tap.
      if (event.kind === 'playback') console.log(`playback ${event.userID} ${event.state}`);
    });
  },
  async call(method: keyof MediaPort, ...parameters: unknown[]): Promise<Outcome> {
    try {
      const operation = media[method] as (...values: unknown[]) => unknown;
      return { ok: true, value: await operation.apply(media, parameters) };
    } catch (error) {
      return {
        ok: false,
        code: error instanceof CallError ? error.code : -1,
        value: String(error),
      };
    }
  },
  /** Calls without waiting; the outcome is the value of `outcome(name)`. */
  begin(name: string, method: keyof MediaPort, ...parameters: unknown[]): void {
    outcomes.set(name, this.call(method, ...parameters));
  },
  outcome: (name: string) => outcomes.get(name),
  refuse: (...names: string[]) => void refusals.push(...names),
  tracks: () =>
    taken.map(({ kind, readyState, enabled }) => ({ kind, live: readyState === 'live', enabled })),
  /** Pulls a device out: the browser stops the track and says so. */
  unplug(kind: 'audio' | 'video'): void {
    const track = taken.filter((each) => each.kind === kind && each.readyState === 'live').pop();
    track?.stop();
    track?.dispatchEvent(new Event('ended'));
  },
  /** Pulls the only microphone out, or plugs it in again. */
  plugMicrophone(isIn: boolean): void {
    microphoneIsIn = isIn;
    if (!isIn) this.unplug('audio');
    devices.dispatchEvent(new Event('devicechange'));
  },
  see(view: string): Seen | undefined {
    const video = document.querySelector<HTMLVideoElement>(`#${view} video`);
    return video ? state(video) : undefined;
  },
  sounds: () => [...document.querySelectorAll('audio')].filter((each) => !each.muted).map(state),
  elements: () => document.querySelectorAll('audio,video').length,
  moveAway: (view: string) => document.getElementById(view)?.remove(),
};

const outcomes = new Map<string, Promise<Outcome>>();

function state(element: HTMLMediaElement): Seen {
  const video = element instanceof HTMLVideoElement ? element : undefined;
  return {
    videoWidth: video?.videoWidth ?? 0,
    frames: video?.getVideoPlaybackQuality().totalVideoFrames ?? 0,
    currentTime: element.currentTime,
    connected: element.isConnected,
    paused: element.paused,
  };
}

export type WebMediaPage = typeof page;

(window as unknown as { page: WebMediaPage }).page = page;
document.getElementById('unlock')!.addEventListener('click', () => media.unlock());

// Enters by itself, for tests in which nobody has touched the page.
const alone = new URLSearchParams(location.search).get('enter');
if (alone) {
  const { proxy, room } = JSON.parse(alone) as {
    proxy: { trtc: string; log: string };
    room: RoomRequest;
  };
  page.create(proxy);
  void page.call('enter', room).then(({ ok }) => console.log(`entered ${ok}`));
}
