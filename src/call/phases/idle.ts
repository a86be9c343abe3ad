/** There is no call while the phase is idle. */
import { deviceTooLate } from '../devices';
import { loginEndedWhenIdle, logOutWhenIdle } from '../teardown';
import { dial, ring } from '../starting';
import { ignore } from '../outcome';
import { refuseSwitch } from '../switching';
import {
  lateResults,
  noIncoming,
  noOutgoing,
  noRoom,
  noSwitch,
  refuseAnswer,
  refuseInviteMore,
  resolveAtOnce,
  type PhaseTable,
} from './shared';

export const idle: PhaseTable = {
  dial,
  'invite-more': refuseInviteMore,
  accept: refuseAnswer,
  reject: refuseAnswer,
  hangup: resolveAtOnce,
  logout: logOutWhenIdle,
  'set-microphone': resolveAtOnce,
  'set-camera': resolveAtOnce,
  'switch-type': refuseSwitch('there is no call'),
  ...lateResults,
  'device-set': deviceTooLate,
  'device-failed': deviceTooLate,
  'last-message-done': ignore('the teardown ran into its deadline and was given up'),
  left: ignore('the teardown ran into its deadline and was given up'),
  deadline: ignore('every deadline ends with its call'),
  invited: ring,
  ...noOutgoing,
  ...noIncoming,
  ended: ignore('a message about a call that is over'),
  ...noSwitch,
  'login-ended': loginEndedWhenIdle,
  ...noRoom,
  'local-media': ignore('a track of the call before, ending'),
};
