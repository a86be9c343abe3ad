/**
 * Glare is when two users call each other at the same moment.
 *
 * Both sides decide alike without asking: the lower userID keeps its invite, the other one gives its own
 * up and accepts. A client that does not know the rule answers "busy" instead; then its invitation,
 * which is still open, is accepted.
 *
 * The acceptance says it all. A cancel beside it would end the call at clients that take every cancel
 * of the peer for one of the call they are in; so it comes when the call is over, and only if nobody came.
 */
import { ErrorCode } from '../error-codes';
import type { Effect } from './effects';
import type { EventOf, Failure } from './events';
import { accept } from './setup';
import { ringing } from './starting';
import { pendingMembers } from './members';
import { notify, type Outcome } from './outcome';
import type { CallState, Incoming } from './state';

const REPLACED: Failure = {
  code: ErrorCode.Cancelled,
  detail: 'the call gave way to the one that crossed it',
};

/** An invitation while I am busy: declined, unless it is for this very call or crosses mine. */
export function invitedWhileBusy(state: CallState, event: EventOf<'invited'>): Outcome {
  const { invitation } = event;
  if (isSameCall(state, invitation)) return [state, []];
  if (crosses(state, invitation)) return meet(state, event);
  const { inviteID, type } = invitation;
  return [state, [{ kind: 'decline', inviteID, type, answer: 'busy' }]];
}

/** I am asked into the call in which I am already. */
function isSameCall(state: CallState, invitation: Incoming): boolean {
  return invitation.roomID === state.roomID && invitation.inviter in state.members;
}

function crosses(state: CallState, invitation: Incoming): boolean {
  if (state.isGroup || invitation.isGroup || state.crossingInvitation) return false;
  if (state.phase !== 'dialing' && state.phase !== 'inviting') return false;
  return invitation.inviter in state.members;
}

function meet(state: CallState, event: EventOf<'invited'>): Outcome {
  const iKeepMine = state.userID < event.invitation.inviter;
  const met = { ...state, crossingInvitation: event.invitation };
  return iKeepMine && state.phase === 'inviting' ? [met, []] : yieldToCrossing(met, event.at);
}

/**
 * Takes the other side's call instead of mine. The user asked for this call, so nothing rings; but a
 * camera that was not asked for stays off, and so does one that the other side's call has no use for.
 */
export function yieldToCrossing(state: CallState, at: number): Outcome {
  const crossing = state.crossingInvitation;
  if (!crossing) return [state, []];
  const mine = new Set(pendingMembers(state).map((member) => member.ref));
  const adopted: CallState = {
    // A new token: what the withdrawn attempt still has under way is late from here on.
    ...ringing(state.userID, state.token + 1, crossing),
    local: {
      ...state.local,
      camera: state.local.camera && crossing.type === 2 && state.pendingSwitch?.to !== 2,
      entered: false,
      published: false,
      prepared: false,
    },
    waiting: state.waiting,
    givenUp: [...mine],
  };
  const [next, effects] = accept(adopted, {
    kind: 'accept',
    command: '',
    receiveOnly: state.local.receiveOnly,
    at,
  });
  const waiting = next.waiting.filter(({ command }) => command !== '');
  const leave: Effect[] = state.phase === 'inviting' ? [{ kind: 'leave', shown: false }] : [];
  const mode: Effect[] =
    crossing.type === state.type ? [] : [notify({ name: 'CALL_MODE', type: crossing.type })];
  const switching: Effect[] = state.pendingSwitch
    ? [{ kind: 'refuse', command: state.pendingSwitch.command, failure: REPLACED }]
    : [];
  return [{ ...next, waiting }, [...leave, ...mode, ...switching, ...effects]];
}

/** The crossing invitation is gone: the other side withdrew it (it keeps my call), or gave up on me. */
export function crossingGone(state: CallState, event: EventOf<'cancelled' | 'expired'>): Outcome {
  return state.crossingInvitation?.inviteID === event.inviteID
    ? [{ ...state, crossingInvitation: undefined }, []]
    : [state, []];
}
