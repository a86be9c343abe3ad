/**
 * Keeps a call that a reload of the page cut off, so that it can be taken up again.
 *
 * A page that goes away tells the other side that the call is over, as nobody knows whether it will ever
 * come back; with the last member the room is gone. So after the next log-in the one of a call of two
 * can be called again with one tap, and a group, which goes on without this page, can be joined again in
 * its room. For a minute, since later it would be another conversation.
 */
import { useCallStore } from '@/src/store/call';
import { readStored, writeStored } from '@/src/store/storage';

const KEY = 'demo:interrupted-call';

/** A call may be taken up again for so many ms. */
export const OFFER_TIME = 60_000;

export interface InterruptedCall {
  /** The user who was in it here. */
  me: string;
  /** Everybody else. */
  userIDs: string[];
  type: 1 | 2;
  /** The room of a group call, which goes on. */
  room?: { roomID: number; groupID: string };
  /** Epoch ms. */
  at: number;
}

let watching = false;

/**
 * Writes down the running call when the page goes away. Call it before the first login: listeners are
 * called in their order, and after the engine's turn there is no call any more.
 */
export function keepInterruptedCall(): void {
  if (watching || typeof window === 'undefined' || !window.addEventListener) return;
  watching = true;
  window.addEventListener('pagehide', (event) => {
    // Kept by the browser as it is: the call goes on when it is shown again.
    if (event.persisted) return;
    const { snapshot } = useCallStore();
    const { phase, userID: me, members, type, isGroup, roomID, groupID } = snapshot;
    const there = Object.values(members).filter(({ presence }) => presence === 'present');
    if (phase !== 'connected' || there.length === 0) return;
    const call: InterruptedCall = {
      me,
      userIDs: there.map(({ userID }) => userID),
      type,
      ...(isGroup ? { room: { roomID, groupID } } : {}),
      at: Date.now(),
    };
    writeStored(KEY, call);
  });
}

/** Takes out the call that this user was cut off from just now; it is offered once. */
export function takeInterruptedCall(me: string, now = Date.now()): InterruptedCall | undefined {
  const call = readStored<InterruptedCall>(KEY);
  if (!call || call.me !== me) return undefined;
  writeStored(KEY, '');
  const age = now - call.at;
  // Nobody to return to: written down by an earlier version of this page.
  return age >= 0 && age < OFFER_TIME && Array.isArray(call.userIDs) ? call : undefined;
}
