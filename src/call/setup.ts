/** Setup leads from the tap to the connected call: devices, answer, room, and what can fail on the way. */
import { ErrorCode } from '../error-codes';
import type { Effect } from './effects';
import type { EventOf, Failure } from './events';
import { reasonOf } from './end-rules';
import { continueOrEnd, end, fail } from './teardown';
import { sendInvites } from './starting';
import { guardAlone, LIMITS, withDeadline, withoutDeadline } from './limits';
import { isRejoining, inviteeList, isPending, others } from './members';
import { notify, type Outcome } from './outcome';
import type { CallState, Member } from './state';

/* Asking what is there. */

/** Something may stand in the way, as is known before the user is asked; undefined: nothing does. */
function obstacle(state: CallState, check: EventOf<'checked'>): Failure | undefined {
  const { cure } = check;
  if (!check.canSend) return { code: ErrorCode.NotSupported, detail: check.obstacle, cure };
  if (!check.microphone)
    return { code: ErrorCode.MicrophoneUnavailable, detail: 'no microphone is connected' };
  if (state.local.camera && !check.camera)
    return { code: ErrorCode.CameraUnavailable, detail: 'no camera is connected' };
  if (check.permission === 'denied')
    return { code: ErrorCode.PermissionDenied, detail: 'access was denied before', cure };
  return undefined;
}

const prepare = (state: CallState): Effect => ({
  kind: 'prepare',
  audio: true,
  video: state.local.camera,
});

/** Ring first where nothing can go wrong; otherwise the devices come first. */
export function checkedToDial(state: CallState, event: EventOf<'checked'>): Outcome {
  const failure = obstacle(state, event);
  if (failure) return fail(state, event.at, failure);
  if (event.permission === 'granted') {
    return sendInvites(withDeadline(state, 'setup', event.at + LIMITS.setup));
  }
  return [state, [prepare(state)]];
}

export function preparedToDial(state: CallState, event: EventOf<'prepared'>): Outcome {
  const next = { ...state, local: { ...state.local, prepared: true } };
  return sendInvites(withDeadline(next, 'setup', event.at + LIMITS.setup));
}

/* Answering. */

export function accept(state: CallState, event: EventOf<'accept'>): Outcome {
  const next: CallState = {
    ...state,
    phase: 'accepting',
    local: {
      ...state.local,
      receiveOnly: event.receiveOnly,
      camera: state.local.camera && !event.receiveOnly,
    },
    waiting: [...state.waiting, { command: event.command, until: 'ready' }],
  };
  if (event.receiveOnly) return answer(next, event.at, [{ kind: 'unlock' }]);
  const check: Effect = { kind: 'check', audio: true, video: next.local.camera };
  const asking = withDeadline(next, 'setup', event.at + LIMITS.prompt);
  return [asking, [{ kind: 'unlock' }, check]];
}

/** accept() again while it is under way: both promises share the outcome. */
export function acceptAgain(state: CallState, event: EventOf<'accept'>): Outcome {
  const waiting = [...state.waiting, { command: event.command, until: 'ready' } as const];
  return settleReady([{ ...state, waiting }, []]);
}

/** accept() by whom the call was made, and who has nothing to accept; or once more after accept(). */
export function acceptWhenConnected(state: CallState, event: EventOf<'accept'>): Outcome {
  if (state.role === 'invitee') return acceptAgain(state, event);
  return [
    state,
    [{ kind: 'refuse', command: event.command, failure: { code: ErrorCode.NoInvitation } }],
  ];
}

/** Answer, room and devices at the same time. From here on the ring deadline is the inviter's. */
function answer(state: CallState, at: number, before: Effect[] = []): Outcome {
  const { inviteID, type, roomID } = state;
  const next = withDeadline(withoutDeadline(state, 'ring'), 'setup', at + LIMITS.setup);
  const devices = state.local.receiveOnly || state.local.prepared ? [] : [prepare(state)];
  return [
    { ...next, acceptance: 'sending' },
    [
      ...before,
      { kind: 'answer', inviteID, type },
      ...devices,
      { kind: 'enter', roomID, video: type === 2 },
    ],
  ];
}

