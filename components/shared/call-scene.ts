/** The scene is which of the screens of a call is shown, by the call and by the end that was not seen yet. */
import { isSendingFailure } from '../../src/error-codes';
import type { CallRecord, CallSnapshot, PlainError } from '../../src/store/types';

/** @returns the end that the screen shows: that of a call that is over, until the user has seen it */
export const endShown = (
  { phase }: CallSnapshot,
  ended: CallRecord | undefined,
): CallRecord | undefined => (phase === 'idle' || phase === 'ending' ? ended : undefined);

/**
 * Tells whether the call stands on the stage, from the first tap on, so that the caller's preview goes on as the
 * call starts.
 */
export const isOnStage = (call: CallSnapshot, ended: CallRecord | undefined): boolean =>
  !endShown(call, ended) && call.phase !== 'idle' && call.phase !== 'ringing';

/** Tells that a local picture fills the screen, or that somebody else's may come. */
export function hasPicture(call: CallSnapshot, ended: CallRecord | undefined): boolean {
  const { isGroup, local, phase, type } = call;
  const comes = phase === 'connected' || !local.receiveOnly;
  return isOnStage(call, ended) && type === 2 && !isGroup && comes;
}

/** Tells whether sending failed or cannot work, so that joining without it is to be offered. */
export const offersReceiveOnly = (store: {
  readonly cannotSend: boolean;
  readonly error: PlainError | undefined;
}): boolean => store.cannotSend || isSendingFailure(store.error?.code);
