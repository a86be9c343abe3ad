/** These tests hold the way into a room and out of it: what the plug-in is told, in which order, and what comes of its answers. */
import { meaningOf, NATIVE_CODES } from '../../../../../src/media/app/native/codes';
import { createLogger } from '../../../../../src/log';
import { createNativeMedia } from '../../../../../src/media/app/native';
import type { PluginBackend } from '../../../../support/strict-plugin';
import { both, failure, request, SIG, stage, TEARDOWN, voice, type Stage } from './stage';

let s: Stage;
beforeEach(() => {
  s = stage();
});
afterEach(() => s.end());

const codesOf = (...kinds: string[]) =>
  Object.keys(NATIVE_CODES)
    .map(Number)
    .filter((code) => kinds.includes(NATIVE_CODES[code]?.kind ?? ''));

/** Every code by which a room cannot be entered, also ones that only belong to a family. */
const ENTRY = [...codesOf('refused', 'entry-failed', 'trouble'), -3399, -70_003, -102_052];
const ENTRY_ERRORS = ENTRY.filter((code) => code < 0);

const names = () => s.plugin.calls.map(([name]) => name);

describe('entering', () => {
  it('enter() listens, takes the instance, says all that the plug-in needs, and waits for its answer', async () => {
    s.room.entries = ['silent'];
    let entered = false;
    const entering = s.media.enter(request()).then(() => (entered = true));
    await s.clock.advance(1000);
    expect(entered).toBe(false);
    expect(s.calls('enterRoom')).toEqual([
      [
        'enterRoom',
        ...[{ sdkAppId: 1400000001, userId: 'me', userSig: SIG, roomId: 7, role: 20, appScene: 0 }],
      ],
    ]);
    s.plugin.emit('onEnterRoom', 120);
    await s.clock.advance(0);
    await entering;
    expect(names().slice(0, 4)).toEqual([
      ...['sharedInstance', 'setVideoEncoderParam', 'enableAudioVolumeEvaluation', 'enterRoom'],
    ]);
  });

  it('an audio call is an audio scene, heard at the ear; a video call is heard by the speaker', async () => {
    await s.call(voice, { video: false });
    expect(s.last('enterRoom')).toMatchObject(['enterRoom', { appScene: 2 }]);
    expect(s.room.route).toBe(1);
    await s.leave();
    await s.call();
    expect(s.last('enterRoom')).toMatchObject(['enterRoom', { appScene: 0 }]);
    expect(s.room.route).toBe(0);
  });

  it.each(ENTRY_ERRORS)('onError %d while entering rejects enter() with 61007', async (code) => {
    s.room.entries = ['silent'];
    const entering = failure(s.media.enter(request()));
    await s.clock.advance(0);
    s.plugin.emit('onError', code, 'words of the plug-in', '');
    await s.clock.advance(0);
    expect(await entering).toMatchObject({ code: 61007, cause: { code } });
    expect(s.calls('exitRoom')).toHaveLength(1);
  });

  it('a userSig that has expired rejects enter() with 61018, which asks for another one', async () => {
    s.room.entries = [-70001];
    const entering = failure(s.media.enter(request()));
    await s.clock.advance(0);
    expect(await entering).toMatchObject({ code: 61018, cause: { code: -70001 } });
  });

  it('a suspended service says what its owner has to do', async () => {
    s.room.entries = [-100013];
    const entering = failure(s.media.enter(request()));
    await s.clock.advance(0);
    const error = await entering;
    expect(error).toMatchObject({ code: 61007, cause: { code: -100013 } });
    expect(error.cure).toMatch(/buy minutes or settle the account/);
  });

  it('onError and onEnterRoom < 0 about the same failure reject once, and the room is left once', async () => {
    s.room.entries = [{ error: -3301 }];
    const entering = failure(s.media.enter(request()));
    await s.clock.advance(0);
    expect(await entering).toMatchObject({ code: 61007, cause: { code: -3301 } });
    await s.clock.advance(20_000);
    expect(s.calls('exitRoom')).toHaveLength(1);
    expect(s.heard).toEqual([]);
  });

  it.each([5101, 5102])('warning %d while entering lets the SDK go on trying', async (code) => {
    s.room.entries = ['silent'];
    const entering = s.media.enter(request());
    await s.clock.advance(0);
    s.plugin.emit('onWarning', code, 'no network', '');
    await s.clock.advance(1000);
    s.plugin.emit('onEnterRoom', 900);
    await s.clock.advance(0);
    await entering;
    expect(s.states()).toEqual([]);
  });

  it.each([
    [1, 'removed'],
    [2, 'dismissed'],
  ])('onExitRoom %d while entering rejects enter() with 61010: %s', async (reason, word) => {
    s.room.entries = ['silent'];
    const entering = failure(s.media.enter(request()));
    await s.clock.advance(0);
    s.plugin.emit('onExitRoom', reason);
    await s.clock.advance(0);
    expect(await entering).toMatchObject({ code: 61010, cause: { message: word } });
  });

  it('a plug-in that does not answer is left after a while, and enter() says so', async () => {
    s.room.entries = ['silent'];
    const entering = failure(s.media.enter(request()));
    await s.clock.advance(60_000);
    const error = await entering;
    expect(error).toMatchObject({ code: 61007 });
    expect(error.reason).toMatch(/did not answer/);
    expect(s.calls('exitRoom')).toHaveLength(1);
  });

  it('an entry that failed can be tried again in the same call, once the plug-in has left', async () => {
    s.room.entries = [-3301];
    const failed = failure(s.media.enter(request()));
    await s.clock.advance(0);
    await failed;
    const again = s.media.enter(request({ roomID: 8 }));
    await s.clock.advance(0);
    await again;
    expect(s.room.room).toMatchObject({ roomId: 8 });
  });

  it('enterRoom that throws rejects enter() with 61007, without the userSig that it may quote', async () => {
    const { userSig } = request();
    s.room.enterRoom = () => {
      throw new Error(`module is gone: ${userSig}`);
    };
    const entering = failure(s.media.enter(request()));
    await s.clock.advance(0);
    expect(await entering).toMatchObject({ code: 61007, cause: 'Error module is gone: …' });
  });

  it('a plug-in that does not start rejects with 60006, and holds nobody up', async () => {
    const backend: PluginBackend = s.room;
    backend.sharedInstance = () => {
      throw new Error('no such library');
    };
    const error = await failure(s.media.enter(request()));
    expect(error).toMatchObject({ code: 60006, cause: { message: 'no such library' } });
    expect(s.plugin.held()).toMatchObject({ listeners: 0 });
    delete backend.sharedInstance;
    await s.leave();
    await s.call();
    // The stand-in counts the instance that threw as begun.
    s.plugin.violations.length = 0;
  });
});

