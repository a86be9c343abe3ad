/** A call begins: dialled by me, or rung by somebody. */
import { ErrorCode } from '../error-codes';
import type { Effect } from './effects';
import type { EventOf } from './events';
import { LIMITS, withDeadline } from './limits';
import { newMember, pendingMembers } from './members';
import { notify, type Outcome } from './outcome';
import { IDLE, type CallState, type DialRequest, type Incoming, type Member } from './state';

/** An app may ask inside a handler of the very end that its logout caused. */
function refuseClosed(state: CallState, request: DialRequest): Outcome {
  return [
    state,
    [{ kind: 'refuse', command: request.command, failure: { code: ErrorCode.NotLoggedIn } }],
  ];
}

/** A new outgoing call, or the way back into one. The tap that asked for it may be used for unlocking sound. */
export function dial(state: CallState, { request, at }: EventOf<'dial'>): Outcome {
  if (state.closed) return refuseClosed(state, request);
  const video = request.type === 2;
  const next: CallState = {
    ...IDLE,
    phase: 'dialing',
    token: state.token + 1,
    role: 'inviter',
    type: request.type,
    roomID: request.roomID,
    groupID: request.groupID,
    isGroup: request.isGroup,
    userID: request.userID,
    inviter: request.userID,
    members: Object.fromEntries(request.userIDs.map((userID) => [userID, newMember(userID)])),
    local: { ...IDLE.local, camera: video, receiveOnly: request.receiveOnly },
    outgoing: { timeout: request.timeout, push: request.push },
    waiting: [{ command: request.command, until: 'ready' }],
  };
  if (request.receiveOnly) {
    return sendInvites(withDeadline(next, 'setup', at + LIMITS.setup), [{ kind: 'unlock' }]);
  }
  const asking = withDeadline(next, 'setup', at + LIMITS.prompt);
  return [asking, [{ kind: 'unlock' }, { kind: 'check', audio: true, video }]];
}

/** Invite, room and devices at the same time; or what of it is not done yet. */
export function sendInvites(state: CallState, before: Effect[] = []): Outcome {
  const video = state.type === 2;
  const uninvited = Object.values(state.members).filter((member) => member.invite === 'none');
  const [next, invites] = invite(
    { ...state, phase: 'inviting' },
    uninvited.map((member) => member.userID),
    state.outgoing?.timeout ?? 0,
    state.outgoing?.push,
  );
  const devices: Effect[] =
    state.local.receiveOnly || state.local.prepared
      ? []
      : [{ kind: 'prepare', audio: true, video: state.local.camera }];
  const enter: Effect = { kind: 'enter', roomID: state.roomID, video };
  return [next, [...before, ...invites, ...devices, enter]];
}

/** Invites go out in one message to the IM group, or in one to each user. */
export function invite(
  state: CallState,
  userIDs: string[],
  timeout: number,
  push: unknown,
): Outcome {
  const batches = state.groupID ? [userIDs] : userIDs.map((userID) => [userID]);
  const members: Record<string, Member> = { ...state.members };
  // Refs of one call never repeat: they count the invites that this call has made before.
  let count = new Set(Object.values(members).map((member) => member.ref)).size;
  const effects: Effect[] = [];
  for (const batch of batches) {
    if (batch.length === 0) continue;
    const ref = `${state.token}.${++count}.${batch[0]}`;
    for (const userID of batch) {
      members[userID] = newMember(userID, { invite: 'sending', ref });
    }
    effects.push({
      kind: 'invite',
      ref,
      userIDs: batch,
      memberIDs: Object.keys(members),
      groupID: state.groupID,
      type: state.type,
      roomID: state.roomID,
      timeout,
      push,
    });
  }
  return [{ ...state, members }, effects];
}

/** More people for a group call that runs. Who is in it, on the way or being rung is not asked again. */
export function inviteMore(state: CallState, event: EventOf<'invite-more'>): Outcome {
  if (!state.isGroup) {
    const failure = {
      code: ErrorCode.CallInProgress,
      detail: 'only a group call can take more people',
    };
    return [state, [{ kind: 'refuse', command: event.command, failure }]];
  }
  const asked = event.userIDs.filter((userID) => {
    const member = state.members[userID];
    if (!member) return true;
    const isIn = member.presence === 'present' || member.invite === 'accepted';
    const left = member.presence === 'left';
    return left || !(isIn || member.invite === 'sending' || member.invite === 'invited');
  });
  const [next, effects] = invite(
    { ...state, outgoing: { timeout: event.timeout, push: event.push } },
    asked,
    event.timeout,
    event.push,
  );
  const pending = pendingMembers(next).map((member) => member.userID);
  const waiting =
    asked.length > 0
      ? [...next.waiting, { command: event.command, until: 'ready' } as const]
      : next.waiting;
  const done: Effect[] = asked.length > 0 ? [] : [{ kind: 'resolve', command: event.command }];
  return [
    { ...next, waiting },
    [...effects, notify({ name: 'GROUP_CALL_INVITEE_LIST_UPDATE', userIDs: pending }), ...done],
  ];
}

/** Somebody calls and this side is free. */
export function ring(state: CallState, event: EventOf<'invited'>): Outcome {
  const { invitation, at } = event;
  const isOver = invitation.expiresAt !== undefined && invitation.expiresAt <= at;
  if (isOver || state.closed) return [state, []];
  const next = ringing(event.userID, state.token + 1, invitation);
  return [next, [notify({ name: 'INVITED', invitation })]];
}

export function ringing(userID: string, token: number, invitation: Incoming): CallState {
  const members: Record<string, Member> = { [invitation.inviter]: newMember(invitation.inviter) };
  for (const other of invitation.userIDs) {
    if (other !== userID && other !== invitation.inviter) {
      members[other] = newMember(other, { invite: 'invited' });
    }
  }
  const state: CallState = {
    ...IDLE,
    phase: 'ringing',
    token,
    role: 'invitee',
    type: invitation.type,
    roomID: invitation.roomID,
    groupID: invitation.groupID,
    isGroup: invitation.isGroup,
    userID,
    inviter: invitation.inviter,
    inviteID: invitation.inviteID,
    members,
    local: { ...IDLE.local, camera: invitation.type === 2 },
  };
  return invitation.expiresAt === undefined
    ? state
    : withDeadline(state, 'ring', invitation.expiresAt);
}

/** The call before is being cleaned up: this one rings afterwards, or is forgotten when withdrawn. */
export function deferInvitation(state: CallState, { invitation }: EventOf<'invited'>): Outcome {
  if (state.closed) return [state, []];
  return [{ ...state, deferred: [...state.deferred, invitation] }, []];
}

export function forgetDeferred(state: CallState, event: { inviteID: string }): Outcome {
  const deferred = state.deferred.filter(({ inviteID }) => inviteID !== event.inviteID);
  return deferred.length === state.deferred.length ? [state, []] : [{ ...state, deferred }, []];
}

/** One call may wait for the end of the one before; its tap is used now, while it is fresh. */
export function deferDial(state: CallState, { request }: EventOf<'dial'>): Outcome {
  if (state.closed) return refuseClosed(state, request);
  if (state.next) {
    return [
      state,
      [{ kind: 'refuse', command: request.command, failure: { code: ErrorCode.CallInProgress } }],
    ];
  }
  return [{ ...state, next: request }, [{ kind: 'unlock' }]];
}
