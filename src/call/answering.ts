/** Answers are what the others say to an invitation: yes, no, busy, nothing, not any more. */
import type { Effect, Notice } from './effects';
import type { EventOf } from './events';
import { continueOrEnd, end } from './teardown';
import { connect, settleReady } from './setup';
import { crossingGone, yieldToCrossing } from './glare';
import { guardAlone, withoutDeadline } from './limits';
import {
  inviteeList,
  isPending,
  others,
  pendingMembers,
  presentMembers,
  withMember,
} from './members';
import { notify, unchanged, type Outcome } from './outcome';
import type { CallState, EndReason, InviteState, Member } from './state';

/** The member whom I asked under this ref and who has not answered yet. */
function asked(state: CallState, ref: string | undefined, userID: string): Member | undefined {
  const member = state.members[userID];
  return member && ref !== undefined && member.ref === ref && isPending(member)
    ? member
    : undefined;
}

/** An answer reaches the inviter, and in a call of an IM group every invitee. */
export function answered(state: CallState, event: EventOf<'answered'>): Outcome {
  if (event.ref === undefined) return answeredToAnother(state, event);
  if (state.givenUp.includes(event.ref)) {
    return [{ ...state, givenUp: state.givenUp.filter((ref) => ref !== event.ref) }, []];
  }
  const member = asked(state, event.ref, event.userID);
  if (!member) return unchanged(state);
  return event.answer === 'accept'
    ? accepted(state, event.userID, event.at)
    : declined(state, event);
}

export function accepted(state: CallState, userID: string, at: number): Outcome {
  const next = withMember(state, userID, { invite: 'accepted' });
  const known = tidyAnswerDeadlines(next);
  const connected = known.phase === 'inviting' ? connect(known, at) : guardAlone(known, at);
  const effects = [notify({ name: 'USER_ACCEPT', userID }), ...inviteeList(state, connected)];
  return settleReady([
    { ...connected, crossingInvitation: undefined },
    [...declineCrossing(state), ...effects],
  ]);
}

/** I am in a call now; the invitation that crossed mine is declined. */
function declineCrossing(state: CallState): Effect[] {
  if (!state.crossingInvitation) return [];
  const { inviteID, type } = state.crossingInvitation;
  return [{ kind: 'decline', inviteID, type, answer: 'reject' }];
}

function declined(state: CallState, event: EventOf<'answered'>): Outcome {
  const { userID, at, inviteID } = event;
  const busy = event.answer === 'busy';
  if (busy && state.crossingInvitation && state.phase === 'inviting') {
    return yieldToCrossing(withMember(state, userID, { invite: 'busy' }), at);
  }
  const invite: InviteState = busy ? 'busy' : 'rejected';
  const next = tidyAnswerDeadlines(withMember(state, userID, { invite }));
  const name = busy ? 'LINE_BUSY' : 'REJECT';
  const notice: Notice = { name, userID, sponsor: state.userID, inviteID };
  const reason = busy ? 'busy' : 'rejected';
  return memberUnavailable({ before: state, next, notice, reason, userID, at });
}

/** Another invitee of the same IM group call answered; only the picture of the group changes. */
function answeredToAnother(state: CallState, event: EventOf<'answered'>): Outcome {
  const member = state.members[event.userID];
  if (event.inviteID !== state.inviteID || !member || !isPending(member)) return unchanged(state);
  const invite = { accept: 'accepted', reject: 'rejected', busy: 'busy' } as const;
  const next = withMember(state, event.userID, { invite: invite[event.answer] });
  return [next, inviteeList(state, next)];
}

/** Somebody's device rang to the end and says so. */
export function expired(state: CallState, event: EventOf<'expired'>): Outcome {
  const mine = event.ref !== undefined;
  if (!mine && event.inviteID !== state.inviteID) return crossingGone(state, event);
  if (!mine && event.userIDs.includes(state.userID) && state.phase === 'ringing') {
    return end(state, { reason: 'no-response', at: event.at, userID: state.inviter });
  }
  const silent = event.userIDs.filter((userID) => {
    const member = state.members[userID];
    return member !== undefined && isPending(member) && (!mine || member.ref === event.ref);
  });
  if (silent.length === 0) return unchanged(state);
  const next = mark(state, silent, 'no-response');
  if (!mine) return [next, inviteeList(state, next)];
  return silentMembers({ before: state, next, silent, reason: 'no-response', at: event.at });
}

