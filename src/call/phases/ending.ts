import { deviceTooLate } from '../devices';
import {
  awaitEnd,
  awaitEndAndDropNext,
  becomeIdle,
  farewellDone,
  kickedOutWhileEnding,
  logOutWhileEnding,
  roomLeft,
} from '../teardown';
import { deferDial, deferInvitation, forgetDeferred } from '../starting';
import { ignore } from '../step';
import { refuseSwitch } from '../switching';
import {
  lateResults,
  noOutgoing,
  noRoom,
  noSwitch,
  onDeadline,
  refuseAnswer,
  refuseInviteMore,
  resolveAtOnce,
  type PhaseTable,
} from './shared';

/** Over; the room is being left and open invites are being withdrawn. */
export const ending: PhaseTable = {
  dial: deferDial,
  'invite-more': refuseInviteMore,
  accept: refuseAnswer,
  reject: awaitEnd,
  hangup: awaitEndAndDropNext,
  logout: logOutWhileEnding,
  'set-microphone': resolveAtOnce,
  'set-camera': resolveAtOnce,
  'switch-type': refuseSwitch('the call is over'),
  ...lateResults,
  'device-set': deviceTooLate,
  'device-failed': deviceTooLate,
  'farewell-done': farewellDone,
  left: roomLeft,
  deadline: onDeadline({ teardown: becomeIdle }),
  invited: deferInvitation,
  ...noOutgoing,
  cancelled: forgetDeferred,
  expired: forgetDeferred,
  'answered-elsewhere': forgetDeferred,
  ended: ignore('this side knows that the call is over'),
  ...noSwitch,
  'kicked-out': kickedOutWhileEnding,
  ...noRoom,
  'local-media': ignore('tracks are being stopped'),
};
