/** The App platform stands on what uni and plus say in an App. */
import { createLogger } from '../../../src/log';
import { METHODS } from '../../../src/media/app/native/plugin';
import type { AppMediaOption, CarrierKind } from '../../../src/media/port';
import { appChecks } from '../../../src/platform/app-checks';
import { appMedia as createMedia } from '../../../src/platform/app-media';
import { createAppPermissions } from '../../../src/platform/app-permissions';
import { systemClock } from '../../../src/runtime/system-clock';

const SILENT = 4;

interface Answer {
  granted?: string[];
  deniedPresent?: string[];
  deniedAlways?: string[];
}

/** What an App has of uni and plus; each test changes what it needs. */
function appOf(os: 'Android' | 'iOS') {
  const emitted: unknown[] = [];
  const requested: string[][] = [];
  const shown: (() => void)[] = [];
  const hidden: (() => void)[] = [];
  const app = {
    setting: {} as Record<string, string> | Error,
    /** It counts how often the system was asked. */
    asked: 0,
    hide: () => hidden.forEach((listener) => listener()),
    show: () => shown.forEach((listener) => listener()),
    answer: {} as Answer | 'fails',
    plugin: undefined as unknown,
    emitted,
    requested,
  };
  const uni = {
    getAppAuthorizeSetting() {
      app.asked += 1;
      if (app.setting instanceof Error) throw app.setting;
      return app.setting;
    },
    requireNativePlugin() {
      if (app.plugin instanceof Error) throw app.plugin;
      return app.plugin;
    },
    $emit: (name: string, payload: unknown) => emitted.push([name, payload]),
    onAppShow: (listener: () => void) => shown.push(listener),
    offAppShow: () => undefined,
    onAppHide: (listener: () => void) => hidden.push(listener),
    offAppHide: () => undefined,
  };
  const plus = {
    os: { name: os },
    android: {
      requestPermissions(names: string[], done: (answer: Answer) => void, failed: () => void) {
        requested.push(names);
        if (app.answer === 'fails') failed();
        else done(app.answer);
      },
    },
  };
  Object.assign(globalThis, { uni, plus });
  return { ...app, app, uni };
}

afterEach(() => {
  Reflect.deleteProperty(globalThis, 'uni');
  Reflect.deleteProperty(globalThis, 'plus');
});

