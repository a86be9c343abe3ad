/** The stand-in of the native plug-in notices each thing that a phone would punish: these tests do all of them. */
import { VirtualClock } from '../../../src/runtime/virtual-clock';
import {
  SimulatedRoom,
  StrictPlugin,
  type EventName,
  type PluginContext,
} from '../../support/strict-plugin';

const ENTER = {
  ...{ sdkAppId: 1400000001, userId: 'me', userSig: 'sig', roomId: 7, role: 20, appScene: 0 },
};
const REMOTE = { userId: 'bob', streamType: 0, viewId: 'r-1' };

function standIn() {
  const clock = new VirtualClock();
  let room!: SimulatedRoom;
  const plugin = new StrictPlugin({ clock, backend: (emit) => (room = new SimulatedRoom(emit)) });
  const page = plugin.context('page');
  const heard: [string, unknown][] = [];
  const listeners = new Map<string, (payload: { data?: unknown[] }) => void>();
  const listen = (...names: EventName[]) => {
    for (const name of names) {
      const listener = (payload: { data?: unknown[] }) => void heard.push([name, payload.data]);
      listeners.set(name, listener);
      page.globalEvent.addEventListener(name, listener);
    }
  };
  const stopListening = () => {
    for (const [name, listener] of listeners) page.globalEvent.removeEventListener(name, listener);
    listeners.clear();
  };
  const call = (name: string, ...parameters: unknown[]) => page.module[name]?.(...parameters);
  const helpers = {
    ...{ clock, plugin, room, page, heard, listen, stopListening, call },
    begin() {
      listen('onError', 'onEnterRoom', 'onExitRoom');
      call('sharedInstance');
    },
    /** In a room, with the microphone and the camera on. */
    async enter() {
      helpers.begin();
      plugin.insertView({ kind: 'local', viewId: 'own' });
      call('enableAudioVolumeEvaluation', 300);
      call('enterRoom', ENTER);
      await clock.advance(0);
      call('startLocalAudio', 1);
      call('startLocalPreview', { isFrontCamera: true, userId: 'own' });
      await clock.advance(0);
    },
    async exit() {
      call('stopLocalPreview');
      call('stopLocalAudio');
      call('exitRoom');
      await clock.advance(0);
      call('destroySharedInstance');
      stopListening();
    },
  };
  return helpers;
}

let s: ReturnType<typeof standIn>;
beforeEach(() => {
  s = standIn();
});

it('a call in the right order is no violation, and leaves nothing', async () => {
  await s.enter();
  expect(s.room.sent).toEqual({ audio: true, video: true });
  await s.exit();
  expect(s.plugin.end()).toEqual([]);
});

