import type { CallRecord, EndReason } from '../../src/store/types';

/** An end surprises these users, by its reason. Users who made or expect it need a glance only. */
const SURPRISES: Record<EndReason, 'nobody' | 'everybody' | 'inviter' | 'invitee'> = {
  hangup: 'nobody',
  'remote-hangup': 'nobody',
  rejected: 'inviter',
  busy: 'everybody',
  'no-response': 'everybody',
  offline: 'everybody',
  cancelled: 'invitee',
  'answered-elsewhere': 'nobody',
  'declined-elsewhere': 'nobody',
  'connection-lost': 'everybody',
  'room-dismissed': 'everybody',
  'kicked-out': 'everybody',
  'user-sig-expired': 'everybody',
  'permission-denied': 'everybody',
  'no-device': 'everybody',
  'not-supported': 'everybody',
  'signalling-error': 'everybody',
  'media-error': 'everybody',
  'logged-out': 'nobody',
};

/** Tells for how many seconds the end of a call stays on the screen; 0 means until the user closes it. */
export function endScreenSeconds({ reason, direction }: CallRecord): number {
  const me = direction === 'outgoing' ? 'inviter' : 'invitee';
  // A record may be of a version that had other reasons.
  const surprised = SURPRISES[reason] ?? 'everybody';
  return surprised === 'everybody' || surprised === me ? 0 : 5;
}