export function checkedToAnswer(state: CallState, event: EventOf<'checked'>): Outcome {
  const failure = obstacle(state, event);
  if (failure) return fail(state, event.at, failure);
  return event.permission === 'granted' ? answer(state, event.at) : [state, [prepare(state)]];
}

export function preparedToAnswer(state: CallState, event: EventOf<'prepared'>): Outcome {
  const next = { ...state, local: { ...state.local, prepared: true } };
  return state.acceptance === 'none' ? answer(next, event.at) : publishIfReady(next);
}

export function answerSent(state: CallState, event: EventOf<'answer-sent'>): Outcome {
  return connectIfReady({ ...state, acceptance: 'sent' }, event.at);
}

/* Entering and sending. */

export function prepared(state: CallState): Outcome {
  return publishIfReady({ ...state, local: { ...state.local, prepared: true } });
}

export function entered(state: CallState, event: EventOf<'entered'>): Outcome {
  const inRoom = { ...state, local: { ...state.local, entered: true } };
  const [next, effects] = publishIfReady(inRoom);
  const [done, more] = connectIfReady(next, event.at);
  return [done, [...effects, ...more]];
}

function publishIfReady(state: CallState): Outcome {
  const { prepared, entered, published } = state.local;
  return prepared && entered && !published
    ? [state, [{ kind: 'publish' }]]
    : settleReady([state, []]);
}

export function published(state: CallState): Outcome {
  return settleReady([{ ...state, local: { ...state.local, published: true } }, []]);
}

/**
 * An invitee is connected once the answer is out and the room is entered; who comes back to a room has
 * nobody to wait for.
 */
function connectIfReady(state: CallState, at: number): Outcome {
  const { phase, acceptance, local } = state;
  if (phase === 'inviting' && isRejoining(state)) return settleReady([connect(state, at), []]);
  if (phase !== 'accepting') return settleReady([state, []]);
  if (acceptance !== 'sent' || !local.entered) return [state, []];
  return settleReady([connect(state, at), []]);
}

/** The call is up: the clock starts when somebody is there to talk to. */
export function connect(state: CallState, at: number): CallState {
  const someoneIsIn = others(state).some((member) => member.presence === 'present');
  const next: CallState = {
    ...state,
    phase: 'connected',
    startedAt: state.startedAt ?? (someoneIsIn ? at : undefined),
  };
  return guardAlone(next, at);
}

/** Tells whoever waits that the call is set up: invites out, room entered, media sent. */
export function settleReady([state, effects]: Outcome): Outcome {
  const { local, phase } = state;
  const sending = others(state).some((member) => member.invite === 'sending');
  const media = local.entered && (local.published || local.receiveOnly);
  if (!media || sending || phase === 'dialing' || phase === 'accepting') return [state, effects];
  const ready = state.waiting.filter(({ until }) => until === 'ready');
  return [
    {
      ...withoutDeadline(state, 'setup'),
      waiting: state.waiting.filter(({ until }) => until !== 'ready'),
    },
    [...effects, ...ready.map(({ command }): Effect => ({ kind: 'resolve', command }))],
  ];
}

/* Invites on their way out. */

export function inviteSent(state: CallState, event: EventOf<'invite-sent'>): Outcome {
  const asked = others(state).filter(
    (member) => member.ref === event.ref && member.invite === 'sending',
  );
  let next: CallState = {
    ...mapMembers(state, asked, { invite: 'invited' }),
    inviteID: state.inviteID || event.inviteID,
  };
  const timeout = state.outgoing?.timeout ?? 0;
  if (timeout > 0 && asked.length > 0) {
    next = withDeadline(
      next,
      `answer:${event.ref}`,
      event.at + timeout * 1000 + LIMITS.answerGrace,
    );
  }
  return settleReady([next, []]);
}

