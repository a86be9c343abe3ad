import type { PageTextKey } from '../text';

/** A fact is one thing that can be known here; its value is undefined where the platform does not tell. */
export interface Fact {
  key: PageTextKey;
  value: string | number | boolean | undefined;
}

/** Collects what the device and the browser say about themselves, without asking the user for anything. */
export async function environmentFacts(): Promise<Fact[]> {
  const system = uni.getSystemInfoSync();
  const facts: Fact[] = [
    { key: 'diagnostics.platform', value: process.env.UNI_PLATFORM },
    { key: 'diagnostics.system', value: system.system || undefined },
    { key: 'diagnostics.network', value: await networkType() },
  ];
  if (typeof navigator === 'undefined' || typeof window === 'undefined' || !window.location) {
    return facts;
  }
  const devices =
    (await navigator.mediaDevices?.enumerateDevices?.().catch(() => undefined)) ?? undefined;
  const count = (kind: MediaDeviceKind) => devices?.filter((device) => device.kind === kind).length;
  return [
    ...facts,
    { key: 'diagnostics.browser', value: navigator.userAgent },
    { key: 'diagnostics.page', value: window.location.origin },
    { key: 'diagnostics.secure', value: window.isSecureContext },
    { key: 'diagnostics.webrtc', value: typeof RTCPeerConnection === 'function' },
    { key: 'diagnostics.microphones', value: count('audioinput') },
    { key: 'diagnostics.cameras', value: count('videoinput') },
    { key: 'diagnostics.micPermission', value: await permission('microphone') },
    { key: 'diagnostics.cameraPermission', value: await permission('camera') },
  ];
}

async function permission(name: string): Promise<string | undefined> {
  try {
    return (await navigator.permissions.query({ name: name as PermissionName })).state;
  } catch {
    return undefined; // Firefox and Safari do not tell these
  }
}

function networkType(): Promise<string | undefined> {
  return new Promise((resolve) => {
    uni.getNetworkType({
      success: ({ networkType }) => resolve(networkType),
      fail: () => resolve(undefined),
    });
  });
}
