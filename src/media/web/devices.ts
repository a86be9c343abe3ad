import type { Clock } from '../../runtime/clock';
import type { DeviceRequest, MediaCheck, MediaDevice } from '../port';
import { within } from '../../runtime/within';

/**
 * A browser that has not answered within this time, in ms, is taken to know nothing. Chromium may need 800 ms for the
 * first list of a computer without devices.
 */
const LIST_TIMEOUT = 2000;

/** A document of Chromium and Safari that can say what the page around it allows. */
interface FramedDocument {
  featurePolicy?: { allowsFeature(feature: string): boolean };
}

/** Names what the page around this one keeps from it: browsers say that as if the user had refused. */
function forbiddenInFrame({ audio, video }: DeviceRequest): string | undefined {
  const { featurePolicy } = document as FramedDocument;
  if (!featurePolicy) return undefined;
  const forbidden = [audio ? 'microphone' : '', video ? 'camera' : ''].filter(
    (feature) => feature !== '' && !featurePolicy.allowsFeature(feature),
  );
  return forbidden.length === 0
    ? undefined
    : `the permissions policy keeps this page from ${forbidden.join(' and ')}: an iframe around it ` +
        'needs allow="camera; microphone", and its Permissions-Policy header must not forbid them';
}

/** Tells why this page cannot send, as a sentence; undefined when it can. */
export function sendObstacle(request: DeviceRequest): string | undefined {
  if (typeof RTCPeerConnection === 'undefined') return 'this browser has no WebRTC';
  if (typeof navigator.mediaDevices?.getUserMedia === 'function') return forbiddenInFrame(request);
  return window.isSecureContext === false
    ? 'the page comes neither from https nor from localhost'
    : 'this browser gives pages no access to microphone and camera';
}

/** Finds out what can be known without a prompt. Never rejects. */
export async function checkDevices(request: DeviceRequest, clock: Clock): Promise<MediaCheck> {
  const obstacle = sendObstacle(request);
  if (obstacle !== undefined) {
    return { canSend: false, obstacle, microphone: false, camera: false, permission: 'denied' };
  }
  const [devices, microphone, camera] = await Promise.all([
    within(clock, LIST_TIMEOUT, enumerate(), () => undefined).catch(() => undefined),
    request.audio
      ? within(clock, LIST_TIMEOUT, permissionOf('microphone'), () => undefined)
      : 'granted',
    request.video
      ? within(clock, LIST_TIMEOUT, permissionOf('camera'), () => undefined)
      : 'granted',
  ]);
  const listed = (kind: MediaDeviceKind) => devices?.some((device) => device.kind === kind) ?? true;
  // Browsers without the permissions API show labels only to a page that may use the device.
  const labelled = (kind: MediaDeviceKind) =>
    devices?.some((device) => device.kind === kind && device.label !== '') ? 'granted' : 'prompt';
  const states = [microphone ?? labelled('audioinput'), camera ?? labelled('videoinput')];
  return {
    canSend: true,
    microphone: listed('audioinput'),
    camera: listed('videoinput'),
    permission: states.includes('denied')
      ? 'denied'
      : states.includes('prompt')
        ? 'prompt'
        : 'granted',
  };
}

/** Lists the devices that have an id; a page without permission sees none. */
export async function listDevices(kind: MediaDevice['kind']): Promise<MediaDevice[]> {
  const devices = await enumerate();
  return devices
    .filter((device) => device.kind === kind && device.deviceId !== '')
    .map(({ deviceId, label, groupId }) => ({ deviceId, label, groupId, kind }));
}

/** Tells whether a speaker can be chosen: Safari and Firefox before 116 play by the system's choice alone. */
export const canChooseSpeaker = (): boolean => 'setSinkId' in HTMLMediaElement.prototype;

/** Calls back when a device was plugged in or pulled out. @returns stops watching */
export function watchDevices(changed: () => void): () => void {
  const { mediaDevices } = navigator;
  if (typeof mediaDevices?.addEventListener !== 'function') return () => undefined;
  mediaDevices.addEventListener('devicechange', changed);
  return () => mediaDevices.removeEventListener('devicechange', changed);
}

/** Lists all devices that the page may know of. */
export async function enumerate(): Promise<MediaDeviceInfo[]> {
  if (typeof navigator.mediaDevices?.enumerateDevices !== 'function') return [];
  return navigator.mediaDevices.enumerateDevices();
}

/** Asks the browser what the user allowed. @returns undefined where it cannot be asked */
export async function permissionOf(
  name: 'microphone' | 'camera',
): Promise<MediaCheck['permission'] | undefined> {
  try {
    const status = await navigator.permissions.query({ name: name as PermissionName });
    return status.state;
  } catch {
    return undefined;
  }
}