describe('leaving', () => {
  it('leave() stops views, camera and microphone, exits, waits, destroys, and only then stops listening', async () => {
    const takeOut = await s.show('bob', 'r-1');
    await s.call();
    s.room.other('bob', { audio: true, video: true });
    await s.clock.advance(0);
    const before = s.plugin.calls.length;
    s.plugin.knobs.delay = 400;
    const left = s.media.leave();
    expect(names().slice(before)).toEqual([
      ...['stopRemoteView', 'stopLocalPreview', 'stopLocalAudio', 'exitRoom'],
    ]);
    await s.clock.advance(399);
    expect(s.last('destroySharedInstance')).toBeUndefined();
    expect(s.plugin.held().listeners).toBeGreaterThan(0);
    await s.clock.advance(1);
    await left;
    expect(names().slice(before + 4)).toEqual(['destroySharedInstance']);
    expect(s.plugin.held()).toMatchObject({ listeners: 0 });
    await takeOut();
  });

  it('nothing is reported from the moment that leave() was called, while the plug-in still leaves', async () => {
    await s.call();
    s.plugin.knobs.delay = 700;
    const before = s.heard.length;
    const left = s.media.leave();
    s.plugin.emitLate(100, 'onError', -1303, 'encoder', '');
    s.plugin.emitLate(100, 'onError', -1302, 'microphone', '');
    s.plugin.emitLate(100, 'onError', -3302, 'heartbeat', '');
    s.plugin.emitLate(100, 'onWarning', 2110, 'render', '');
    s.plugin.emitLate(100, 'onRemoteUserEnterRoom', 'bob');
    await s.clock.advance(700);
    await left;
    expect(s.heard).toHaveLength(before);
  });

  it('leave() waits for onExitRoom, but not for ever', async () => {
    await s.call();
    s.room.answersExit = false;
    let left = false;
    const leaving = s.media.leave().then(() => (left = true));
    await s.clock.advance(2499);
    expect(left).toBe(false);
    await s.clock.advance(1);
    await leaving;
    expect(s.plugin.held()).toMatchObject({ instances: 0, listeners: 0 });
  });

  it('the next room is entered only after the plug-in said that it left the last one', async () => {
    await s.call();
    s.plugin.knobs.delay = 700;
    const leaving = s.media.leave();
    const entering = s.media.enter(request({ roomID: 8 }));
    await s.clock.advance(699);
    expect(s.calls('enterRoom')).toHaveLength(1);
    await s.clock.advance(1);
    await leaving;
    expect(s.calls('enterRoom')).toHaveLength(2);
    await s.clock.advance(700);
    await entering;
  });

  it('the media port of the next login waits for the room of the last one, too', async () => {
    await s.call();
    s.plugin.knobs.delay = 700;
    const disposed = s.media.dispose();
    const { module, globalEvent } = s.plugin.context('stage page');
    const log = createLogger(4);
    // The page keeps the module that it was given once.
    const options = { globalEvent, clock: s.clock, log };
    const first = createNativeMedia({ plugin: module, ...options });
    await s.clock.advance(5000);
    await disposed;
    await s.clock.advance(0);
    const entering = first.enter(request());
    await s.clock.advance(0);
    const over = first.dispose();
    const second = createNativeMedia({ plugin: module, ...options });
    const next = second.enter(request({ roomID: 9 }));
    await s.clock.advance(5000);
    await Promise.all([failure(entering), over, next]);
    expect(s.room.room).toMatchObject({ roomId: 9 });
    const end = second.dispose();
    await s.clock.advance(5000);
    await end;
  });

  it('leave() before enter() had its turn lets the plug-in alone', async () => {
    await s.call();
    s.room.answersExit = false;
    const first = s.media.leave();
    const entering = failure(s.media.enter(request({ roomID: 8 })));
    await s.clock.settle();
    const second = s.media.leave();
    expect(await entering).toMatchObject({ code: 61011 });
    await s.clock.advance(3000);
    await Promise.all([first, second]);
    expect(s.calls('enterRoom', 'sharedInstance')).toHaveLength(2);
  });

  it('leave() in the moment in which the turn comes takes no instance', async () => {
    const entering = failure(s.media.enter(request()));
    const left = s.media.leave();
    await left;
    expect(await entering).toMatchObject({ code: 61011 });
    expect(s.plugin.calls).toEqual([]);
  });

  it.each(Array.from({ length: 16 }, (_, turns) => turns))(
    'leave() %d turns of the event loop after enter() and prepare() leaves nothing behind',
    async (turns) => {
      const under = [failure(s.media.enter(request())), failure(s.media.prepare(both))];
      for (let i = 0; i < turns; i++) await Promise.resolve();
      const left = s.media.leave();
      const before = s.plugin.calls.length;
      const codes = (await Promise.all(under)).map(({ code }) => code);
      expect(codes).toEqual([61011, 61011]);
      await s.clock.advance(TEARDOWN);
      await left;
      expect(s.plugin.held()).toMatchObject({ instances: 0, cameras: 0 });
      const since = names().slice(before);
      expect(since.filter((name) => name !== 'destroySharedInstance')).toEqual([]);
    },
  );

  it('a command that fails in the teardown does not keep the next ones from running', async () => {
    await s.call();
    s.room.stopLocalPreview = () => {
      throw new Error('camera service died');
    };
    await s.leave();
    expect(s.calls('exitRoom', 'destroySharedInstance')).toHaveLength(2);
    expect(s.lines.join('\n')).toMatch(/warn media: the native plug-in failed/);
  });
});