describe('shapes', () => {
  it.each([
    ['enterRoom', [{ ...ENTER, roomId: '7' }], /roomId: "7" is no whole number/],
    ['enterRoom', [{ ...ENTER, roomID: 7 }], /roomID: is not known/],
    ['enterRoom', [{ ...ENTER, userSig: '' }], /userSig: "" is no filled string/],
    ['enterRoom', [{ ...ENTER, role: undefined }], /role: undefined is none of 20, 21/],
    ['enterRoom', [{ ...ENTER, appScene: 4 }], /appScene: 4 is none of/],
    ['enterRoom', [], /takes 1 parameters, not 0/],
    ['enterRoom', [null], /null is no object/],
    ['exitRoom', ['now'], /takes 0 parameters, not 1/],
    ['startLocalPreview', [true, 'own'], /takes 1 parameters, not 2/],
    ['startLocalPreview', [{ isFrontCamera: true, viewId: 'own' }], /userId is missing/],
    ['startLocalPreview', [{ isFrontCamera: 1, userId: 'own' }], /1 is no boolean/],
    ['switchCamera', ['front'], /"front" is no boolean/],
    ['muteLocalVideo', [true], /true is no object/],
    ['muteLocalVideo', [{ streamType: 1, mute: true }], /streamType: 1 is none of 0, 2/],
    ['muteLocalAudio', [{ mute: true }], /is no boolean/],
    ['startRemoteView', [{ ...REMOTE, userId: '' }], /userId: "" is no filled string/],
    ['stopRemoteView', [REMOTE], /viewId: is not known/],
    ['startLocalAudio', [], /takes 1 parameters/],
    ['setAudioRoute', ['speaker'], /"speaker" is none of 0, 1/],
    ['enableAudioVolumeEvaluation', [50], /50 is no whole number from 100/],
    ['snapshotVideo', [{ userId: 7, streamType: 0 }], /7 is no string/],
  ])('%s %j', (method, parameters, fault) => {
    s.begin();
    s.call(method, ...parameters);
    expect(s.plugin.violations).toEqual([expect.stringMatching(fault)]);
  });

  it('a call of another shape does nothing', async () => {
    s.begin();
    s.call('enterRoom', { ...ENTER, roomId: '7' });
    await s.clock.advance(0);
    expect(s.room.room).toBeUndefined();
    expect(s.heard).toEqual([]);
  });

  it('a method and an event that there are not', () => {
    s.call('enterTheRoom');
    s.page.globalEvent.addEventListener('onEntered', () => undefined);
    expect(s.plugin.violations).toEqual([
      'there is no method enterTheRoom',
      'there is no event onEntered',
    ]);
  });

  it('what a framework asks of every object is no violation', () => {
    expect(Promise.resolve(s.page.module)).toBeInstanceOf(Promise);
    expect(s.page.module.__v_isRef).toBeUndefined();
    expect(s.plugin.violations).toEqual([]);
  });
});

describe('orders', () => {
  const order = (title: string, run: () => Promise<void> | void, ...faults: string[]) =>
    it(`${title}`, async () => {
      await run();
      expect(s.plugin.violations).toEqual(faults);
    });

  order(
    'a call before sharedInstance',
    () => s.call('exitRoom'),
    ...['exitRoom without an instance', 'exitRoom without enterRoom'],
  );
  order(
    'a call after destroySharedInstance',
    async () => {
      await s.enter();
      await s.exit();
      s.call('muteLocalAudio', true);
    },
    'muteLocalAudio without an instance',
  );
  order(
    'sharedInstance before anybody listens',
    () => s.call('sharedInstance'),
    ...['onError', 'onEnterRoom', 'onExitRoom'].map(
      (name) => `sharedInstance before somebody listens to ${name}`,
    ),
  );
  order(
    'a second room before onExitRoom of the first',
    async () => {
      await s.enter();
      s.call('stopLocalPreview');
      s.call('stopLocalAudio');
      s.call('exitRoom');
      s.call('enterRoom', ENTER);
    },
    'enterRoom while the room before is exiting',
  );
  order(
    'a second room without leaving the first',
    async () => {
      await s.enter();
      s.call('enterRoom', ENTER);
    },
    'enterRoom while the room before is in',
    'enterRoom without exitRoom after the one before',
  );
  order(
    'a room after one that failed and was not exited',
    async () => {
      s.begin();
      s.room.entries = [-3301];
      s.call('enterRoom', ENTER);
      await s.clock.advance(0);
      s.call('enterRoom', ENTER);
    },
    'enterRoom without exitRoom after the one before',
  );
  order(
    'destroying before onExitRoom',
    async () => {
      await s.enter();
      s.call('stopLocalPreview');
      s.call('stopLocalAudio');
      s.call('exitRoom');
      s.call('destroySharedInstance');
    },
    'destroySharedInstance before onExitRoom',
  );
  order('destroying when onExitRoom is overdue', async () => {
    await s.enter();
    s.room.answersExit = false;
    s.call('stopLocalPreview');
    s.call('stopLocalAudio');
    s.call('exitRoom');
    await s.clock.advance(2000);
    s.call('destroySharedInstance');
  });
  order(
    'leaving and destroying while everything is on',
    async () => {
      await s.enter();
      s.plugin.insertView({ kind: 'remote', viewId: 'r-1', userId: 'bob' });
      s.call('startRemoteView', REMOTE);
      s.call('exitRoom');
      await s.clock.advance(0);
      s.call('destroySharedInstance');
    },
    ...['exitRoom', 'destroySharedInstance'].flatMap((method) => [
      `${method} while the camera is on`,
      `${method} while the microphone is on`,
      `${method} while views of others are started`,
    ]),
  );
  order(
    'volumes after the microphone',
    () => {
      s.begin();
      s.call('startLocalAudio', 1);
      s.call('enableAudioVolumeEvaluation', 300);
    },
    'startLocalAudio before enableAudioVolumeEvaluation',
    'enableAudioVolumeEvaluation after startLocalAudio',
  );
  order(
    'the camera twice, and its other side while it is off',
    async () => {
      await s.enter();
      s.call('startLocalPreview', { isFrontCamera: true, userId: 'own' });
      s.call('stopLocalPreview');
      s.call('switchCamera', false);
    },
    'startLocalPreview while the camera is on',
    'switchCamera while the camera is off',
  );
  order(
    'views of others outside of a room, twice, and stopped without a start',
    async () => {
      s.begin();
      s.plugin.insertView({ kind: 'remote', viewId: 'r-1', userId: 'bob' });
      s.call('startRemoteView', REMOTE);
      s.call('enterRoom', ENTER);
      await s.clock.advance(0);
      s.call('startRemoteView', REMOTE);
      s.call('stopRemoteView', { userId: 'bob', streamType: 0 });
      s.call('stopRemoteView', { userId: 'bob', streamType: 0 });
    },
    'startRemoteView outside of a room',
    'startRemoteView of bob twice',
    'stopRemoteView of bob, which was not started',
  );
  order(
    'a second listener, one removed that is none, and one removed too early',
    () => {
      s.begin();
      s.page.globalEvent.addEventListener('onError', () => undefined);
      s.page.globalEvent.removeEventListener('onWarning', () => undefined);
      s.stopListening();
    },
    'a second listener of onError',
    'no such listener of onWarning to remove',
    ...['onError', 'onEnterRoom', 'onExitRoom'].map(
      (name) => `${name} loses its listener before the instance ends`,
    ),
  );

  it('what is left at the end', async () => {
    await s.enter();
    expect(s.plugin.end()).toEqual([
      'a room was entered and not exited',
      'the instance was not destroyed',
      'the camera is on',
      'the microphone is on',
      '3 listeners left',
    ]);
  });
});

