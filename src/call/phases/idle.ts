import { deviceTooLate } from '../devices';
import { kickedOutWhenIdle, logOutWhenIdle } from '../teardown';
import { dial, ring } from '../starting';
import { ignore } from '../step';
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

/** No call. */
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
  'farewell-done': ignore('the teardown ran into its deadline and was given up'),
  left: ignore('the teardown ran into its deadline and was given up'),
  deadline: ignore('every deadline ends with its call'),
  invited: ring,
  ...noOutgoing,
  ...noIncoming,
  ended: ignore('a message about a call that is over'),
  ...noSwitch,
  'kicked-out': kickedOutWhenIdle,
  ...noRoom,
  'local-media': ignore('a track of the call before, ending'),
};