describe('a room that the server ends', () => {
  it.each([
    [1, 'removed'],
    [2, 'dismissed'],
  ] as const)(
    'onExitRoom %d in a call is room-closed: %s, and nothing of it counts any more',
    async (reason, word) => {
      await s.call();
      s.room.close(reason);
      await s.clock.advance(0);
      expect(s.of('room-closed')).toEqual([{ kind: 'room-closed', roomID: 7, reason: word }]);
      const before = s.heard.length;
      s.plugin.emit('onRemoteUserEnterRoom', 'bob');
      s.plugin.emit('onFirstVideoFrame', 'bob', 0, 1, 1);
      s.plugin.emit('onUserVoiceVolume', [{ userId: '', volume: 3 }], 3);
      s.plugin.emit('onConnectionLost');
      s.plugin.emit('onWarning', 5101, '', '');
      await s.clock.advance(0);
      expect(s.heard).toHaveLength(before);
      // Every enterRoom is paired, and the answer to this one has come already.
      const left = s.media.leave();
      await s.clock.settle();
      await left;
      expect(s.calls('exitRoom')).toHaveLength(1);
    },
  );

  it('onExitRoom 0 that nobody asked for changes nothing: it is of a room before', async () => {
    await s.call();
    s.plugin.emit('onExitRoom', 0);
    await s.clock.advance(0);
    expect(s.of('room-closed')).toEqual([]);
    await s.media.setMicrophone(false);
    expect(s.room.sent).toEqual({ audio: false, video: true });
    // The stand-in has taken it for the answer to an exit.
    await s.leave();
  });
});

