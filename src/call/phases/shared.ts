/** These cells are common to several phases. */
import { ErrorCode } from '../../error-codes';
import type { EventKind, EventOf } from '../events';
import { withoutDeadline } from '../limits';
import { ignore, type Handler, type Ignored, type Outcome } from '../outcome';
import type { CallState } from '../state';

/** A phase has a cell for every kind of event. A missing one does not compile. */
export type PhaseTable = { readonly [K in EventKind]: Handler<K> | Ignored };

const refuseWith =
  (code: ErrorCode, detail?: string) =>
  (state: CallState, event: { command: string }): Outcome => [
    state,
    [{ kind: 'refuse', command: event.command, failure: { code, ...(detail ? { detail } : {}) } }],
  ];

export const refuseDial: Handler<'dial'> = (state, { request }) => [
  state,
  [{ kind: 'refuse', command: request.command, failure: { code: ErrorCode.CallInProgress } }],
];

export const refuseInviteMore = refuseWith(ErrorCode.CallInProgress, 'no group call is connected');
export const refuseAnswer = refuseWith(ErrorCode.NoInvitation);

export const resolveAtOnce = (state: CallState, event: { command: string }): Outcome => [
  state,
  [{ kind: 'resolve', command: event.command }],
];

/** A deadline counts only if it is still running and really over. */
export function onDeadline(
  handlers: Partial<
    Record<
      'ring' | 'setup' | 'alone' | 'reconnect' | 'switch' | 'teardown' | 'answer',
      (state: CallState, event: EventOf<'deadline'>) => Outcome
    >
  >,
): Handler<'deadline'> {
  return (state, event) => {
    const deadline = state.deadlines[event.name];
    if (deadline === undefined || deadline > event.at) return [state, []];
    const name = event.name.split(':')[0] as keyof typeof handlers;
    const handler = handlers[name];
    const cleared = withoutDeadline(state, event.name);
    return handler ? handler(cleared, event) : [cleared, []];
  };
}

const notAsked = ignore('nothing of this kind was asked for in this phase');
const over = ignore('a late result of a call that is over');
const noInvite = ignore('no invitation of mine is open');
const notRinging = ignore('nothing rings');
const notInRoom = ignore('this side is not in a room');

/** Results that only an outgoing or an accepted call can have. */
export const noSetupResults = {
  checked: notAsked,
  prepared: notAsked,
  'prepare-failed': notAsked,
  entered: notAsked,
  'enter-failed': notAsked,
  published: notAsked,
  'publish-failed': notAsked,
} as const;

export const noInviteResults = { 'invite-sent': notAsked, 'invite-failed': notAsked } as const;
export const noAnswerResults = { 'answer-sent': notAsked, 'answer-failed': notAsked } as const;
export const noTeardownResults = {
  'last-message-done': ignore('only an ending call waits for its last messages'),
  left: ignore('the room of an attempt that was given up for the crossing call'),
} as const;

export const lateResults = {
  checked: over,
  prepared: over,
  'prepare-failed': over,
  entered: over,
  'enter-failed': over,
  published: over,
  'publish-failed': over,
  'invite-sent': over,
  'invite-failed': over,
  'answer-sent': over,
  'answer-failed': over,
  'switch-failed': over,
} as const;

export const noOutgoing = { answered: noInvite } as const;
export const noIncoming = {
  cancelled: notRinging,
  expired: notRinging,
  'answered-elsewhere': notRinging,
} as const;

export const noSwitch = {
  'switch-requested': ignore('there is no call to switch; the request runs out by itself'),
  'switch-answered': ignore('no switch is under way'),
} as const;

export const noRoom = {
  'user-entered': notInRoom,
  'user-left': notInRoom,
  'user-media': notInRoom,
  playback: notInRoom,
  connection: notInRoom,
  'room-closed': notInRoom,
} as const;
