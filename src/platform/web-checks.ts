/** The checks of a browser page look at its origin, its permissions, its devices and its reach. */
import { CallError } from '../errors';
import { permissionOf, enumerate } from '../media/web';
import { within } from '../runtime/within';
import { systemClock } from '../runtime/system-clock';
import type { EnvironmentChecks, PermissionAnswer, Reach } from '../runtime/environment';

/** A browser that does not answer within this time is taken to know nothing, in ms. */
const CHECK_TIMEOUT = 1000;

/** The one rule that goes by the browser's name: it cannot be felt before it has struck. */
const WECHAT = /MicroMessenger/i;

const patiently = <T>(promise: Promise<T>): Promise<T | undefined> =>
  within(systemClock, CHECK_TIMEOUT, promise, () => undefined).catch(() => undefined);

/** The page of a browser. */
export const webChecks: EnvironmentChecks = {
  async facts() {
    if (typeof window === 'undefined') throw CallError.noPage();
    const [microphone, camera, devices] = await Promise.all([
      answerFor('microphone'),
      answerFor('camera'),
      patiently(enumerate()),
    ]);
    const count = (kind: MediaDeviceKind) =>
      devices?.filter((device) => device.kind === kind).length;
    return {
      address: window.location.href,
      // Not in Safari 11.
      secure: typeof window.isSecureContext === 'boolean' ? window.isSecureContext : undefined,
      webrtc: typeof RTCPeerConnection !== 'undefined',
      capture: typeof navigator.mediaDevices?.getUserMedia === 'function',
      tapToPlay: WECHAT.test(navigator.userAgent),
      permission: { microphone, camera },
      devices: { microphone: count('audioinput'), camera: count('videoinput') },
    };
  },
  async reach(address, ms) {
    const deadline = systemClock.now() + ms;
    if (await opens(address, ms)) return 'open';
    // A host that refuses the socket answers at once; what is left is enough to hear it.
    return answers(address, Math.max(deadline - systemClock.now(), 0));
  },
};

async function answerFor(name: 'microphone' | 'camera'): Promise<PermissionAnswer> {
  return (await patiently(permissionOf(name))) ?? 'unknown';
}

function opens(address: string, ms: number): Promise<boolean> {
  return new Promise((resolve) => {
    let socket: WebSocket | undefined;
    const stop = systemClock.at(systemClock.now() + ms, () => done(false));
    const done = (open: boolean) => {
      stop();
      if (socket) {
        socket.onopen = socket.onerror = socket.onclose = null;
        socket.close();
      }
      resolve(open);
    };
    try {
      socket = new WebSocket(address);
      socket.onopen = () => done(true);
      socket.onerror = socket.onclose = () => done(false);
    } catch {
      // An https page that was given ws://.
      done(false);
    }
  });
}

/** Resolves 'http' if anything there speaks HTTP; what it says is of no concern. */
async function answers(address: string, ms: number): Promise<Reach> {
  if (typeof fetch !== 'function') return 'none';
  const request = fetch(address.replace(/^ws/, 'http'), { mode: 'no-cors', cache: 'no-store' });
  const heard = request.then(
    () => 'http' as const,
    () => 'none' as const,
  );
  return within<Reach>(systemClock, ms, heard, () => 'none');
}
