/** `weex`: modules by name. Each JavaScript context of an App, app-service and every nvue page, has its own. */
import type { Network } from '../device/network';
import type { Phone } from '../device/phone';
import type { Emitter } from '../emitter';
import type { Offer } from '../offer';

/** The modules of native plug-ins, for one context. */
export type NativeModules = Readonly<Record<string, object>>;

export interface WeexParts {
  offer: Offer;
  phone: Phone;
  network: Network;
  /** Events of native modules go to the context that called them. */
  globalEvent: Emitter;
  natives: NativeModules;
  /** Some modules are not in every base. */
  absent: Record<string, string>;
}

export interface Weex {
  config: object;
  requireModule(name: string): object | undefined;
  isRegisteredModule(name: string): boolean;
}

/** Modules and functions that bases lack, too; the framework asks before it uses them. */
const ABSENT = {
  'UTS-Proxy': 'the App has no UTS plug-ins',
};

export function createWeex({
  offer,
  phone,
  network,
  globalEvent,
  natives,
  absent,
}: WeexParts): Weex {
  const json = (value: object) => () => JSON.stringify(value);
  const { permissions } = phone;
  const plus = offer.object('weex module plus', {
    getRedirectInfo: () => ({}),
    getLanguage: () => phone.locale,
    setLanguage: () => undefined,
    getAppState: () => (phone.isShown ? 1 : 2),
    getSystemInfoSync: () => JSON.stringify(phone.systemInfo()),
    getSystemSetting: json({ bluetoothEnabled: false, locationEnabled: false, wifiEnabled: true }),
    getAppAuthorizeSetting: () => JSON.stringify(permissions.settings()),
    getSystemSettingAndAppAuthorizeSetting: () => JSON.stringify(permissions.settings()),
    openAppAuthorizeSetting(done: (result: { type: string }) => void) {
      permissions.settingsOpened += 1;
      setTimeout(() => done({ type: 'success' }), 0);
    },
    uniStorageSetItemSync: phone.storage.api.setItem,
  });
  const { addEventListener, removeEventListener } = globalEvent;
  const modules: NativeModules = {
    plus,
    globalEvent: { addEventListener, removeEventListener },
    stream: offer.object('weex module stream', network.stream),
    'uni-webSocket': offer.object('weex module uni-webSocket', network.webSocket),
    ...natives,
  };
  return {
    config: {
      env: {
        platform: phone.platform,
        scale: 2,
        deviceWidth: phone.width * 2,
        deviceHeight: phone.height * 2,
      },
      preload: true,
    },
    requireModule(name) {
      if (name in modules) return modules[name];
      if (name in ABSENT || name in absent) return undefined;
      return offer.refuse(`weex module ${name}`);
    },
    isRegisteredModule: (name) => name in modules,
  };
}
