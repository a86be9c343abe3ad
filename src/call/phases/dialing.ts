/** A dialing call is outgoing; devices are being asked for, nothing is on the wire. */
import { deviceFailed, deviceSet, setCamera, setMicrophone } from '../devices';
import { hangUp, loginEnded, logOut } from '../teardown';
import { invitedWhileBusy } from '../glare';
import { localMedia } from '../room';
import { checkedToDial, preparedToDial, promptTimedOut, setupFailed } from '../setup';
import { ignore } from '../outcome';
import { refuseSwitch } from '../switching';
import {
  noAnswerResults,
  noIncoming,
  noInviteResults,
  noOutgoing,
  noRoom,
  noSetupResults,
  noSwitch,
  noTeardownResults,
  onDeadline,
  refuseAnswer,
  refuseDial,
  refuseInviteMore,
  type PhaseTable,
} from './shared';

export const dialing: PhaseTable = {
  dial: refuseDial,
  'invite-more': refuseInviteMore,
  accept: refuseAnswer,
  reject: refuseAnswer,
  hangup: hangUp,
  logout: logOut,
  'set-microphone': setMicrophone,
  'set-camera': setCamera,
  'switch-type': refuseSwitch('nobody was invited yet'),
  ...noSetupResults,
  checked: checkedToDial,
  prepared: preparedToDial,
  'prepare-failed': setupFailed,
  'device-set': deviceSet,
  'device-failed': deviceFailed,
  ...noInviteResults,
  ...noAnswerResults,
  'switch-failed': ignore('no switch is under way'),
  ...noTeardownResults,
  deadline: onDeadline({ setup: promptTimedOut }),
  invited: invitedWhileBusy,
  ...noOutgoing,
  ...noIncoming,
  ended: ignore('a message about the call before'),
  ...noSwitch,
  'login-ended': loginEnded,
  ...noRoom,
  'local-media': localMedia,
};
