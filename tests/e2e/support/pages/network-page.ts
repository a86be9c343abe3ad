/** The check of the network in a page, as the door of web bundlers has it, with handles for a test. */
import type {
  NetworkCheckOptions,
  NetworkCheckProgress,
} from '../../../../src/diagnostics/network';
import { CallError } from '../../../../src/errors';
import { checkNetwork } from '../../../../src/web-network';
import type { Outcome } from './web-media-page';

/** What the page made up to send. */
const made: MediaStreamTrack[] = [];
const { captureStream } = HTMLCanvasElement.prototype;
HTMLCanvasElement.prototype.captureStream = function (rate) {
  const stream = captureStream.call(this, rate);
  // The SDK tries out the browser with a canvas of its own.
  if (this.width === 640) made.push(...stream.getTracks());
  return stream;
};
const sounds: AudioContext[] = [];
const { createMediaStreamDestination } = AudioContext.prototype;
AudioContext.prototype.createMediaStreamDestination = function () {
  const node = createMediaStreamDestination.call(this);
  sounds.push(this);
  made.push(...node.stream.getTracks());
  return node;
};

let asked = 0;
navigator.mediaDevices.getUserMedia = () => {
  asked += 1;
  return Promise.reject(new DOMException('refused by the test', 'NotAllowedError'));
};

const progress: NetworkCheckProgress[] = [];
const giveUp = new AbortController();

const page = {
  progress,
  async check(options: NetworkCheckOptions): Promise<Outcome> {
    try {
      const { signal } = giveUp;
      const onProgress = (one: NetworkCheckProgress) => void progress.push(one);
      return { ok: true, value: await checkNetwork({ ...options, signal, onProgress }) };
    } catch (error) {
      return {
        ok: false,
        code: error instanceof CallError ? error.code : -1,
        value: String(error),
      };
    }
  },
  giveUp: () => giveUp.abort(),
  /** What a check left behind, and whether it asked for a device. */
  left: () => ({
    asked,
    made: made.map(({ kind, readyState }) => `${kind} ${readyState}`),
    sounds: sounds.map(({ state }) => state),
    elements: document.querySelectorAll('audio, video, canvas').length,
  }),
};

export type NetworkPage = typeof page;

(window as unknown as { page: NetworkPage }).page = page;
