/** An inviting call is outgoing; the invite is on its way or out, nobody has accepted. */
import { answered, answerTimedOut, expired } from '../answering';
import { setCamera, setMicrophone } from '../devices';
import { hangUp, loginEnded, logOut } from '../teardown';
import { invitedWhileBusy, crossingGone } from '../glare';
import {
  connection,
  localMedia,
  playback,
  reconnectTimedOut,
  roomClosed,
  userEntered,
  userLeft,
  userMedia,
} from '../room';
import {
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
import {
  noAnswerResults,
  noTeardownResults,
  onDeadline,
  refuseAnswer,
  refuseDial,
  type PhaseTable,
} from './shared';

export const inviting: PhaseTable = {
  dial: refuseDial,
  'invite-more': inviteMore,
  accept: refuseAnswer,
  reject: refuseAnswer,
  hangup: hangUp,
  logout: logOut,
  'set-microphone': setMicrophone,
  'set-camera': setCamera,
  'switch-type': switchType,
  checked: ignore('devices were checked before the invite'),
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
  ...noAnswerResults,
  'switch-failed': switchFailed,
  ...noTeardownResults,
  deadline: onDeadline({
    answer: answerTimedOut,
    setup: setupTimedOut,
    reconnect: reconnectTimedOut,
    switch: switchTimedOut,
  }),
  invited: invitedWhileBusy,
  answered,
  cancelled: crossingGone,
  expired,
  'answered-elsewhere': ignore('nothing rings'),
  ended: ignore('can be about the call before; an answer or the room tells about this one'),
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
