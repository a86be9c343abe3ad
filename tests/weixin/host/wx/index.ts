/** Makes `wx`: what this mini-program calls of it, and a little of what libraries look at. */
import type { Pages } from '../runtime/pages';
import { liveContexts } from '../live/contexts';
import { Signal, succeed, type Callbacks } from './answers';
import { device, Permissions } from './device';
import { Network } from './network';
import { storage } from './storage';

export interface AppSignals {
  show: Signal<object>;
  hide: Signal<object>;
}

export interface Launch {
  path: string;
  query: Record<string, string>;
  scene: number;
}

export class Weixin {
  readonly permissions = new Permissions();
  readonly network = new Network();
  readonly app: AppSignals = { show: new Signal(), hide: new Signal() };
  private readonly never = new Signal();
  private launch: Launch = { path: '', query: {}, scene: 1001 };

  /** The API is a plain object, since uni copies what it finds in it. */
  readonly api: Record<string, unknown>;

  constructor(pages: Pages) {
    const { navigateTo, redirectTo, reLaunch, navigateBack } = pages;
    this.api = {
      ...device,
      ...storage,
      ...this.network.api,
      ...this.permissions.api,
      ...liveContexts(pages),
      ...{ navigateTo, redirectTo, reLaunch, navigateBack, switchTab: reLaunch },
      ...this.dialogs(),
      onAppShow: this.app.show.on,
      offAppShow: this.app.show.off,
      onAppHide: this.app.hide.on,
      offAppHide: this.app.hide.off,
      onError: this.never.on,
      offError: this.never.off,
      onUnhandledRejection: this.never.on,
      onThemeChange: this.never.on,
      offThemeChange: this.never.off,
      onWindowResize: this.never.on,
      offWindowResize: this.never.off,
      onMemoryWarning: this.never.on,
      getLaunchOptionsSync: () => ({ ...this.launch, referrerInfo: {} }),
      getEnterOptionsSync: () => ({ ...this.launch, referrerInfo: {} }),
      env: { USER_DATA_PATH: 'wxfile://usr' },
    };
  }

  /** Options that the mini-program was opened with. */
  launchedWith(launch: Launch): void {
    this.launch = launch;
  }

  /** Counts the listeners to wx.on…. */
  get listeners(): number {
    const { show, hide } = this.app;
    return show.count + hide.count + this.never.count + this.network.listeners;
  }

  private dialogs() {
    return {
      showToast: (options: Callbacks & { title: string }) => succeed('showToast', options),
      hideToast: (options: Callbacks) => succeed('hideToast', options),
      showLoading: (options: Callbacks) => succeed('showLoading', options),
      hideLoading: (options: Callbacks) => succeed('hideLoading', options),
      setClipboardData: (options: Callbacks) => succeed('setClipboardData', options),
    };
  }
}