/** Says of whom nothing was heard, and ends the call if nobody else is left. */
function silentMembers(unheard: {
  before: CallState;
  next: CallState;
  silent: string[];
  reason: 'no-response' | 'offline';
  at: number;
}): Outcome {
  const { before, next, silent, reason, at } = unheard;
  const notice: Notice = {
    name: 'NO_RESP',
    userIDs: silent,
    sponsor: before.userID,
    reason: reason === 'offline' ? 'offline' : 'timeout',
  };
  return memberUnavailable({ before, next, notice, reason, userID: silent[0]!, at });
}

/** An invitee of whom not even a timeout is heard is offline. */
export function answerTimedOut(state: CallState, event: EventOf<'deadline'>): Outcome {
  const ref = event.name.slice('answer:'.length);
  const silent = pendingMembers(state)
    .filter((member) => member.ref === ref)
    .map((member) => member.userID);
  const cleared = withoutDeadline(state, event.name);
  if (silent.length === 0) return unchanged(cleared);
  const next = mark(cleared, silent, 'offline');
  const unheard = { before: state, next, silent, reason: 'offline', at: event.at } as const;
  const [done, effects] = silentMembers(unheard);
  const withdraw: Effect = { kind: 'cancel', ref, type: state.type, reason: 'timeout' };
  const ending = done.phase === 'ending';
  // An ending call waits for its last messages; this is one of them.
  const counted = ending
    ? {
        ...done,
        teardown: { ...done.teardown, pendingMessages: done.teardown.pendingMessages + 1 },
      }
    : done;
  return [counted, [...effects, withdraw]];
}

function mark(state: CallState, userIDs: string[], invite: InviteState): CallState {
  const marked = userIDs.reduce((next, userID) => withMember(next, userID, { invite }), state);
  return tidyAnswerDeadlines(marked);
}

interface Unavailable {
  before: CallState;
  /** The state in which it is known who does not come. */
  next: CallState;
  /** The notices that the app gets first. */
  notice: Notice;
  reason: EndReason;
  userID: string;
  at: number;
}

/** Someone will not come: the call goes on with the others, or ends for this reason. */
function memberUnavailable({ before, next, notice, reason, userID, at }: Unavailable): Outcome {
  const first = notify(notice);
  const over = continueOrEnd(next, { reason, userID, at });
  if (over) return [over[0], [first, ...over[1]]];
  const guarded = next.phase === 'connected' ? guardAlone(next, at) : next;
  return settleReady([guarded, [first, ...inviteeList(before, next)]]);
}

/** An invite that everybody has answered needs no deadline. */
function tidyAnswerDeadlines(state: CallState): CallState {
  let next = state;
  const open = new Set(pendingMembers(state).map((member) => member.ref));
  for (const member of others(state)) {
    if (member.ref && !open.has(member.ref)) next = withoutDeadline(next, `answer:${member.ref}`);
  }
  return next;
}

/** The inviter took the invitation back. */
export function cancelled(state: CallState, event: EventOf<'cancelled'>): Outcome {
  if (event.inviteID !== state.inviteID || event.inviter !== state.inviter) {
    return unchanged(state);
  }
  return end(state, { reason: 'cancelled', at: event.at, userID: event.inviter });
}

/**
 * A cancel that crossed my acceptance: the inviter is gone. In a group call it goes to everybody who was
 * invited, those included who are in the room already; then it means the others.
 */
export function cancelledInCall(state: CallState, event: EventOf<'cancelled'>): Outcome {
  if (state.role !== 'invitee' || presentMembers(state).length > 0) return unchanged(state);
  return cancelled(state, event);
}

export function answeredElsewhere(state: CallState, event: EventOf<'answered-elsewhere'>): Outcome {
  if (event.inviteID !== state.inviteID || state.acceptance !== 'none') return unchanged(state);
  const reason = event.answer === 'accept' ? 'answered-elsewhere' : 'declined-elsewhere';
  return end(state, { reason, at: event.at });
}