describe('views', () => {
  const errors = () => s.heard.filter(([name]) => name === 'onError').map(([, data]) => data);

  it.each([
    ['none', undefined],
    ['one of another user', { kind: 'remote', viewId: 'r-1', userId: 'eve' }],
    ['a local one', { kind: 'local', viewId: 'r-1' }],
  ] as const)('a picture of another without its view is onError -2: %s', async (_, view) => {
    await s.enter();
    if (view) s.plugin.insertView(view);
    s.call('startRemoteView', REMOTE);
    await s.clock.advance(0);
    expect(errors()).toEqual([[-2, 'no view', '']]);
  });

  it('the own picture without its view is onError -2, and the camera stays off', async () => {
    s.begin();
    s.call('startLocalPreview', { isFrontCamera: true, userId: 'own' });
    await s.clock.advance(0);
    expect(errors()).toEqual([[-2, 'no view', '']]);
    expect(s.plugin.held()).toMatchObject({ cameras: 0 });
  });

  it('a view without a user, two with one id, and one taken out while it is shown are violations', async () => {
    await s.enter();
    s.plugin.insertView({ kind: 'remote', viewId: 'r-2', userId: '' });
    const takeOut = s.plugin.insertView({ kind: 'remote', viewId: 'r-1', userId: 'bob' });
    s.call('startRemoteView', REMOTE);
    takeOut();
    takeOut();
    s.plugin.insertView({ kind: 'local', viewId: 'own' });
    expect(s.plugin.violations).toEqual([
      'the view r-2 has no userId: it stays black',
      'the view r-1 was taken out while it was shown',
      'two views have the id own',
    ]);
  });
});

