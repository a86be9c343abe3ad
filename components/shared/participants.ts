import type { CallSnapshot, Member } from '../../src/store/types';
import { t, type Locale } from '../../src/locale';

/** The hue of a user, 0…359, is the same on every screen and device. */
export function hueOf(userID: string): number {
  let hash = 2166136261;
  for (const letter of userID) hash = Math.imul(hash ^ letter.codePointAt(0)!, 16777619);
  // The low bits of this hash follow the last letters too closely.
  return (hash >>> 9) % 360;
}

/** The initials of a user are one or two letters: `alice` A, `ann-lee` AL, `小明` 小. */
export function initialsOf(userID: string): string {
  const words = userID.split(/[\s_.,:;@#/+-]+/).filter(Boolean);
  const letters = words.slice(0, 2).map((word) => [...word][0]!.toUpperCase());
  return letters.join('') || '?';
}

/** Lists everybody else; who called comes first. */
export function othersOf({ members, inviter, userID }: CallSnapshot): string[] {
  const others = Object.keys(members);
  const caller = inviter && inviter !== userID ? [inviter] : [];
  return [...caller, ...others.filter((other) => other !== inviter)];
}

/** Names who called, as far as it is known. */
export const callerOf = (call: CallSnapshot): string => call.inviter || othersOf(call)[0] || '?';

const PENDING = ['none', 'sending', 'invited', 'accepted'];

/** Tells whether this member is in the call or may still come. */
export const isExpected = ({ presence, invite }: Readonly<Member>): boolean =>
  presence === 'present' || (presence === 'absent' && PENDING.includes(invite));

/** Lists everybody else who is in the call or may still come. */
export function expectedOf(call: CallSnapshot): string[] {
  return othersOf(call).filter((userID) => {
    const member = call.members[userID];
    return member !== undefined && isExpected(member);
  });
}

/** Lists those who were called and will not come, for a line of text. */
export function missingOf(call: CallSnapshot, locale: Locale): { userID: string; note: string }[] {
  return Object.values(call.members)
    .filter((member) => !isExpected(member))
    .map((member) => ({ userID: member.userID, note: noteOf(member, locale) }));
}

/** Names people in a few words: `bob`, or `bob and 2 more`. */
export function nameOf(userIDs: readonly string[], locale: Locale): string {
  const [first = '', ...more] = userIDs;
  return more.length === 0 ? first : t(locale, 'label.group', { name: first, count: more.length });
}

/** The note on a member's tile says why there is neither picture nor sound; '' while they are there. */
export function noteOf(member: Readonly<Member>, locale: Locale): string {
  if (member.presence === 'present') return '';
  if (member.presence === 'left') return t(locale, 'member.left');
  return t(locale, `member.${member.invite}`);
}
