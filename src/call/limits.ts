/** Limits say how long things may take; a deadline in the state is where one ends. */
import { awaitedMembers, others, presentMembers } from './members';
import type { CallState, DeadlineName } from './state';

/** All limits are in ms. */
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

export function withDeadline(state: CallState, name: DeadlineName, at: number): CallState {
  return { ...state, deadlines: { ...state.deadlines, [name]: at } };
}

export function withoutDeadline(state: CallState, name: DeadlineName): CallState {
  if (!(name in state.deadlines)) return state;
  const deadlines = { ...state.deadlines };
  delete deadlines[name];
  return { ...state, deadlines };
}

/** Watches over a connected call with nobody in the room: peers that never come must not hold it. */
export function guardAlone(state: CallState, at: number): CallState {
  const waitsForSomebody = presentMembers(state).length > 0 || awaitedMembers(state).length > 0;
  if (waitsForSomebody) return withoutDeadline(state, 'alone');
  const patience = others(state).length > 0 ? LIMITS.alone : LIMITS.empty;
  return 'alone' in state.deadlines ? state : withDeadline(state, 'alone', at + patience);
}
