/** An accepting call is incoming and accepted; devices, answer and room are under way. */
import { answered, answeredElsewhere, cancelled, expired } from '../answering';
import { deviceFailed, deviceSet, setCamera, setMicrophone } from '../devices';
import { hangUp, loginEnded, logOut, reject } from '../teardown';
import { invitedWhileBusy } from '../glare';
import {
  connection,
  endedWhileRinging,
  localMedia,
  playback,
  reconnectTimedOut,
  roomClosed,
  userEntered,
  userLeft,
  userMedia,
} from '../room';
import {
  acceptAgain,
  answerFailed,
  answerSent,
  checkedToAnswer,
  entered,
  preparedToAnswer,
  published,
  rangOut,
  setupFailed,
  setupTimedOut,
} from '../setup';
import { ignore } from '../outcome';
import { refuseSwitch, switchRequested } from '../switching';
import {
  noInviteResults,
  noTeardownResults,
  onDeadline,
  refuseDial,
  refuseInviteMore,
  type PhaseTable,
} from './shared';

export const accepting: PhaseTable = {
  dial: refuseDial,
  'invite-more': refuseInviteMore,
  accept: acceptAgain,
  reject,
  hangup: hangUp,
  logout: logOut,
  'set-microphone': setMicrophone,
  'set-camera': setCamera,
  'switch-type': refuseSwitch('the call is not connected yet'),
  checked: checkedToAnswer,
  prepared: preparedToAnswer,
  'prepare-failed': setupFailed,
  entered,
  'enter-failed': setupFailed,
  published,
  'publish-failed': setupFailed,
  'device-set': deviceSet,
  'device-failed': deviceFailed,
  ...noInviteResults,
  'answer-sent': answerSent,
  'answer-failed': answerFailed,
  'switch-failed': ignore('no switch of mine is under way'),
  ...noTeardownResults,
  deadline: onDeadline({ ring: rangOut, setup: setupTimedOut, reconnect: reconnectTimedOut }),
  invited: invitedWhileBusy,
  answered,
  cancelled,
  expired,
  'answered-elsewhere': answeredElsewhere,
  ended: endedWhileRinging,
  'switch-requested': switchRequested,
  'switch-answered': ignore('no switch of mine is under way'),
  'login-ended': loginEnded,
  'user-entered': userEntered,
  'user-left': userLeft,
  'user-media': userMedia,
  playback,
  connection,
  'room-closed': roomClosed,
  'local-media': localMedia,
};
