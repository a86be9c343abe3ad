/** An ending call is over; the room is being left and open invites are being withdrawn. */
import { deviceTooLate } from '../devices';
import {
  awaitEnd,
  awaitEndAndDropNext,
  becomeIdle,
  lastMessageDone,
  loginEndedWhileEnding,
  logOutWhileEnding,
  roomLeft,
} from '../teardown';
import { deferDial, deferInvitation, forgetDeferred } from '../starting';
import { ignore } from '../outcome';
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
  'last-message-done': lastMessageDone,
  left: roomLeft,
  deadline: onDeadline({ teardown: becomeIdle }),
  invited: deferInvitation,
  ...noOutgoing,
  cancelled: forgetDeferred,
  expired: forgetDeferred,
  'answered-elsewhere': forgetDeferred,
  ended: ignore('this side knows that the call is over'),
  ...noSwitch,
  'login-ended': loginEndedWhileEnding,
  ...noRoom,
  'local-media': ignore('tracks are being stopped'),
};
