/** This runs in every frame of an App's window before anything else: what the base puts into its web views. */
export type ToHost = 'view' | 'canvas' | 'capture';

interface Base {
  toAppHost(kind: ToHost, ...all: unknown[]): Promise<unknown>;
  plus: unknown;
  captured: MediaStreamTrack[];
}

/** What a web view knows of its phone. */
export interface PhoneOfView {
  os: string;
  statusBar: number;
  /** Pages may ask for microphone and camera. */
  captures: boolean;
}

/** It is handed to Chromium as text: everything that it needs stands in it. */
export function inWebview({ os, statusBar, captures }: PhoneOfView): void {
  const base = window as unknown as Base;
  if (!window.name.startsWith('webview-')) return;
  const id = window.name.replace('webview-', '');
  const offer = <T extends object>(name: string, members: T): T =>
    new Proxy(members, {
      get(target, key, receiver) {
        if (typeof key === 'symbol' || key in target) return Reflect.get(target, key, receiver);
        throw new Error(`the test host offers no ${name}.${key}`);
      },
    });
  const insets = { top: statusBar, left: 0, right: 0, bottom: 0 };
  base.plus = offer('plus', {
    os: { name: os, version: '14' },
    screen: {
      scale: 2,
      getCurrentSize: () => ({ width: innerWidth * 2, height: innerHeight * 2 }),
    },
    navigator: offer('plus.navigator', {
      getStatusbarHeight: () => statusBar,
      isImmersedStatusbar: () => true,
      getSafeAreaInsets: () => ({ ...insets, deviceTop: statusBar, deviceBottom: 0 }),
      getUIStyle: () => (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'),
    }),
    webview: offer('plus.webview', {
      currentWebview: () => ({
        id,
        getStyle: () => ({}),
        // The keyboard of the system is none of Chromium's.
        setSoftinputTemporary: () => undefined,
      }),
      postMessageToUniNView: ({ type, args }: { type: string; args: unknown }) =>
        void base.toAppHost('view', type, args),
    }),
    io: { convertLocalFileSystemURL: (path: string) => path },
    key: { showSoftKeybord: () => undefined, hideSoftKeybord: () => undefined },
  });

  // The system's permission comes first: without it the web view refuses.
  base.captured = [];
  if (!captures) Object.defineProperty(Navigator.prototype, 'mediaDevices', { value: undefined });
  const devices = navigator.mediaDevices;
  if (!devices) return;
  const capture = devices.getUserMedia.bind(devices);
  devices.getUserMedia = async (constraints = {}) => {
    const wanted = [
      ...(constraints.audio ? ['microphone'] : []),
      ...(constraints.video ? ['camera'] : []),
    ];
    if (!(await base.toAppHost('capture', ...wanted))) {
      throw new DOMException('Permission denied', 'NotAllowedError');
    }
    const stream = await capture(constraints);
    base.captured.push(...stream.getTracks());
    return stream;
  };
}