describe('late events of the room before', () => {
  it('events of a room that did not answer exitRoom change nothing in the next one', async () => {
    await s.call();
    s.room.other('bob', { audio: true, video: true });
    await s.clock.advance(0);
    s.room.answersExit = false;
    s.plugin.emitLate(3500, 'onRemoteUserLeaveRoom', 'bob', 0);
    s.plugin.emitLate(3500, 'onUserVideoAvailable', 'bob', false);
    s.plugin.emitLate(3500, 'onExitRoom', 0);
    s.plugin.emitLate(2800, 'onRemoteUserEnterRoom', 'ghost');
    const leaving = s.media.leave();
    await s.clock.advance(2500);
    await leaving;
    s.heard.length = 0;
    s.room.others.clear();
    s.room.answersExit = true;
    s.plugin.knobs.delay = 500;
    const entering = s.media.enter(request({ roomID: 8 }));
    await s.clock.advance(2000);
    await entering;
    expect(s.heard).toEqual([]);
    s.room.other('eve', { audio: true, video: false });
    await s.clock.advance(500);
    expect(s.of('user-entered')).toEqual([{ kind: 'user-entered', roomID: 8, userID: 'eve' }]);
  });
});

describe('a server that refuses in a call', () => {
  it.each(codesOf('refused', 'expired'))(
    'onError %d in a call loses the room and says why',
    async (code) => {
      await s.call();
      s.plugin.emit('onError', code, 'refused', '');
      s.plugin.emit('onConnectionRecovery');
      await s.clock.advance(0);
      expect(s.states()).toEqual(['lost']);
      expect(s.warnings()).toMatchObject([
        { code: code === -70001 ? 61018 : 61007, cause: { code } },
      ]);
    },
  );
});

describe('the userSig', () => {
  it('the userSig is in no line of the log and in no error, whatever the plug-in quotes', async () => {
    s.room.entries = ['silent'];
    const entering = failure(s.media.enter(request()));
    await s.clock.advance(0);
    s.plugin.emit('onWarning', 5101, `retry with ${SIG}`, '');
    s.plugin.emit('onError', -3320, `wrong sig ${SIG}`, '');
    await s.clock.advance(0);
    const error = await entering;
    await s.leave();
    expect(s.lines.join('\n')).toContain('wrong sig …');
    expect(JSON.stringify([s.lines, error.message, error.cause])).not.toContain(SIG);
  });
});

it('every code of the tables has a meaning, and a number of nobody has none', () => {
  for (const code of Object.keys(NATIVE_CODES)) expect(meaningOf(Number(code))).toBeDefined();
  expect(meaningOf(424_242)).toBeUndefined();
});
