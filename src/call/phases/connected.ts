/** A connected call is accepted by somebody; an inviter's own devices and room may still be under way. */
import { answered, answerTimedOut, cancelledInCall, expired } from '../answering';
import { setCamera, setMicrophone } from '../devices';
import { hangUp, loginEnded, logOut } from '../teardown';
import { invitedWhileBusy } from '../glare';
import {
  aloneTimedOut,
  connection,
  localMedia,
  peerEnded,
  playback,
  reconnectTimedOut,
  roomClosed,
  userEntered,
  userLeft,
  userMedia,
} from '../room';
import {
  acceptWhenConnected,
  entered,
  inviteFailed,
  inviteSent,
  prepared,
  published,
  setupFailed,
  setupTimedOut,
} from '../setup';
import { inviteMore } from '../starting';
import { ignore } from '../outcome';
import {
  deviceFailedInCall,
  deviceSetInCall,
  switchAnswered,
  switchFailed,
  switchRequested,
  switchTimedOut,
  switchType,
} from '../switching';
import { noTeardownResults, onDeadline, refuseAnswer, refuseDial, type PhaseTable } from './shared';

export const connected: PhaseTable = {
  dial: refuseDial,
  'invite-more': inviteMore,
  accept: acceptWhenConnected,
  reject: refuseAnswer,
  hangup: hangUp,
  logout: logOut,
  'set-microphone': setMicrophone,
  'set-camera': setCamera,
  'switch-type': switchType,
  checked: ignore('devices were checked before'),
  prepared,
  'prepare-failed': setupFailed,
  entered,
  'enter-failed': setupFailed,
  published,
  'publish-failed': setupFailed,
  'device-set': deviceSetInCall,
  'device-failed': deviceFailedInCall,
  'invite-sent': inviteSent,
  'invite-failed': inviteFailed,
  'answer-sent': ignore('the answer was out before the call was connected'),
  'answer-failed': ignore('the answer was out before the call was connected'),
  'switch-failed': switchFailed,
  ...noTeardownResults,
  deadline: onDeadline({
    answer: answerTimedOut,
    setup: setupTimedOut,
    alone: aloneTimedOut,
    reconnect: reconnectTimedOut,
    switch: switchTimedOut,
  }),
  invited: invitedWhileBusy,
  answered,
  cancelled: cancelledInCall,
  expired,
  'answered-elsewhere': ignore('this device is the one that answered'),
  ended: peerEnded,
  'switch-requested': switchRequested,
  'switch-answered': switchAnswered,
  'login-ended': loginEnded,
  'user-entered': userEntered,
  'user-left': userLeft,
  'user-media': userMedia,
  playback,
  connection,
  'room-closed': roomClosed,
  'local-media': localMedia,
};
