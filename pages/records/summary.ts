import { formatDuration, t, type Locale, type TextKey } from '@/src/locale';
import type { CallRecord } from '@/src/store/types';

/** Tells whether somebody called here and nobody answered. */
export const isMissed = ({ direction, reason }: CallRecord): boolean =>
  direction === 'incoming' && (reason === 'no-response' || reason === 'cancelled');

/** For these reasons a list says less than the end of the call did; every reason is decided on. */
const SHORT: Record<CallRecord['reason'], TextKey | undefined> = {
  hangup: undefined,
  'remote-hangup': undefined,
  rejected: 'member.rejected',
  busy: 'member.busy',
  'no-response': 'member.no-response',
  offline: 'member.offline',
  cancelled: 'member.cancelled',
  'answered-elsewhere': undefined,
  'declined-elsewhere': undefined,
  'connection-lost': undefined,
  'room-dismissed': undefined,
  'kicked-out': undefined,
  'user-sig-expired': undefined,
  'permission-denied': undefined,
  'no-device': undefined,
  'not-supported': undefined,
  'signalling-error': undefined,
  'media-error': undefined,
  'logged-out': undefined,
};

/** Sums up a call in a few words for a list: its duration, or why there was none. */
export function summaryOf(record: CallRecord, locale: Locale, missed: string): string {
  const { seconds, reason, direction, userIDs } = record;
  if (seconds > 0) return formatDuration(seconds);
  if (isMissed(record)) return missed;
  const role = direction === 'incoming' ? 'invitee' : 'inviter';
  const key = SHORT[reason] ?? (`end.${reason}.${role}` as const);
  return t(locale, key, { name: userIDs[0] ?? '?' });
}
