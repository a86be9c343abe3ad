import { fileAddress } from '../elements/basic';
import { refuse, succeed, type Callbacks, Signal } from './answers';

export type Scope = 'scope.record' | 'scope.camera';

/** Permissions hold what the user of this WeChat answers when asked. */
export class Permissions {
  readonly settings: Partial<Record<Scope, boolean>> = {};
  answer: 'allow' | 'refuse' = 'allow';
  readonly prompts: Scope[] = [];

  readonly api = {
    getSetting: (options: Callbacks<{ authSetting: object }>) =>
      succeed('getSetting', options, { authSetting: { ...this.settings } }),
    openSetting: (options: Callbacks<{ authSetting: object }>) => {
      Object.assign(this.settings, { 'scope.record': true, 'scope.camera': true });
      succeed('openSetting', options, { authSetting: { ...this.settings } });
    },
    authorize: (options: Callbacks & { scope: Scope }) => {
      const { scope } = options;
      if (this.settings[scope] === undefined) {
        this.prompts.push(scope);
        this.settings[scope] = this.answer === 'allow';
      }
      if (this.settings[scope]) succeed('authorize', options);
      else refuse('authorize', 'auth deny', options, 103);
    },
  };
}

/** A sound that the code plays. */
class InnerAudio {
  /** Sounds that are not destroyed. */
  static readonly alive = new Set<InnerAudio>();
  loop = false;
  autoplay = false;
  volume = 1;
  obeyMuteSwitch = true;
  private readonly player = new Audio();
  private readonly failed = new Signal<object>();
  private readonly played = new Signal<object>();
  readonly onError = this.failed.on;
  readonly offError = this.failed.off;
  readonly onPlay = this.played.on;
  readonly offPlay = this.played.off;
  readonly onEnded = (listener: () => void) => this.player.addEventListener('ended', listener);
  readonly onStop = () => undefined;
  readonly onPause = () => undefined;
  readonly onCanplay = () => undefined;

  constructor() {
    InnerAudio.alive.add(this);
  }

  get src(): string {
    return this.player.src;
  }

  set src(source: string) {
    this.player.src = fileAddress(source);
  }

  get paused(): boolean {
    return this.player.paused;
  }

  play = (): void => {
    this.player.loop = this.loop;
    this.player.volume = this.volume;
    this.player.play().then(
      () => this.played.tell({}),
      (error: unknown) => this.failed.tell({ errMsg: String(error), errCode: 10001 }),
    );
  };
  pause = (): void => this.player.pause();
  stop = (): void => {
    this.player.pause();
    this.player.currentTime = 0;
  };
  seek = (at: number): void => void (this.player.currentTime = at);
  destroy = (): void => {
    InnerAudio.alive.delete(this);
    this.player.pause();
    this.player.removeAttribute('src');
  };
}

export const sounds = (): number => InnerAudio.alive.size;

const SDK_VERSION = '3.5.8';
const language = () => navigator.language.replace('-', '_');
const screen = () => ({
  pixelRatio: window.devicePixelRatio,
  screenWidth: window.innerWidth,
  screenHeight: window.innerHeight,
  windowWidth: window.innerWidth,
  windowHeight: window.innerHeight,
  statusBarHeight: 20,
  screenTop: 0,
  safeArea: {
    left: 0,
    top: 20,
    right: window.innerWidth,
    bottom: window.innerHeight,
    width: window.innerWidth,
    height: window.innerHeight - 20,
  },
});
const phone = () => ({
  brand: 'devhost',
  model: 'host',
  system: 'Android 14',
  // `?platform=devtools` of the host's own address: the simulator of WeChat DevTools.
  platform: new URLSearchParams(window.location.search).get('platform') ?? 'android',
});
const base = () => ({
  SDKVersion: SDK_VERSION,
  version: '8.0.50',
  language: language(),
  theme: matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light',
  // TIM takes a WeChat for one only if this is there.
  fontSizeSetting: 16,
  host: { env: 'WeChat' },
});

/** Actions record what the app had WeChat do, for tests to read. */
export interface Actions {
  title: string;
  keepScreenOn: boolean;
  vibrations: number;
}

export const actions: Actions = { title: '', keepScreenOn: false, vibrations: 0 };

const vibrate = (name: string) => (options: Callbacks) => {
  actions.vibrations += 1;
  succeed(name, options);
};

export const device = {
  getSystemInfoSync: () => ({ ...screen(), ...phone(), ...base() }),
  getSystemInfo: (options: Callbacks<object>) =>
    succeed('getSystemInfo', options, { ...screen(), ...phone(), ...base() }),
  getDeviceInfo: phone,
  getAppBaseInfo: base,
  getWindowInfo: screen,
  getSystemSetting: () => ({ bluetoothEnabled: true, locationEnabled: true, wifiEnabled: true }),
  getAppAuthorizeSetting: () => ({
    cameraAuthorized: 'authorized',
    microphoneAuthorized: 'authorized',
  }),
  getMenuButtonBoundingClientRect: () => ({
    ...{ top: 26, right: window.innerWidth - 7, bottom: 58 },
    ...{ left: window.innerWidth - 94, width: 87, height: 32 },
  }),
  getAccountInfoSync: () => ({
    miniProgram: { appId: 'touristappid', envVersion: 'develop', version: '' },
  }),
  canIUse: () => true,
  vibrateShort: vibrate('vibrateShort'),
  vibrateLong: vibrate('vibrateLong'),
  setKeepScreenOn: (options: Callbacks & { keepScreenOn: boolean }) => {
    actions.keepScreenOn = options.keepScreenOn;
    succeed('setKeepScreenOn', options);
  },
  setNavigationBarTitle: (options: Callbacks & { title: string }) => {
    actions.title = options.title;
    succeed('setNavigationBarTitle', options);
  },
  setNavigationBarColor: (options: Callbacks) => succeed('setNavigationBarColor', options),
  setBackgroundColor: (options: Callbacks) => succeed('setBackgroundColor', options),
  hideKeyboard: (options: Callbacks) => succeed('hideKeyboard', options),
  createInnerAudioContext: () => new InnerAudio(),
  setInnerAudioOption: (options: Callbacks) => succeed('setInnerAudioOption', options),
  nextTick: (callback: () => void) => void setTimeout(callback),
};
