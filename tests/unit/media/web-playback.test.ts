import { createLogger } from '../../../src/log';
import { Playback } from '../../../src/media/web/playback';
import type { PlaybackState } from '../../../src/media/web/playback';

type Handler = (event: unknown) => void;

/** A remote stream whose player a test moves. */
class FakeStream {
  private readonly handlers = new Map<string, Handler>();
  resumes = 0;
  refuses: unknown;

  on = (name: string, handler: Handler) => void this.handlers.set(name, handler);
  off = (name: string) => void this.handlers.delete(name);
  emit = (name: string, event: unknown) => this.handlers.get(name)?.(event);
  play = () => Promise.resolve();
  stop = () => undefined;
  resume = () => {
    this.resumes += 1;
    return this.refuses ? Promise.reject(this.refuses) : Promise.resolve();
  };
  player = (type: string, state: string, reason: string) =>
    this.emit('player-state-changed', { type, state, reason });
  get listeners() {
    return this.handlers.size;
  }
}

const notAllowed = (media: string) => ({
  name: 'RtcError',
  message: `${media} play() failed: NotAllowedError`,
  getCode: () => 0x4043,
});

function setUp() {
  const stream = new FakeStream();
  const states: PlaybackState[] = [];
  const element = { style: {}, querySelectorAll: () => [] };
  const slot = { element, fit: 'cover', mirror: false };
  const playback = new Playback(
    stream as never,
    slot as never,
    (state) => states.push(state),
    createLogger(4),
  );
  playback.update({ audio: true, video: true });
  return { stream, states, playback, element };
}

const page = { visibilityState: 'visible' };
beforeAll(() => Object.assign(globalThis, { window: {}, document: page }));
afterEach(() => void (page.visibilityState = 'visible'));
afterAll(() => {
  Reflect.deleteProperty(globalThis, 'window');
  Reflect.deleteProperty(globalThis, 'document');
});

describe('playback', () => {
  it('playback is blocked while either picture or sound is, and plays after', () => {
    const { stream, states } = setUp();
    stream.player('video', 'PLAYING', 'playing');
    stream.emit('error', notAllowed('Audio'));
    stream.player('video', 'PLAYING', 'playing');
    stream.player('audio', 'PLAYING', 'playing');
    expect(states).toEqual(['playing', 'blocked', 'playing']);
  });

  it('a user who sends nothing is not reported as blocked', () => {
    const { stream, states, playback } = setUp();
    stream.player('video', 'PLAYING', 'playing');
    stream.emit('error', notAllowed('Audio'));
    playback.update({ audio: false, video: true });
    playback.update({ audio: true, video: true });
    playback.update({ audio: false, video: false });
    expect(states).toEqual(['playing', 'blocked', 'playing', 'blocked', 'stopped']);
  });

  it('an interrupted player goes on by itself, and is blocked when it may not', async () => {
    const { stream, states } = setUp();
    stream.player('audio', 'PLAYING', 'playing');
    stream.refuses = notAllowed('Audio');
    stream.player('audio', 'PAUSED', 'pause');
    await new Promise((resolve) => setImmediate(resolve));
    expect(stream.resumes).toBe(1);
    expect(states).toEqual(['playing', 'blocked']);
  });

  it('a player that was paused in a hidden page goes on when the page is shown', () => {
    const { stream, states } = setUp();
    stream.player('audio', 'PLAYING', 'playing');
    page.visibilityState = 'hidden';
    stream.player('audio', 'PAUSED', 'pause');
    expect(stream.resumes).toBe(0);
    expect(states).toEqual(['playing']);
  });

  it('a gap in what arrives and other errors do not stop playback', () => {
    const { stream, states } = setUp();
    stream.player('audio', 'PLAYING', 'playing');
    stream.player('audio', 'PAUSED', 'mute');
    stream.emit('error', new Error('something else'));
    expect(stream.resumes).toBe(0);
    expect(states).toEqual(['playing']);
  });

  it('a player without a picture hides its element, and stop() leaves no listener', () => {
    const { stream, states, playback, element } = setUp();
    expect(element.style).toEqual({ display: 'block' });
    playback.update({ audio: true, video: false });
    expect(element.style).toEqual({ display: 'none' });
    stream.player('audio', 'PLAYING', 'playing');
    playback.stop();
    expect(stream.listeners).toBe(0);
    expect(states).toEqual(['playing', 'stopped']);
  });
});
