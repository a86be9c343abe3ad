/** These tests hold what is told of the others in a room, and when their pictures are started and stopped. */
import { createLogger } from '../../../../../src/log';
import { createNativeMedia } from '../../../../../src/media/app/native';
import { EventHub, type Handlers } from '../../../../../src/media/app/native/event-hub';
import { isNativePlugin, type NativeListener } from '../../../../../src/media/app/native/plugin';
import { stage, type Stage } from './stage';

let s: Stage;
beforeEach(() => {
  s = stage();
});
afterEach(() => s.end());

const hear = async (...event: Parameters<Stage['plugin']['emit']>) => {
  s.plugin.emit(...event);
  await s.clock.advance(0);
};
const sends = async (userID: string, audio: boolean, video: boolean, screen = false) => {
  s.room.other(userID, { audio, video, screen });
  await s.clock.advance(0);
};
const views = () => s.calls('startRemoteView', 'stopRemoteView');
const start = (userId: string, viewId: string, streamType = 0) => [
  'startRemoteView',
  { userId, streamType, viewId },
];
const stop = (userId: string, streamType = 0) => ['stopRemoteView', { userId, streamType }];

describe('who is there', () => {
  it('who is in the room at entry and who comes is told as entered, then what they send', async () => {
    s.room.others.set('bob', { audio: true, video: true });
    await s.call();
    expect(s.heard.filter((event) => 'userID' in event)).toEqual([
      { kind: 'user-entered', roomID: 7, userID: 'bob' },
      { kind: 'user-media', roomID: 7, userID: 'bob', audio: false, video: false },
      { kind: 'user-media', roomID: 7, userID: 'bob', audio: true, video: false },
      { kind: 'user-media', roomID: 7, userID: 'bob', audio: true, video: true },
      { kind: 'playback', roomID: 7, userID: 'bob', state: 'playing' },
    ]);
  });

  it.each([
    [0, 'left'],
    [1, 'timeout'],
    [2, 'kicked'],
    [undefined, 'left'],
  ] as const)('onRemoteUserLeaveRoom %s is told as %s, once', async (reason, word) => {
    await s.call();
    await sends('bob', true, false);
    await hear('onRemoteUserLeaveRoom', 'bob', reason);
    await hear('onRemoteUserLeaveRoom', 'bob', reason);
    expect(s.of('user-left')).toEqual([
      { kind: 'user-left', roomID: 7, userID: 'bob', reason: word },
    ]);
  });

  it('who is heard of by what they send first has entered; a last "no more" of who has left says nothing', async () => {
    await s.call();
    await hear('onUserVideoAvailable', 'bob', true);
    expect(s.of('user-entered')).toHaveLength(1);
    await hear('onRemoteUserEnterRoom', 'bob');
    await hear('onRemoteUserLeaveRoom', 'bob', 0);
    await hear('onUserVideoAvailable', 'bob', false);
    await hear('onFirstAudioFrame', 'bob');
    expect(s.of('user-entered')).toHaveLength(1);
    expect(s.heard.slice(-1)).toMatchObject([{ kind: 'user-left' }]);
  });

  it('the own userID and one that is missing are nobody', async () => {
    await s.call();
    await hear('onRemoteUserEnterRoom', 'me');
    await hear('onRemoteUserEnterRoom', '');
    await hear('onRemoteUserEnterRoom');
    expect(s.of('user-entered')).toEqual([]);
  });

  it.each(['boolean', 'number', 'text'] as const)(
    'flags that arrive as %s are read all the same',
    async (form) => {
      s.plugin.knobs.booleans = form;
      await s.call();
      await sends('bob', true, true);
      await sends('bob', false, true);
      expect(s.of('user-media').pop()).toMatchObject({ audio: false, video: true });
    },
  );

  it('events that come without their data change nothing, and throw nothing', async () => {
    s.plugin.knobs.withoutData = new Set([
      ...(['onError', 'onWarning', 'onEnterRoom', 'onRemoteUserEnterRoom'] as const),
      ...(['onRemoteUserLeaveRoom', 'onUserAudioAvailable', 'onUserVideoAvailable'] as const),
      ...(['onUserSubStreamAvailable', 'onFirstAudioFrame', 'onNetworkQuality'] as const),
      ...(['onUserVoiceVolume', 'onExitRoom', 'onSendFirstLocalVideoFrame'] as const),
    ]);
    await s.call();
    await sends('bob', true, true, true);
    await hear('onError', -3301);
    await hear('onWarning', 5101);
    expect(s.heard.filter(({ kind }) => !/local-media|quality/.test(kind))).toEqual([]);
    expect(s.lines.join('\n')).not.toMatch(/^error/m);
  });

  it('playback stops when a user sends nothing any more, and plays again', async () => {
    await s.call();
    await sends('bob', true, false);
    await sends('bob', false, false);
    await sends('bob', true, false);
    expect(s.of('playback').map(({ state }) => state)).toEqual(['playing', 'stopped', 'playing']);
  });
});

