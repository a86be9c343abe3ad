/** Screens need a snapshot before there is any. */
import type { CallSnapshot } from '../trtc-calling/snapshot';

/** This snapshot is shown before an instance is attached. */
export const NO_CALL: CallSnapshot = {
  userID: '',
  login: 'logged-out',
  status: 'idle',
  phase: 'idle',
  role: 'inviter',
  type: 1,
  isGroup: false,
  groupID: '',
  roomID: 0,
  inviter: '',
  inviteID: '',
  members: {},
  local: {
    microphone: true,
    camera: true,
    receiveOnly: false,
    prepared: false,
    entered: false,
    published: false,
    sending: { audio: false, video: false },
    lost: { microphone: false, camera: false },
  },
  connection: 'connected',
  startedAt: undefined,
  startMark: undefined,
  ringUntil: undefined,
  switchingTo: undefined,
  playbackBlocked: false,
  quality: { up: 0, down: 0 },
  end: undefined,
};
