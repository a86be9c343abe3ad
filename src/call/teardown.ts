/** A call ends with one reason, one ordered teardown, and then is idle. */
import { ErrorCode } from '../error-codes';
import type { Effect, Notice } from './effects';
import { END_RULES, isCancel, reasonOf } from './end-rules';
import type { EventOf, Failure } from './events';
import { LIMITS } from './limits';
import {
  isRejoining,
  awaitedMembers,
  isPending,
  others,
  pendingMembers,
  presentMembers,
} from './members';
import { notify, type Outcome } from './outcome';
import { IDLE, type CallEnd, type CallState, type EndReason, type Member } from './state';

interface EndOptions {
  reason: EndReason;
  at: number;
  /** The user who ended it; me if left out. */
  userID?: string;
  failure?: Failure;
  /** I am the last in the room: this member left and is told how long the call was. */
  leaver?: string;
  /** The inviter hears busy rather than a rejection. */
  isBusy?: boolean;
  /** The login is over: no message can go out any more. */
  isCutOff?: boolean;
  /** Commands that wait for the cleaned-up state from now on. */
  command?: string;
}

export function end(state: CallState, options: EndOptions): Outcome {
  const { reason, at, failure } = options;
  const countedOn = peerCountsOnMe(state);
  const record: CallEnd = {
    reason,
    seconds: unheard(state, options) ? 0 : secondsSince(state.startedAt, at),
    userID: options.userID ?? state.userID,
    at,
    ...(failure ? { errorCode: failure.code } : {}),
  };
  const lastMessages = options.isCutOff ? [] : lastMessagesOf(state, record, options);
  const next: CallState = {
    ...state,
    phase: 'ending',
    end: record,
    members: withdrawn(state),
    deadlines: { teardown: at + LIMITS.teardown },
    pendingSwitch: undefined,
    crossingInvitation: undefined,
    givenUp: [],
    teardown: { left: false, pendingMessages: lastMessages.length },
    waiting: options.command ? [{ command: options.command, until: 'idle' }] : [],
  };
  return [
    next,
    [
      { kind: 'leave', shown: !state.local.entered && countedOn, ...inOrder(state, record) },
      ...lastMessages,
      ...notices(state, record, failure, countedOn).map(notify),
      ...settleWaiting(state, failure ?? { code: ErrorCode.Cancelled, detail: reason }),
    ],
  ];
}

/** A side whose device did not open has talked to nobody, nor has anybody to it. */
function unheard({ userID, local }: CallState, { reason, userID: by }: EndOptions): boolean {
  return reason === 'no-device' && ((by !== undefined && by !== userID) || !local.published);
}

const secondsSince = (start: number | undefined, at: number) =>
  start === undefined ? 0 : Math.max(0, Math.floor((at - start) / 1000));

/** Ends with the reason that fits the failure. */
export function fail(state: CallState, at: number, failure: Failure): Outcome {
  return end(state, { reason: reasonOf(failure), at, failure });
}

/** The other side counts on this call: it is connected, or my acceptance is out. */
function peerCountsOnMe(state: CallState): boolean {
  return state.phase === 'connected' || state.acceptance !== 'none';
}

function withdrawn(state: CallState): CallState['members'] {
  const members: Record<string, Member> = {};
  for (const member of others(state)) {
    members[member.userID] = isPending(member) ? { ...member, invite: 'cancelled' } : member;
  }
  return members;
}

