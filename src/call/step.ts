/** Small tools that every handler uses: pure updates of the state. */
import type { Effect, Notice } from './effects';
import type { EventKind, EventOf } from './events';
import type { CallState, DeadlineName, Member } from './state';

/** A handler's result: the next state and what to do, in order. */
export type Outcome = readonly [state: CallState, effects: Effect[]];

export type Handler<K extends EventKind> = (state: CallState, event: EventOf<K>) => Outcome;

/** A cell of the table in which nothing may happen, with the reason. */
export interface Ignored {
  readonly ignored: string;
}

export const ignore = (why: string): Ignored => ({ ignored: why });

export const notify = (notice: Notice): Effect => ({ kind: 'notify', notice });

export const unchanged = (state: CallState): Outcome => [state, []];

/** How long things may take, in ms. */
export const LIMITS = {
  /** An invitee's device reports its own timeout; the inviter waits this much longer. */
  answerGrace: 5_000,
  /** The user looks at a permission prompt. */
  prompt: 60_000,
  /** Devices held, room entered, answer out. */
  setup: 20_000,
  /** Connected, but nobody is in the room. */
  alone: 15_000,
  /** Came back to a call by its room: whoever is still in it is seen at once. */
  empty: 5_000,
  /** The room's connection is being repaired. */
  reconnect: 30_000,
  /** A request to switch between audio and video. */
  switch: 30_000,
  /** Leaving the room and sending the last messages. */
  teardown: 5_000,
} as const;

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

export function withDeadline(state: CallState, name: DeadlineName, at: number): CallState {
  return { ...state, deadlines: { ...state.deadlines, [name]: at } };
}

export function withoutDeadline(state: CallState, name: DeadlineName): CallState {
  if (!(name in state.deadlines)) return state;
  const deadlines = { ...state.deadlines };
  delete deadlines[name];
  return { ...state, deadlines };
}

export const isPending = (member: Member): boolean =>
  member.invite === 'sending' || member.invite === 'invited';

export const others = (state: CallState): Member[] => Object.values(state.members);

export const pendingMembers = (state: CallState): Member[] => others(state).filter(isPending);

/** Whom I invited myself and who may still come. Whom others invited is theirs to wait for. */
export const awaitedMembers = (state: CallState): Member[] =>
  pendingMembers(state).filter((member) => member.ref !== '');

export const presentMembers = (state: CallState): Member[] =>
  others(state).filter((member) => member.presence === 'present');

/** I came into the room of a call that goes on, rather than calling anybody. */
export const asksNobody = (state: CallState): boolean =>
  state.role === 'inviter' && others(state).every((member) => member.ref === '');

/** Group calls: who has still to answer, whenever that changed. */
export function inviteeList(before: CallState, after: CallState): Effect[] {
  if (!after.isGroup) return [];
  const list = (state: CallState) => pendingMembers(state).map((member) => member.userID);
  const [old, now] = [list(before), list(after)];
  if (old.join(' ') === now.join(' ')) return [];
  return [notify({ name: 'GROUP_CALL_INVITEE_LIST_UPDATE', userIDs: now })];
}

/** Watches over a connected call with nobody in the room: peers that never come must not hold it. */
export function guardAlone(state: CallState, at: number): CallState {
  const waitsForSomebody = presentMembers(state).length > 0 || awaitedMembers(state).length > 0;
  if (waitsForSomebody) return withoutDeadline(state, 'alone');
  const patience = others(state).length > 0 ? LIMITS.alone : LIMITS.empty;
  return 'alone' in state.deadlines ? state : withDeadline(state, 'alone', at + patience);
}
