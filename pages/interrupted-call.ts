/**
 * A call that a reload of the page cut off.
 *
 * Coming back into the same call is not possible: a page that goes away tells the other side that the
 * call is over, as nobody knows whether it will ever come back, and with the last member the room is
 * gone. So after the next log-in the same person can be called again with one tap; for a minute, since
 * later it would be another conversation. Only calls of two: a group goes on without this page, and
 * nobody in it has been asked to ring again.
 */
import { useCallStore } from '@/src/store/call';
import { readStored, writeStored } from '@/src/store/storage';

const KEY = 'demo:interrupted-call';

/** ms for which a call may be taken up again. */
export const WORTH = 60_000;

export interface InterruptedCall {
  /** Who was in it here. */
  me: string;
  userID: string;
  type: 1 | 2;
  /** Epoch ms. */
  at: number;
}

let watching = false;

/**
 * Writes down the running call when the page goes away. To be called before the first login: what is
 * listened to first is told first, and after the engine's turn there is no call any more.
 */
export function keepInterruptedCall(): void {
  if (watching || typeof window === 'undefined' || !window.addEventListener) return;
  watching = true;
  window.addEventListener('pagehide', (event) => {
    // Kept by the browser as it is: the call goes on when it is shown again.
    if (event.persisted) return;
    const { snapshot } = useCallStore();
    const [userID, ...more] = Object.keys(snapshot.members);
    if (snapshot.phase !== 'connected' || snapshot.isGroup || !userID || more.length > 0) return;
    const call: InterruptedCall = {
      me: snapshot.userID,
      userID,
      type: snapshot.type,
      at: Date.now(),
    };
    writeStored(KEY, call);
  });
}

/** The call that this user was cut off from just now. Told once. */
export function takeInterruptedCall(me: string, now = Date.now()): InterruptedCall | undefined {
  const call = readStored<InterruptedCall>(KEY);
  if (!call || call.me !== me) return undefined;
  writeStored(KEY, '');
  const age = now - call.at;
  return age >= 0 && age < WORTH ? call : undefined;
}