describe('the permissions of an App', () => {
  it.each([
    ['iOS', 'authorized', 'granted'],
    ['iOS', 'denied', 'denied'],
    ['iOS', 'not determined', 'undecided'],
    ['iOS', 'config error', 'undeclared'],
    ['Android', 'authorized', 'granted'],
    // It says so of what nobody was asked for as well.
    ['Android', 'denied', 'undecided'],
    ['Android', 'config error', 'undeclared'],
  ] as const)("on %s '%s' is %s", (os, said, state) => {
    const { app } = appOf(os);
    app.setting = { microphoneAuthorized: said, cameraAuthorized: 'authorized' };
    const permissions = createAppPermissions();
    expect(permissions.state('microphone')).toBe(state);
    expect(permissions.state('camera')).toBe('granted');
  });

  it('what the system does not tell now is undecided', () => {
    const { app } = appOf('iOS');
    const { state } = createAppPermissions();
    expect(state('camera')).toBe('undecided');
    app.setting = new Error('not in the background');
    expect(state('camera')).toBe('undecided');
  });

  it.each([
    ['iOS', 'granted', 3],
    ['Android', 'undecided', 2],
  ] as const)(
    'an App on %s that is hidden knows %s, for %d questions in all',
    (os, state, asked) => {
      const { app } = appOf(os);
      app.setting = { microphoneAuthorized: 'authorized' };
      const permissions = createAppPermissions();
      app.setting = { microphoneAuthorized: 'not determined' };
      app.hide();
      // iOS answers no App that is hidden, which would wait for ever.
      expect(permissions.state('microphone')).toBe(state);
      app.show();
      expect(permissions.state('microphone')).toBe('undecided');
      expect(app.asked).toBe(asked);
    },
  );

  it('an App that is hidden knows what it was told as it was shown again, until it asks', () => {
    const { app } = appOf('iOS');
    const permissions = createAppPermissions();
    app.hide();
    expect(permissions.state('camera')).toBe('undecided');
    app.setting = { cameraAuthorized: 'denied' };
    app.show();
    app.setting = {};
    app.hide();
    expect(permissions.state('camera')).toBe('denied');
  });

  it('iOS has no dialog to show beforehand', () => {
    appOf('iOS');
    expect(createAppPermissions().request).toBeUndefined();
  });

  it.each<[string, Answer | 'fails', string]>([
    ['granted', { granted: ['both'] }, 'granted'],
    ['refused this time', { deniedPresent: ['one'], deniedAlways: [] }, 'refused'],
    ['refused for good', { deniedPresent: ['one'], deniedAlways: ['other'] }, 'denied'],
    // Android asks for one thing at a time, and cancels what it is asked for meanwhile.
    ['cancelled by the system', { granted: [], deniedPresent: [], deniedAlways: [] }, 'refused'],
    ['answered by an error', 'fails', 'refused'],
  ])("Android's dialog that is %s", async (_title, answer, outcome) => {
    const { app, requested } = appOf('Android');
    app.answer = answer;
    const answered = createAppPermissions().request!(['microphone', 'camera']);
    await expect(answered).resolves.toBe(outcome);
    expect(requested).toEqual([['android.permission.RECORD_AUDIO', 'android.permission.CAMERA']]);
  });

  it('an App hears when the dialog is up and when it is gone, where the base tells', async () => {
    const { uni, emitted } = appOf('Android');
    const callbacks: (() => void)[] = [];
    let stopped = 0;
    Object.assign(uni, {
      createRequestPermissionListener: () => ({
        onConfirm: (callback: () => void) => callbacks.push(callback),
        onComplete: (callback: () => void) => callbacks.push(callback),
        stop: () => (stopped += 1),
      }),
    });
    await createAppPermissions().request!(['camera']);
    for (const callback of callbacks) callback();
    const told = (isOpen: boolean) => [
      'trtc-calling:permission-dialog',
      { devices: ['camera'], isOpen },
    ];
    expect(emitted).toEqual([told(true), told(false)]);
    expect(stopped).toBe(1);
  });

  it('a dialog whose answer comes before its end is told to be gone, since nothing is heard of it then', async () => {
    const { uni, emitted } = appOf('Android');
    let isOver = false;
    Object.assign(uni, {
      createRequestPermissionListener: () => ({
        onConfirm: (callback: () => void) => callback(),
        onComplete: () => undefined,
        stop: () => (isOver = true),
      }),
    });
    await createAppPermissions().request!(['camera']);
    expect(isOver).toBe(true);
    expect(emitted.map((event) => (event as [string, { isOpen: boolean }])[1].isOpen)).toEqual([
      true,
      false,
    ]);
  });
});

describe('the media of an App', () => {
  const complete = Object.fromEntries(METHODS.map((name) => [name, () => undefined]));
  const load = (appMedia: AppMediaOption) =>
    createMedia(
      {
        ...{ sdkAppID: 1400000001, userID: 'alice', tim: undefined, proxy: {}, appMedia },
        ...{ clock: systemClock, log: createLogger(SILENT) },
      },
      createAppPermissions(),
    );

  it.each<[string, unknown, AppMediaOption, CarrierKind]>([
    ['packed', complete, 'auto', 'native'],
    ['packed and not wanted', complete, 'web', 'web'],
    ['of a version that lacks a method', { ...complete, exitRoom: undefined }, 'auto', 'web'],
    ['not packed (undefined)', undefined, 'auto', 'web'],
    ['not packed (empty)', {}, 'auto', 'web'],
    ['not packed (throws)', new Error('no such module'), 'auto', 'web'],
  ])('where the plug-in is %s', async (_title, plugin, option, kind) => {
    const { app } = appOf('Android');
    app.plugin = plugin;
    const media = load(option);
    expect(media.pageLink!.kind).toBe(kind);
    await media.dispose();
  });

  it('ask the system for the permission', async () => {
    const { app } = appOf('iOS');
    app.setting = { microphoneAuthorized: 'denied' };
    const media = load('auto');
    const checked = media.check({ audio: true, video: false });
    await expect(checked).resolves.toMatchObject({ canSend: true, permission: 'denied' });
    await media.dispose();
  });
});

it('checkEnvironment() of an App finds the permissions of the system', async () => {
  const { app } = appOf('iOS');
  app.setting = { microphoneAuthorized: 'denied', cameraAuthorized: 'not determined' };
  await expect(appChecks(createAppPermissions).facts()).resolves.toEqual({
    permission: { microphone: 'denied', camera: 'prompt' },
    devices: {},
  });
});
