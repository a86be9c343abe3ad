/** A device is switched as the user wishes, at any moment of a call. */
import type { EventOf } from './events';
import { notify, type Outcome } from './outcome';
import type { CallState, LocalMedia } from './state';

/** Whoever wants no device misses none. */
export function withWish(
  local: LocalMedia,
  device: keyof LocalMedia['lost'],
  on: boolean,
): LocalMedia {
  return { ...local, [device]: on, lost: { ...local.lost, [device]: on && local.lost[device] } };
}

/** The wish is remembered before there is a stream; the media port applies it once there is one. */
export function setMicrophone(state: CallState, event: EventOf<'set-microphone'>): Outcome {
  const { on, command } = event;
  return [
    { ...state, local: withWish(state.local, 'microphone', on) },
    [{ kind: 'device', device: 'microphone', on, command }],
  ];
}

export function setCamera(state: CallState, event: EventOf<'set-camera'>): Outcome {
  const { on, command } = event;
  return [
    { ...state, local: withWish(state.local, 'camera', on) },
    [{ kind: 'device', device: 'camera', on, command }],
  ];
}

export function deviceSet(state: CallState, event: EventOf<'device-set'>): Outcome {
  return [state, [{ kind: 'resolve', command: event.command }]];
}

/** The wish cannot be fulfilled: it is taken back, unless the device was lost and may come again. The call goes on. */
export function deviceFailed(state: CallState, event: EventOf<'device-failed'>): Outcome {
  const { device, on, failure, command } = event;
  return [
    state.local.lost[device] ? state : { ...state, local: withWish(state.local, device, !on) },
    [notify({ name: 'ERROR', failure }), { kind: 'refuse', command, failure }],
  ];
}

/** The call is over meanwhile. */
export function deviceTooLate(state: CallState, event: { command: string }): Outcome {
  return [state, [{ kind: 'resolve', command: event.command }]];
}
