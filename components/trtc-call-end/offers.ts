/** The end screen offers more after some ends than after others; here it is told which. */
import type { CallRecord, CallTarget, EndReason } from '../../src/store/types';

interface Offer {
  /** The user may make the same call again. */
  again: boolean;
  /** Only sending failed, so that watching and listening still works. */
  receiveOnly: boolean;
}

const again: Offer = { again: true, receiveOnly: false };
const sendingFailed: Offer = { again: true, receiveOnly: true };
/** Nobody is logged in any more who could call. */
const nothing: Offer = { again: false, receiveOnly: false };

/** A reason without an offer does not compile. */
const OFFERS: Record<EndReason, Offer> = {
  hangup: again,
  'remote-hangup': again,
  rejected: again,
  busy: again,
  'no-response': again,
  offline: again,
  cancelled: again,
  'answered-elsewhere': again,
  'declined-elsewhere': again,
  'connection-lost': again,
  'room-dismissed': again,
  'kicked-out': nothing,
  'user-sig-expired': again,
  'permission-denied': sendingFailed,
  'no-device': sendingFailed,
  'not-supported': sendingFailed,
  'signalling-error': again,
  'media-error': again,
  'logged-out': nothing,
};

/** Tells what the user may do after the call of this record. */
export function offersOf({ reason, userIDs, direction, isGroup }: CallRecord): Offer {
  // A record may be of a version that had other reasons.
  const offer = OFFERS[reason] ?? again;
  return {
    again: offer.again && userIDs.length > 0,
    receiveOnly: offer.receiveOnly && direction === 'outgoing' && !isGroup,
  };
}

/** Makes the target of the same call again. @param receiveOnly without sending */
export const targetOf = (
  { userIDs, type, groupID }: CallRecord,
  receiveOnly: boolean,
): CallTarget => ({ userIDs, type, groupID, receiveOnly });