describe('pictures of others', () => {
  it('a picture is started when its view is in the page, and not before', async () => {
    await s.call();
    await sends('bob', true, true);
    expect(views()).toEqual([]);
    await s.show('bob', 'r-1');
    await sends('bob', false, true);
    expect(views()).toEqual([start('bob', 'r-1')]);
    expect(s.calls('setRemoteRenderParams')).toHaveLength(1);
    await s.clock.advance(0);
    expect(s.of('playback').pop()).toMatchObject({ userID: 'bob', state: 'playing' });
  });

  it('a view that comes before the picture waits for it, also through the entry', async () => {
    await s.show('bob', 'r-1');
    s.room.others.set('bob', { audio: false, video: true });
    await s.call();
    expect(views()).toEqual([start('bob', 'r-1')]);
  });

  it('a picture that ends is stopped at once, and started again with the next one', async () => {
    await s.show('bob', 'r-1');
    await s.call();
    await sends('bob', true, true);
    await sends('bob', true, false);
    await sends('bob', true, true);
    expect(views()).toEqual([start('bob', 'r-1'), stop('bob'), start('bob', 'r-1')]);
  });

  it('a view that is taken out, and a user who leaves, stop the picture', async () => {
    const takeOut = await s.show('bob', 'r-1');
    await s.show('eve', 'r-2');
    await s.call();
    await sends('bob', false, true);
    await sends('eve', false, true);
    await takeOut();
    await hear('onRemoteUserLeaveRoom', 'eve', 0);
    expect(views().slice(2)).toEqual([stop('bob'), stop('eve')]);
  });

  it('another view moves the picture there', async () => {
    await s.show('bob', 'r-1');
    await s.call();
    await sends('bob', false, true);
    await s.show('bob', 'r-2');
    expect(views()).toEqual([start('bob', 'r-1'), stop('bob'), start('bob', 'r-2')]);
  });

  it('the same view with another fit is only rendered in another way, once it shows something', async () => {
    await s.show('bob', 'r-1');
    await s.call();
    await sends('bob', false, true);
    await s.media.attach({ userID: 'bob', local: false, view: 'r-1', fit: 'contain' });
    expect(views()).toEqual([start('bob', 'r-1')]);
    expect(s.calls('setRemoteRenderParams').map(([, params]) => params)).toEqual([
      { userId: 'bob', streamType: 0, rotation: 0, fillMode: 0, mirrorType: 2 },
      { userId: 'bob', streamType: 0, rotation: 0, fillMode: 1, mirrorType: 2 },
    ]);
  });

  it('a view that is not in the page is a warning 61013, and attaching it anew starts it', async () => {
    await s.call();
    await s.media.attach({ userID: 'bob', local: false, view: 'r-1' });
    await sends('bob', true, true);
    expect(s.warnings()).toMatchObject([{ code: 61013, cause: { code: -2 } }]);
    const early = 'startRemoteView before the view r-1 is in the page';
    expect(s.plugin.violations.splice(0)).toEqual([early]);
    expect(s.of('local-media').pop()).toMatchObject({ video: true });
    await s.show('bob', 'r-1');
    await s.clock.advance(0);
    expect(views()).toEqual([start('bob', 'r-1'), stop('bob'), start('bob', 'r-1')]);
    expect(s.warnings()).toHaveLength(1);
  });

  it('a shared screen takes the place of the camera, whole, and gives it back', async () => {
    await s.show('bob', 'r-1', { fit: 'cover' });
    await s.call();
    await sends('bob', true, true);
    await sends('bob', true, true, true);
    expect(s.last('setRemoteRenderParams')).toMatchObject([
      'setRemoteRenderParams',
      { streamType: 2, fillMode: 1 },
    ]);
    await sends('bob', true, true);
    expect(views()).toEqual([
      start('bob', 'r-1'),
      ...[stop('bob'), start('bob', 'r-1', 2)],
      ...[stop('bob', 2), start('bob', 'r-1')],
    ]);
  });

  it('a shared screen without a camera is a picture', async () => {
    await s.call();
    await sends('bob', false, false, true);
    expect(s.of('user-media').pop()).toMatchObject({ audio: false, video: true });
  });
});

describe('where the plug-in is missing', () => {
  it.each([[undefined], [null], [{}], ['a text'], [{ sharedInstance: () => undefined }]])(
    '%j is no plug-in',
    (module) => {
      expect(isNativePlugin(module)).toBe(false);
    },
  );

  it('no operation works, and each says why; the page may still be shown and left', async () => {
    const { clock } = s;
    const { globalEvent } = s.plugin.context('another');
    const log = createLogger(4);
    const media = createNativeMedia({ plugin: undefined, globalEvent, clock, log });
    expect(await media.check({ audio: true, video: true })).toMatchObject({
      ...{ canSend: false, permission: 'denied', obstacle: expect.stringMatching(/not packed/) },
    });
    await expect(media.setMicrophone(true)).rejects.toMatchObject({ code: 60006 });
    await media.detach('bob');
    await media.leave();
    await media.dispose();
  });
});

describe('the event hub', () => {
  it('what still comes to a listener that was removed is dropped', () => {
    const added: NativeListener[] = [];
    const globalEvent = {
      addEventListener: (_: string, listener: NativeListener) => void added.push(listener),
      removeEventListener: () => undefined,
    };
    const entered: unknown[] = [];
    const hub = new EventHub(globalEvent, createLogger(4));
    const handlers: Partial<Handlers> = { onEnterRoom: (result) => void entered.push(result) };
    hub.open(handlers);
    hub.close();
    hub.open(handlers);
    added[0]?.({ data: [1] });
    added[1]?.({ data: [2] });
    added[1]?.();
    expect(entered).toEqual([2, undefined]);
    hub.close();
    added[1]?.({ data: [3] });
    expect(entered).toHaveLength(2);
  });
});
