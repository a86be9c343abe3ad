import type { LiveCommand } from '../live-view';

interface Answering<R> {
  success?: (result: R) => void;
  fail?: (error: unknown) => void;
}

export type Scope = 'scope.record' | 'scope.camera';
/** The settings hold what the user answered; undefined: was not asked. */
export interface Settings {
  authSetting: Partial<Record<Scope, boolean>>;
}

type Switch = 'authorized' | 'denied' | 'not determined';

interface DeviceFacts {
  platform?: string;
  SDKVersion?: string;
}

/**
 * The driver uses this part of `wx`. What older base libraries lack is optional.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/
 */
export interface WeixinApi {
  getSetting(options: Answering<Settings>): void;
  authorize(options: Answering<unknown> & { scope: Scope }): void;
  openSetting(options: Answering<Settings>): void;
  createLivePusherContext?: unknown;
  canIUse?(schema: string): boolean;
  /** Tells what the system allows to WeChat itself. It came with base library 2.20.1. */
  getAppAuthorizeSetting?(): { cameraAuthorized?: Switch; microphoneAuthorized?: Switch };
  /** Base library 2.20.1. */
  getDeviceInfo?(): DeviceFacts;
  /** Base library 2.20.1. */
  getAppBaseInfo?(): DeviceFacts;
  /** Before base library 2.20.1. */
  getSystemInfoSync?(): DeviceFacts;
  setKeepScreenOn?(options: { keepScreenOn: boolean } & LiveCommand): void;
}

/** Reads what `get` answers; nothing where it throws, as old base libraries do. */
export function factsOf<T extends object>(get: () => T | undefined): Partial<T> {
  try {
    return get() ?? {};
  } catch {
    return {};
  }
}

export const deviceFacts = (wx: WeixinApi): DeviceFacts =>
  wx.getDeviceInfo
    ? { ...factsOf(() => wx.getAppBaseInfo?.()), ...factsOf(() => wx.getDeviceInfo?.()) }
    : factsOf(() => wx.getSystemInfoSync?.());

/** Makes a promise of a `wx` method with callbacks. Rejects with what WeChat says. */
export function answered<R>(call: (options: Answering<R>) => void): Promise<R> {
  return new Promise<R>((resolve, reject) => {
    call({ success: resolve, fail: reject });
  });
}

/** Tells whether version a is lower than b, both like '2.10.0'. */
export function isOlder(a: string, b: string): boolean {
  const [left, right] = [a, b].map((text) => text.split('.').map(Number));
  for (let i = 0; i < 3; i++) {
    const difference = (left?.[i] || 0) - (right?.[i] || 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}
