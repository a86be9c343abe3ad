/** A ringing call is incoming and waits for the user. */
import { answered, answeredElsewhere, cancelled, expired } from '../answering';
import { deviceFailed, deviceSet, setCamera, setMicrophone } from '../devices';
import { hangUp, loginEnded, logOut, reject } from '../teardown';
import { invitedWhileBusy } from '../glare';
import { endedWhileRinging } from '../room';
import { accept, rangOut } from '../setup';
import { ignore } from '../outcome';
import { refuseSwitch, switchRequested } from '../switching';
import {
  noAnswerResults,
  noInviteResults,
  noRoom,
  noSetupResults,
  noTeardownResults,
  onDeadline,
  refuseDial,
  refuseInviteMore,
  type PhaseTable,
} from './shared';

export const ringing: PhaseTable = {
  dial: refuseDial,
  'invite-more': refuseInviteMore,
  accept,
  reject,
  hangup: hangUp,
  logout: logOut,
  'set-microphone': setMicrophone,
  'set-camera': setCamera,
  'switch-type': refuseSwitch('the call was not accepted yet'),
  ...noSetupResults,
  'device-set': deviceSet,
  'device-failed': deviceFailed,
  ...noInviteResults,
  ...noAnswerResults,
  'switch-failed': ignore('no switch of mine is under way'),
  ...noTeardownResults,
  deadline: onDeadline({ ring: rangOut }),
  invited: invitedWhileBusy,
  answered,
  cancelled,
  expired,
  'answered-elsewhere': answeredElsewhere,
  ended: endedWhileRinging,
  'switch-requested': switchRequested,
  'switch-answered': ignore('no switch of mine is under way'),
  'login-ended': loginEnded,
  ...noRoom,
  'local-media': ignore('nothing is captured before the user accepts'),
};