describe('permissions', () => {
  it('a refused device is onError -1317 or -1314 and is not opened', async () => {
    Object.assign(s.plugin.permissions, { camera: 'denied', microphone: 'denied' });
    await s.enter();
    expect(s.heard.filter(([name]) => name === 'onError')).toEqual([
      ['onError', [-1317, 'microphone not authorised', '']],
      ['onError', [-1314, 'camera not authorised', '']],
    ]);
    expect(s.room.sent).toEqual({ audio: false, video: false });
  });

  it('a device that the user is asked for opens by the answer, and a stop takes the question back', async () => {
    Object.assign(s.plugin.permissions, { camera: 'prompt', microphone: 'prompt' });
    await s.enter();
    expect(s.plugin.prompts).toBe(2);
    s.call('stopLocalPreview');
    s.plugin.answerPrompts('granted');
    expect(s.room.sent).toEqual({ audio: true, video: false });
    expect(s.plugin.permissions).toEqual({ camera: 'prompt', microphone: 'granted' });
  });
});

describe('delivery', () => {
  const other = (): { page: PluginContext; heard: unknown[] } => {
    const page = s.plugin.context('another page');
    const heard: unknown[] = [];
    for (const name of ['onError', 'onEnterRoom', 'onExitRoom']) {
      page.globalEvent.addEventListener(name, ({ data }) => void heard.push(data));
    }
    return { page, heard };
  };

  it('events are copies that come later, in the form that is set', async () => {
    s.begin();
    s.listen('onUserVideoAvailable', 'onStatistics');
    const data = { up: [1] };
    s.plugin.emit('onStatistics', data);
    s.plugin.knobs.booleans = 'text';
    s.plugin.emit('onUserVideoAvailable', 'bob', true);
    s.plugin.knobs.booleans = 'number';
    s.plugin.emit('onUserVideoAvailable', 'bob', true);
    expect(s.heard).toEqual([]);
    data.up.push(2);
    await s.clock.advance(0);
    expect(s.heard).toEqual([
      ['onStatistics', [{ up: [1, 2] }]],
      ['onUserVideoAvailable', ['bob', 'true']],
      ['onUserVideoAvailable', ['bob', 1]],
    ]);
    expect((s.heard[0]?.[1] as unknown[])[0]).not.toBe(data);
  });

  it('events can be late, without data, or never come', async () => {
    s.begin();
    s.plugin.emitLate(500, 'onExitRoom', 0);
    s.plugin.knobs.withoutData.add('onEnterRoom');
    s.plugin.knobs.dropped.add('onError');
    s.plugin.emit('onEnterRoom', 1);
    s.plugin.emit('onError', -1);
    await s.clock.advance(499);
    expect(s.heard).toEqual([['onEnterRoom', undefined]]);
    await s.clock.advance(1);
    expect(s.heard).toHaveLength(2);
  });

  it('only the context that took the instance last hears of it', async () => {
    s.begin();
    const { page, heard } = other();
    page.module.sharedInstance?.();
    s.plugin.emit('onEnterRoom', 1);
    await s.clock.advance(0);
    expect([s.heard, heard]).toEqual([[], [[1]]]);
    s.plugin.knobs.ownerOnly = false;
    s.plugin.emit('onEnterRoom', 2);
    await s.clock.advance(0);
    expect([s.heard.length, heard.length]).toEqual([1, 2]);
  });

  it('a context that died hears nothing, and its listeners are none', async () => {
    s.begin();
    s.plugin.contextGone('page');
    s.plugin.emit('onError', -1);
    await s.clock.advance(0);
    expect(s.heard).toEqual([]);
    expect(s.plugin.held()).toMatchObject({ listeners: 0, instances: 1 });
  });

  it('nothing arrives after the end', async () => {
    s.begin();
    s.plugin.emit('onError', -1);
    s.plugin.end();
    await s.clock.advance(0);
    expect(s.heard).toEqual([]);
    expect(s.clock.pending).toBe(0);
  });
});
