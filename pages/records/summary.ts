import { formatDuration, t, type Locale, type TextKey } from '@/src/locale';
import type { CallRecord } from '@/src/store/types';

interface Line {
  /** A list says less than the end of the call did. */
  short?: TextKey;
  /** Somebody called here and got no answer. */
  missed?: true;
}

/** A reason that is not decided on does not compile. */
const LINES: Record<CallRecord['reason'], Line> = {
  hangup: {},
  'remote-hangup': {},
  rejected: { short: 'member.rejected' },
  busy: { short: 'member.busy' },
  'no-response': { short: 'member.no-response', missed: true },
  offline: { short: 'member.offline' },
  cancelled: { short: 'member.cancelled', missed: true },
  'answered-elsewhere': {},
  'declined-elsewhere': {},
  'connection-lost': {},
  'room-dismissed': {},
  'kicked-out': {},
  'user-sig-expired': {},
  'permission-denied': {},
  'no-device': {},
  'not-supported': {},
  'signalling-error': {},
  'media-error': {},
  'logged-out': {},
};

/** Tells whether somebody called here and nobody answered. */
export const isMissed = ({ direction, reason }: CallRecord): boolean =>
  direction === 'incoming' && LINES[reason]?.missed === true;

/** Sums up a call in a few words for a list: its duration, or why there was none. */
export function summaryOf(record: CallRecord, locale: Locale, missed: string): string {
  const { seconds, reason, direction, userIDs } = record;
  if (seconds > 0) return formatDuration(seconds);
  if (isMissed(record)) return missed;
  const role = direction === 'incoming' ? 'invitee' : 'inviter';
  const key = LINES[reason]?.short ?? (`end.${reason}.${role}` as const);
  return t(locale, key, { name: userIDs[0] ?? '?' });
}