export function inviteFailed(state: CallState, event: EventOf<'invite-failed'>): Outcome {
  const asked = others(state).filter((member) => member.ref === event.ref && isPending(member));
  const next = mapMembers(state, asked, { invite: 'failed' });
  const { failure, at } = event;
  const over = continueOrEnd(next, { reason: reasonOf(failure), at, failure });
  if (over) return over;
  const guarded = next.phase === 'connected' ? guardAlone(next, at) : next;
  const notice = notify({ name: 'ERROR', failure });
  return settleReady([guarded, [notice, ...inviteeList(state, next)]]);
}

function mapMembers(state: CallState, which: Member[], change: Partial<Member>): CallState {
  const members = { ...state.members };
  for (const member of which) members[member.userID] = { ...member, ...change };
  return { ...state, members };
}

/* Failures. */

export function setupFailed(
  state: CallState,
  event: EventOf<'prepare-failed' | 'enter-failed' | 'publish-failed' | 'answer-failed'>,
): Outcome {
  const { failure } = event;
  const { local } = state;
  if (failure.code === ErrorCode.CameraUnavailable && local.camera) {
    return withoutCamera(state, failure, event.kind === 'publish-failed');
  }
  return fail(state, event.at, blame(state, failure));
}

/** The camera does not open: the call goes on with the microphone, and a tap tries the camera again. */
function withoutCamera(state: CallState, failure: Failure, wasPublishing: boolean): Outcome {
  const next: CallState = { ...state, local: { ...state.local, camera: false } };
  return [
    next,
    [
      notify({ name: 'ERROR', failure }),
      { kind: 'device', device: 'camera', on: false, command: '' },
      wasPublishing ? { kind: 'publish' } : prepare(next),
    ],
  ];
}

/**
 * While the connection to the room is being repaired, the connection is to blame for what the room
 * does not do.
 */
function blame(state: CallState, failure: Failure): Failure {
  const ofRoom =
    failure.code === ErrorCode.RoomEntryFailed || failure.code === ErrorCode.PublishFailed;
  return ofRoom && state.connection === 'reconnecting'
    ? {
        ...failure,
        code: ErrorCode.ConnectionLost,
        detail: 'cut off before sound and picture were sent',
      }
    : failure;
}

/** The invitation was over before my acceptance was out: another device of mine was faster. */
export function answerFailed(state: CallState, event: EventOf<'answer-failed'>): Outcome {
  if (event.failure.code !== ErrorCode.NoInvitation) return setupFailed(state, event);
  const unanswered: CallState = { ...state, acceptance: 'none' };
  return end(unanswered, { reason: 'answered-elsewhere', at: event.at });
}

export function setupTimedOut(state: CallState, event: EventOf<'deadline'>): Outcome {
  const { entered, prepared, receiveOnly } = state.local;
  const isAsking = state.phase === 'accepting' && state.acceptance === 'none';
  if (isAsking) return promptTimedOut(state, event);
  if (!entered)
    return fail(state, event.at, {
      code: ErrorCode.RoomEntryFailed,
      detail: 'no answer from the room',
    });
  if (!prepared && !receiveOnly) {
    return fail(state, event.at, {
      code: ErrorCode.MicrophoneUnavailable,
      detail: 'the device did not start',
    });
  }
  const sending = others(state).some((member) => member.invite === 'sending');
  if (sending || state.acceptance === 'sending') {
    return fail(state, event.at, {
      code: ErrorCode.SignallingFailed,
      detail: 'no acknowledgement from the IM service',
    });
  }
  return fail(
    state,
    event.at,
    blame(state, { code: ErrorCode.PublishFailed, detail: 'no answer from the room' }),
  );
}

/** Whoever stands before a permission prompt for so long does not want to talk. */
export function promptTimedOut(state: CallState, event: EventOf<'deadline'>): Outcome {
  const detail = 'the request for microphone and camera was not answered';
  return fail(state, event.at, { code: ErrorCode.PermissionDenied, detail });
}

/** My ringing ran out; a permission prompt may still be open. */
export function rangOut(state: CallState, event: EventOf<'deadline'>): Outcome {
  return end(state, { reason: 'no-response', at: event.at });
}
