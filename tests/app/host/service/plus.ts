/** `plus`, as far as uni's framework, the SDKs and this App call it. */
import { STATUS_BAR, type Notification, type Phone } from '../device/phone';
import type { Emitter } from '../emitter';
import type { Offer } from '../offer';
import type { Webview, Webviews } from '../view/webviews';

export interface PlusParts {
  offer: Offer;
  phone: Phone;
  webviews: Webviews;
  /** `plus.globalEvent`: messages of the views, pause, resume. */
  globalEvent: Emitter;
  /** `plus.key`: the back key of Android. */
  key: Emitter;
  /** The App ends itself. */
  quit(): void;
}

type Members = Record<string, unknown>;

/** Bases differ in these; the framework asks first. */
const ABSENT = {
  runtime: { isCustomLaunchPath: 'bases for mini-programs set it', channel: 'set by the packer' },
};

export function createPlus(parts: PlusParts): { plus: Members; forPage(own: Webview): Members } {
  const { offer, phone, webviews, globalEvent, key, quit } = parts;
  const { width, height, isIos } = phone;
  const listens = ({ addEventListener, removeEventListener }: Emitter) => {
    return { addEventListener, removeEventListener };
  };
  const part = (name: string, members: Members, absent?: Record<string, string>) =>
    offer.object(`plus.${name}`, members, absent);
  const webview = {
    create: webviews.create,
    getWebviewById: webviews.get,
    getLaunchWebview: () => webviews.get('1'),
    currentWebview: () => webviews.get('1'),
  };
  const members: Members = {
    os: { name: isIos ? 'iOS' : 'Android', version: '14', language: phone.locale, vendor: 'test' },
    globalEvent: listens(globalEvent),
    key: part('key', { ...listens(key), hideSoftKeybord: nothing, showSoftKeybord: nothing }),
    screen: part('screen', {
      scale: 2,
      resolutionWidth: width,
      resolutionHeight: height,
      getCurrentSize: () =>
        offer.object('plus.screen.getCurrentSize()', {
          ...{ width: width * 2, height: height * 2 },
          ...{ resolutionWidth: width, resolutionHeight: height },
        }),
    }),
    runtime: part(
      'runtime',
      {
        arguments: '',
        launcher: 'default',
        innerVersion: '1.9.9.82',
        appid: '__UNI__TEST',
        version: '0.1.0',
        versionCode: 1,
        quit,
      },
      ABSENT.runtime,
    ),
    navigator: part('navigator', {
      getStatusbarHeight: () => STATUS_BAR,
      isImmersedStatusbar: () => true,
      getSafeAreaInsets: () => ({
        ...{ left: 0, right: 0, top: STATUS_BAR, bottom: 0 },
        ...{ deviceTop: STATUS_BAR, deviceBottom: 0, deviceLeft: 0, deviceRight: 0 },
      }),
      getUIStyle: () => phone.theme,
      getOrientation: () => 0,
      getStatusBarStyle: () => 'dark',
      setStatusBarStyle: nothing,
      closeSplashscreen: nothing,
    }),
    webview: part('webview', webview),
    storage: part('storage', phone.storage.api),
    io: part('io', {
      convertLocalFileSystemURL: (path: string) => path,
      convertAbsoluteFileSystem: (path: string) => path,
      // There are no temporary files that the framework could clear.
      resolveLocalFileSystemURL: nothing,
    }),
    audio: part('audio', { createPlayer: phone.sounds.createPlayer }),
    device: part('device', {
      setWakelock: (on: boolean) => void (phone.keepsScreenOn = on),
      vibrate: () => void (phone.vibrations += 1),
    }),
    push: part('push', {
      createMessage: (text: string, payload: string, { title = '' }: { title?: string }) =>
        void phone.notifications.push({ text, title, payload }),
      getAllMessage: () => [...phone.notifications],
      remove: (gone: Notification) =>
        void (phone.notifications = phone.notifications.filter((one) => one !== gone)),
      addEventListener: nothing,
      clear: () => void (phone.notifications = []),
    }),
    networkinfo: part('networkinfo', { getCurrentType: () => 3, CONNECTION_WIFI: 3 }),
    nativeUI: part('nativeUI', { toast: nothing, closeToast: nothing, closeWaiting: nothing }),
    ...(!isIos && {
      android: part('android', { requestPermissions: phone.permissions.request }),
    }),
  };
  const plus = offer.object('plus', members, isIos ? { android: 'there is none on iOS' } : {});
  // A page of its own context asks for its own web view.
  const forPage = (own: Webview) =>
    offer.object('plus', {
      ...members,
      webview: part('webview', { ...webview, currentWebview: () => own }),
    });
  return { plus, forPage };
}

function nothing(): void {}
