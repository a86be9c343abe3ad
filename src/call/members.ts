/** Members are everybody else in the call: these functions ask about them and change one of them. */
import type { Effect } from './effects';
import { notify } from './outcome';
import type { CallState, Member } from './state';

export function withMember(state: CallState, userID: string, change: Partial<Member>): CallState {
  const member = state.members[userID] ?? newMember(userID);
  return { ...state, members: { ...state.members, [userID]: { ...member, ...change } } };
}

export function newMember(userID: string, change: Partial<Member> = {}): Member {
  return {
    userID,
    invite: 'none',
    ref: '',
    presence: 'absent',
    audio: undefined,
    video: undefined,
    playback: 'none',
    ...change,
  };
}

export const isPending = (member: Member): boolean =>
  member.invite === 'sending' || member.invite === 'invited';

export const others = (state: CallState): Member[] => Object.values(state.members);

export const pendingMembers = (state: CallState): Member[] => others(state).filter(isPending);

/**
 * Finds whom I invited myself and who may still come. Those whom others invited are theirs to wait
 * for.
 */
export const awaitedMembers = (state: CallState): Member[] =>
  pendingMembers(state).filter((member) => member.ref !== '');

export const presentMembers = (state: CallState): Member[] =>
  others(state).filter((member) => member.presence === 'present');

/** I came into the room of a call that goes on, rather than calling anybody. */
export const isRejoining = (state: CallState): boolean =>
  state.role === 'inviter' && others(state).every((member) => member.ref === '');

/** Group calls: who has still to answer, whenever that changed. */
export function inviteeList(before: CallState, after: CallState): Effect[] {
  if (!after.isGroup) return [];
  const list = (state: CallState) => pendingMembers(state).map((member) => member.userID);
  const [old, now] = [list(before), list(after)];
  if (old.join(' ') === now.join(' ')) return [];
  return [notify({ name: 'GROUP_CALL_INVITEE_LIST_UPDATE', userIDs: now })];
}
