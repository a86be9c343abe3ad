/** A test source makes up sound and picture to send, so that nobody has to be asked for microphone and camera. */
import { CallError } from '../../errors';
import type { Clock } from '../../runtime/clock';

export interface TestSource {
  /** Absent in browsers that cannot make it. One of the two is there. */
  readonly audio?: MediaStreamTrack;
  readonly video?: MediaStreamTrack;
  stop(): void;
}

/** The size of 480p, at which calls send unless told otherwise. */
const [WIDTH, HEIGHT] = [640, 480];
const FRAMES_PER_SECOND = 15;
/** px. Blocks of this size that change with every frame take the whole bitrate of a call's picture. */
const BLOCK = 20;

/**
 * Starts the source. The sound needs a tap before in most browsers and is silent without one; the picture does not.
 *
 * @throws CallError 60006 where the browser can make neither
 */
export function openTestSource(clock: Clock): TestSource {
  const [picture, sound] = [openPicture(clock), openSound()];
  if (!picture && !sound) {
    throw CallError.notSupported(
      'the browser can make neither a picture nor a sound for the check of the network',
    );
  }
  return {
    audio: sound?.track,
    video: picture?.track,
    stop() {
      picture?.stop();
      sound?.stop();
    },
  };
}

interface Source {
  track: MediaStreamTrack;
  stop(): void;
}

function openPicture(clock: Clock): Source | undefined {
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d');
  if (!context || typeof canvas.captureStream !== 'function') return undefined;
  canvas.width = WIDTH;
  canvas.height = HEIGHT;
  let stopTimer = () => undefined as void;
  // Not by requestAnimationFrame, which stands still in a page that is covered.
  const draw = () => {
    drawNoise(context);
    stopTimer = clock.at(clock.now() + 1000 / FRAMES_PER_SECOND, draw);
  };
  draw();
  const [track] = canvas.captureStream(FRAMES_PER_SECOND).getVideoTracks();
  if (track) return { track, stop: () => (stopTimer(), track.stop()) };
  stopTimer();
  return undefined;
}

function drawNoise(context: CanvasRenderingContext2D): void {
  for (let x = 0; x < WIDTH; x += BLOCK) {
    for (let y = 0; y < HEIGHT; y += BLOCK) {
      context.fillStyle = `hsl(${Math.floor(Math.random() * 360)}, 70%, 50%)`;
      context.fillRect(x, y, BLOCK, BLOCK);
    }
  }
}

/** A tone, which nobody hears: it goes to the stream and not to the speaker. */
function openSound(): Source | undefined {
  // Safari 11 has it by its former name.
  const { webkitAudioContext } = window as { webkitAudioContext?: typeof AudioContext };
  const Context = typeof AudioContext === 'function' ? AudioContext : webkitAudioContext;
  if (!Context) return undefined;
  const context = new Context();
  const tone = context.createOscillator();
  const out = context.createMediaStreamDestination();
  tone.connect(out);
  tone.start();
  const [track] = out.stream.getAudioTracks();
  const stop = () => {
    track?.stop();
    context.close().catch(() => undefined);
  };
  if (track) return { track, stop };
  stop();
  return undefined;
}