function lastMessagesOf(
  state: CallState,
  record: CallEnd,
  { leaver, isBusy }: EndOptions,
): Effect[] {
  const effects: Effect[] = [];
  const type = state.type;
  const { decline, messages } = END_RULES[record.reason];
  if (messages === 'none') return effects;
  const refs = new Set(pendingMembers(state).map((member) => member.ref));
  refs.delete('');
  // Who came into the room sees there that the call is over. A cancel at that moment freezes clients in
  // the field: leaving the room already, they take it for one of this call and leave again, without end.
  const nobodyCame = others(state).every((member) => member.presence === 'absent');
  if (nobodyCame) for (const ref of state.givenUp) refs.add(ref);
  for (const ref of refs) effects.push({ kind: 'cancel', ref, type, reason: 'cancel' });
  if (state.role === 'invitee' && state.acceptance === 'none' && state.phase !== 'connected') {
    const { inviteID } = state;
    const answer = isBusy ? 'busy' : decline;
    if (answer) effects.push({ kind: 'decline', inviteID, type, answer });
  }
  if (state.crossingInvitation) {
    const { inviteID, type: theirs } = state.crossingInvitation;
    effects.push({ kind: 'decline', inviteID, type: theirs, answer: 'reject' });
  }
  const notifyUserID = leaver ?? abandoned(state, record);
  if (notifyUserID) {
    effects.push({
      kind: 'end-signal',
      userID: notifyUserID,
      groupID: state.groupID,
      type,
      seconds: record.seconds,
      ...(record.reason === 'no-device' ? { noDevice: true } : {}),
    });
  }
  return effects;
}

/**
 * The member who counts on me but cannot see me leave, because I never came into the room: told by an
 * end-signal. Clients that know only the room see me come and go (`leave.shown`). If no device opened here, the
 * other side is told also when it sees me leave: it has talked to nobody, and is to say so.
 */
function abandoned(state: CallState, record: CallEnd): string | undefined {
  const { reason, userID } = record;
  if (userID !== state.userID || END_RULES[reason].messages !== 'waiting') return undefined;
  if (state.local.entered && !mustSayWhy(state, record)) return undefined;
  if (state.acceptance !== 'none' && state.phase !== 'connected') return state.inviter;
  if (state.phase !== 'connected') return undefined;
  const known = others(state).find(
    (member) => member.invite === 'accepted' || member.presence === 'present',
  );
  // A caller counts on who has answered, also before they have met in the room.
  return known?.userID ?? (state.isGroup || state.role === 'inviter' ? undefined : state.inviter);
}

/** Nobody was to be heard here, and nobody but me can know that. */
function mustSayWhy({ isGroup, local }: CallState, { reason }: CallEnd): boolean {
  return reason === 'no-device' && !isGroup && !local.published;
}

function inOrder(state: CallState, record: CallEnd): { afterWords?: true } {
  const entered = state.local.entered && peerCountsOnMe(state);
  const isMine = record.userID === state.userID;
  return entered && isMine && mustSayWhy(state, record) ? { afterWords: true } : {};
}

function notices(
  state: CallState,
  record: CallEnd,
  failure: Failure | undefined,
  countedOn: boolean,
): Notice[] {
  const list: Notice[] = [];
  const { reason } = record;
  const { invitee, callEnd } = END_RULES[reason];
  if (failure) list.push({ name: 'ERROR', failure });
  if (state.role === 'invitee') {
    const sponsor = state.inviter;
    if (isCancel(reason)) {
      list.push({ name: 'CALLING_CANCEL', sponsor, inviteID: state.inviteID, reason });
    }
    if (invitee === 'CALLING_TIMEOUT') {
      list.push({ name: 'CALLING_TIMEOUT', sponsor, userIDs: [state.userID] });
    }
  }
  if (callEnd === 'always' || (callEnd === 'counted-on' && countedOn)) {
    list.push({ name: 'CALL_END', end: record });
  }
  return list;
}

/** Whoever waited for the call to be set up or to be switched learns why it was not. */
function settleWaiting(state: CallState, failure: Failure): Effect[] {
  const effects = state.waiting.map(({ command, until }): Effect =>
    until === 'ready' ? { kind: 'refuse', command, failure } : { kind: 'resolve', command },
  );
  const command = state.pendingSwitch?.command;
  return command ? [...effects, { kind: 'refuse', command, failure }] : effects;
}

/* Commands and events that end a call. */

export function hangUp(state: CallState, event: EventOf<'hangup'>): Outcome {
  const reason: EndReason =
    state.phase === 'ringing'
      ? 'rejected'
      : state.phase === 'dialing' || state.phase === 'inviting'
        ? 'cancelled'
        : 'hangup';
  return end(state, { reason, at: event.at, command: event.command });
}

