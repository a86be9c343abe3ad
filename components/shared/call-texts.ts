/** The screens of a call say these words, whatever draws them: the kit, or the stage page of an App. */
import { ErrorCode } from '../../src/error-codes';
import { ERROR_KINDS } from '../../src/errors';
import { formatDuration, t, type Locale, type TextKey } from '../../src/locale';
import type { CallRecord, CallSnapshot, PlainError } from '../../src/store/types';
import { missingOf, nameOf, othersOf } from './participants';

/** Says how somebody calls. */
export function ringingText({ isGroup, type }: CallSnapshot, locale: Locale): string {
  return t(locale, isGroup ? `status.ringing.group.${type}` : `status.ringing.${type}`);
}

/** Says how far a call is that is not connected yet, or how it ends; '' in the phases that have another text. */
export function progressText(call: CallSnapshot, locale: Locale): string {
  const { phase } = call;
  // A rejoin goes back into a call that goes on, and rings nobody.
  if (phase === 'inviting' && othersOf(call).length === 0) return t(locale, 'status.accepting');
  if (phase === 'dialing' || phase === 'inviting' || phase === 'accepting' || phase === 'ending') {
    return t(locale, `status.${phase}`);
  }
  return '';
}

/** What a connected call is not told by its snapshot alone. */
interface Circumstances {
  isWeak: boolean;
  /** WeChat DevTools has no live components: there are people, but no pictures. */
  withoutMedia?: boolean;
}

/** Says the one thing that matters most in a connected call; '' while all is well. */
export function statusText(
  call: CallSnapshot,
  { isWeak, withoutMedia }: Circumstances,
  locale: Locale,
): string {
  if (withoutMedia) return t(locale, `error.${ErrorCode.NoMediaInDevtools}`);
  const { connection, switchingTo, local, members, isGroup } = call;
  if (connection === 'reconnecting') return t(locale, 'status.reconnecting');
  if (switchingTo) return t(locale, `status.switching.${switchingTo}`);
  if (Object.values(members).every(({ presence }) => presence !== 'present')) {
    return t(locale, isGroup ? 'status.alone' : 'status.accepting');
  }
  if (isWeak) return t(locale, 'status.weak');
  if (local.receiveOnly) return t(locale, 'status.receiveOnly');
  if (isGroup) {
    const missing = missingOf(call, locale).map(({ userID, note }) => `${userID}: ${note}`);
    return missing.join(' · ');
  }
  const [peer] = othersOf(call);
  if (!peer || members[peer]?.audio !== false) return '';
  return t(locale, 'member.state', { name: peer, state: t(locale, 'member.muted') });
}

/** Tells whether the network is so bad that the user should know why the call is. */
export const isWeak = ({ up, down }: CallSnapshot['quality']): boolean => Math.max(up, down) >= 4;

/** Writes how long the call has been going on; '' before it began. @param now ms by `steadyNow()` */
export const durationText = ({ startMark }: CallSnapshot, now: number): string =>
  startMark === undefined ? '' : formatDuration((now - startMark) / 1000);

export interface EndTexts {
  name: string;
  reason: string;
  /** What to do about it, or how long the call was; '' where there is nothing to add. */
  detail: string;
}

/** Says how a call ended. */
export function endTexts(record: CallRecord, locale: Locale): EndTexts {
  const { userIDs, direction, seconds, errorCode } = record;
  const name = nameOf(userIDs, locale);
  const role = direction === 'incoming' ? 'invitee' : 'inviter';
  // One person calls, whoever else is called.
  const who = role === 'invitee' ? (userIDs[0] ?? '?') : name;
  const reason = t(locale, `end.${record.reason}.${role}`, { name: who });
  if (errorCode !== undefined && errorCode in ERROR_KINDS) {
    return { name, reason, detail: t(locale, `cure.${errorCode}` as TextKey) };
  }
  const detail = seconds > 0 ? t(locale, 'end.duration', { time: formatDuration(seconds) }) : '';
  return { name, reason, detail };
}

/** Says a failure in the user's words, with its cure. */
export function errorTexts({ code }: PlainError, locale: Locale): { title: string; cure: string } {
  const known = code in ERROR_KINDS ? code : ErrorCode.Internal;
  return {
    title: t(locale, `error.${known}` as TextKey),
    cure: t(locale, `cure.${known}` as TextKey),
  };
}
