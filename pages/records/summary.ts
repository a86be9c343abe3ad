import { formatDuration, t, type Locale, type TextKey } from '@/src/locale';
import type { CallRecord } from '@/src/store/types';

/** Somebody called, and nobody answered. */
export const isMissed = ({ direction, reason }: CallRecord): boolean =>
  direction === 'incoming' && (reason === 'no-response' || reason === 'cancelled');

/** One or two words for a list: the duration, or why there was none. */
const SHORT: Partial<Record<CallRecord['reason'], TextKey>> = {
  rejected: 'member.rejected',
  busy: 'member.busy',
  'no-response': 'member.no-response',
  offline: 'member.offline',
  cancelled: 'member.cancelled',
};

export function summaryOf(record: CallRecord, locale: Locale, missed: string): string {
  const { seconds, reason, direction, userIDs } = record;
  if (seconds > 0) return formatDuration(seconds);
  if (isMissed(record)) return missed;
  const role = direction === 'incoming' ? 'invitee' : 'inviter';
  const key = SHORT[reason] ?? (`end.${reason}.${role}` as const);
  return t(locale, key, { name: userIDs[0] ?? '?' });
}