export function reject(state: CallState, event: EventOf<'reject'>): Outcome {
  const reason = state.acceptance === 'none' ? 'rejected' : 'hangup';
  const { at, command, isBusy } = event;
  return end(state, { reason, at, command, isBusy });
}

export function logOut(state: CallState, event: EventOf<'logout'>): Outcome {
  const { at, command } = event;
  return end({ ...state, closed: true }, { reason: 'logged-out', at, command });
}

export function loginEnded(state: CallState, event: EventOf<'login-ended'>): Outcome {
  const { why: reason, at } = event;
  return end({ ...state, closed: true }, { reason, at, isCutOff: true });
}

export function logOutWhenIdle(state: CallState, event: EventOf<'logout'>): Outcome {
  return [{ ...state, closed: true }, [{ kind: 'resolve', command: event.command }]];
}

export function loginEndedWhenIdle(state: CallState): Outcome {
  return [{ ...state, closed: true }, []];
}

/** While ending, one more command waits for the same end. */
export function awaitEnd(state: CallState, event: { command: string }): Outcome {
  const waiting = [...state.waiting, { command: event.command, until: 'idle' } as const];
  return [{ ...state, waiting }, []];
}

export function logOutWhileEnding(state: CallState, event: EventOf<'logout'>): Outcome {
  return awaitEndAndDropNext({ ...state, closed: true, deferred: [] }, event);
}

/** hangup() and logout() also take back the call that waits for its turn. */
export function awaitEndAndDropNext(state: CallState, event: { command: string }): Outcome {
  const [waiting, effects] = dropNext(state);
  const [next, more] = awaitEnd(waiting, event);
  return [next, [...effects, ...more]];
}

function dropNext(state: CallState): Outcome {
  if (!state.next) return [state, []];
  const failure: Failure = { code: ErrorCode.Cancelled, detail: 'taken back' };
  return [
    { ...state, next: undefined },
    [{ kind: 'refuse', command: state.next.command, failure }],
  ];
}

export function loginEndedWhileEnding(state: CallState): Outcome {
  return dropNext({ ...state, closed: true, deferred: [] });
}

export function roomLeft(state: CallState): Outcome {
  return finished({ ...state, teardown: { ...state.teardown, left: true } });
}

export function lastMessageDone(state: CallState): Outcome {
  const pendingMessages = state.teardown.pendingMessages - 1;
  return finished({ ...state, teardown: { ...state.teardown, pendingMessages } });
}

function finished(state: CallState): Outcome {
  return state.teardown.left && state.teardown.pendingMessages <= 0
    ? becomeIdle(state)
    : [state, []];
}

/** Teardown took too long: nothing may hold the next call. */
export function becomeIdle(state: CallState): Outcome {
  const effects: Effect[] = state.waiting.map(({ command }) => ({ kind: 'resolve', command }));
  if (state.next) effects.push({ kind: 'dial-deferred', request: state.next });
  for (const invitation of state.deferred) effects.push({ kind: 'ring-deferred', invitation });
  return [
    {
      ...state,
      phase: 'idle',
      local: { ...IDLE.local },
      connection: 'connected',
      startedAt: undefined,
      outgoing: undefined,
      acceptance: 'none',
      deadlines: {},
      waiting: [],
      deferred: [],
      next: undefined,
      teardown: IDLE.teardown,
    },
    effects,
  ];
}

/**
 * Somebody does not come (any more). The call goes on while anybody is in the room, on the way, or
 * has not answered; else it ends with the reason of the last one. In the room of a call that nobody has
 * accepted there are only uninvited people: they do not keep it.
 */
export function continueOrEnd(
  state: CallState,
  options: Omit<EndOptions, 'command'>,
): Outcome | undefined {
  const someone =
    ((state.phase !== 'inviting' || isRejoining(state)) && presentMembers(state).length > 0) ||
    awaitedMembers(state).length > 0 ||
    others(state).some((member) => member.invite === 'accepted' && member.presence === 'absent');
  return someone ? undefined : end(state, options);
}
