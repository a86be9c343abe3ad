/**
 * A switch turns a call of two from audio to video or back.
 *
 * Who asks for video opens the camera first, so that a refusal costs nothing. Who is asked agrees at
 * once; its own camera stays off until its user opens it.
 */
import { ErrorCode } from '../error-codes';
import { deviceFailed, deviceSet, withWish } from './devices';
import type { Effect } from './effects';
import type { EventOf, Failure } from './events';
import { LIMITS, withDeadline, withoutDeadline } from './limits';
import { others } from './members';
import { notify, unchanged, type Outcome } from './outcome';
import type { CallState, CallType } from './state';

const failureOf = (to: CallType, detail: string): Failure => ({
  code: to === 1 ? ErrorCode.SwitchToAudioFailed : ErrorCode.SwitchToVideoFailed,
  detail,
});

/** Refused where the documents rule it out. */
export function refuseSwitch(why: string) {
  return (state: CallState, event: EventOf<'switch-type'>): Outcome => {
    const failure = failureOf(event.to, why);
    return [
      state,
      [notify({ name: 'ERROR', failure }), { kind: 'refuse', command: event.command, failure }],
    ];
  };
}

export function switchType(state: CallState, event: EventOf<'switch-type'>): Outcome {
  const { to, ref, command, at } = event;
  if (state.isGroup) return refuseSwitch('only a call of two can be switched')(state, event);
  if (state.pendingSwitch) return refuseSwitch('a switch is already under way')(state, event);
  if (state.type === to) return [state, [{ kind: 'resolve', command }]];
  const pending = { ...state, pendingSwitch: { to, ref, command } };
  const next = withDeadline(pending, 'switch', at + LIMITS.switch);
  if (to === 1) return [next, request(next, ref, to)];
  return [
    { ...next, local: { ...next.local, camera: true } },
    [{ kind: 'device', device: 'camera', on: true, command: ref }],
  ];
}

function request(state: CallState, ref: string, to: CallType): Effect[] {
  const peer = others(state)[0];
  if (!peer) return [];
  const { type, roomID } = state;
  return [{ kind: 'switch-request', ref, userID: peer.userID, from: type, to, roomID }];
}

/** The camera that a switch to video needs is on: now the peer is asked. */
export function deviceSetInCall(state: CallState, event: EventOf<'device-set'>): Outcome {
  const pending = state.pendingSwitch;
  if (!pending || event.command !== pending.ref) return deviceSet(state, event);
  return [state, request(state, pending.ref, pending.to)];
}

export function deviceFailedInCall(state: CallState, event: EventOf<'device-failed'>): Outcome {
  if (!state.pendingSwitch || event.command !== state.pendingSwitch.ref) {
    return deviceFailed(state, event);
  }
  const failure = { ...failureOf(2, 'the camera could not be opened'), error: event.failure.error };
  return rollBack(state, failure);
}

/** The call goes on as it was. */
function rollBack(state: CallState, failure: Failure): Outcome {
  const pending = state.pendingSwitch;
  if (!pending) return unchanged(state);
  const back = withoutDeadline({ ...state, pendingSwitch: undefined }, 'switch');
  const cameraOff: Effect[] =
    pending.to === 2 ? [{ kind: 'device', device: 'camera', on: false, command: '' }] : [];
  const local = pending.to === 2 ? withWish(back.local, 'camera', false) : back.local;
  return [
    { ...back, local },
    [
      ...cameraOff,
      notify({ name: 'ERROR', failure }),
      { kind: 'refuse', command: pending.command, failure },
    ],
  ];
}

export function switchFailed(state: CallState, event: EventOf<'switch-failed'>): Outcome {
  const pending = state.pendingSwitch;
  if (!pending || pending.ref !== event.ref) return unchanged(state);
  const { failure } = event;
  return rollBack(state, {
    ...failureOf(pending.to, 'the request was not sent'),
    error: failure.error,
  });
}

export function switchTimedOut(state: CallState): Outcome {
  const pending = state.pendingSwitch;
  if (!pending) return unchanged(state);
  return rollBack(state, failureOf(pending.to, 'the other side did not answer'));
}

export function switchAnswered(state: CallState, event: EventOf<'switch-answered'>): Outcome {
  const pending = state.pendingSwitch;
  if (!pending || pending.ref !== event.ref) return unchanged(state);
  if (!event.accepted) return rollBack(state, failureOf(pending.to, 'the other side refused'));
  const done = withoutDeadline({ ...state, pendingSwitch: undefined }, 'switch');
  const [next, effects] = become(done, pending.to);
  return [next, [...effects, { kind: 'resolve', command: pending.command }]];
}

function become(state: CallState, type: CallType): Outcome {
  const cameraOff: Effect[] =
    type === 1 ? [{ kind: 'device', device: 'camera', on: false, command: '' }] : [];
  const local = type === 1 ? withWish(state.local, 'camera', false) : state.local;
  return [{ ...state, type, local }, [...cameraOff, notify({ name: 'CALL_MODE', type })]];
}

/** The peer asks. Also while it rings here: then the incoming call changes its type. */
export function switchRequested(state: CallState, event: EventOf<'switch-requested'>): Outcome {
  const { inviteID, userID, to } = event;
  const mayAsk = !state.isGroup && userID in state.members;
  const answer: Effect = { kind: 'switch-answer', inviteID, accept: mayAsk, type: state.type, to };
  if (!mayAsk) return [state, [answer]];
  if (state.type === to) return [state, [answer]];
  const ringing = state.phase === 'ringing' || state.phase === 'accepting';
  const [next, effects] = become(state, to);
  const local = ringing && to === 1 ? withWish(next.local, 'camera', false) : next.local;
  return [{ ...next, local }, [answer, ...effects]];
}
