/** One phone: its system, its settings, and what an App has it do. */
import type { PhoneOfView } from '../view/in-webview';
import { AppStorage } from './storage';
import { Permissions } from './permissions';
import { Sounds } from './sounds';

export interface PhoneOptions {
  platform?: 'android' | 'ios';
  /** The language of the phone. */
  locale?: string;
  theme?: 'light' | 'dark';
  width?: number;
  height?: number;
  /** The web view of the system gives pages microphone and camera; an old one does not. */
  webViewCaptures?: boolean;
}

/** A notification in the system's list. */
export interface Notification {
  text: string;
  title: string;
  payload: string;
}

export const STATUS_BAR = 20;

export class Phone {
  readonly platform: 'android' | 'ios';
  readonly locale: string;
  readonly theme: 'light' | 'dark';
  readonly width: number;
  readonly height: number;
  readonly webViewCaptures: boolean;
  readonly permissions: Permissions;
  readonly storage = new AppStorage();
  readonly sounds = new Sounds();
  /** The user sees the App. */
  isShown = true;
  keepsScreenOn = false;
  vibrations = 0;
  /** The notifications that the App shows now. */
  notifications: Notification[] = [];

  constructor(options: PhoneOptions = {}) {
    this.platform = options.platform ?? 'android';
    this.locale = options.locale ?? 'en';
    this.theme = options.theme ?? 'light';
    this.width = options.width ?? 375;
    this.height = options.height ?? 812;
    this.webViewCaptures = options.webViewCaptures ?? true;
    this.permissions = new Permissions(this.platform);
  }

  get isIos(): boolean {
    return this.platform === 'ios';
  }

  /** What its web views know of it. */
  get ofView(): PhoneOfView {
    const os = this.isIos ? 'iOS' : 'Android';
    return { os, statusBar: STATUS_BAR, captures: this.webViewCaptures };
  }

  /** What `uni.getSystemInfoSync` reads. */
  systemInfo(): Record<string, unknown> {
    const { width, height, platform, locale, theme } = this;
    const [brand, version] = this.isIos ? ['apple', '17.0'] : ['google', '14'];
    return {
      platform,
      brand,
      deviceBrand: brand,
      model: 'Test phone',
      deviceModel: 'Test phone',
      deviceType: 'phone',
      deviceId: 'test-phone',
      deviceOrientation: 'portrait',
      devicePixelRatio: 2,
      system: `${this.isIos ? 'iOS' : 'Android'} ${version}`,
      osName: platform,
      osVersion: version,
      osLanguage: locale,
      osTheme: theme,
      language: locale,
      pixelRatio: 2,
      screenWidth: width,
      screenHeight: height,
      windowWidth: width,
      windowHeight: height,
      statusBarHeight: STATUS_BAR,
      appId: '__UNI__TEST',
      appLanguage: locale,
      appTheme: theme,
      safeArea: { left: 0, right: width, top: STATUS_BAR, bottom: height, width, height },
      safeAreaInsets: { left: 0, right: 0, top: STATUS_BAR, bottom: 0 },
    };
  }
}
