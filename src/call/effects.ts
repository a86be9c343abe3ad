/** An effect is what a call asks the world to do. The engine runs them in order, each with the token. */
import type { CancelReason } from './end-rules';
import type { Failure } from './events';
import type { CallEnd, CallType, DialRequest, Incoming } from './state';

/** A notice is told to the app; the façade makes the documented event of it. */
export type Notice =
  | { name: 'ERROR'; failure: Failure }
  | { name: 'INVITED'; invitation: Incoming }
  | { name: 'USER_ACCEPT'; userID: string }
  | { name: 'USER_ENTER'; userID: string }
  | { name: 'USER_LEAVE'; userID: string }
  | { name: 'REJECT'; userID: string; sponsor: string; inviteID: string }
  | { name: 'LINE_BUSY'; userID: string; sponsor: string; inviteID: string }
  | { name: 'NO_RESP'; userIDs: string[]; sponsor: string; reason: 'timeout' | 'offline' }
  | {
      name: 'CALLING_CANCEL';
      sponsor: string;
      inviteID: string;
      reason: CancelReason;
    }
  | { name: 'CALLING_TIMEOUT'; sponsor: string; userIDs: string[] }
  | { name: 'CALL_END'; end: CallEnd }
  | { name: 'USER_VIDEO_AVAILABLE'; userID: string; available: boolean }
  | { name: 'USER_AUDIO_AVAILABLE'; userID: string; available: boolean }
  | { name: 'GROUP_CALL_INVITEE_LIST_UPDATE'; userIDs: string[] }
  | { name: 'PLAYBACK_BLOCKED'; userIDs: string[] }
  | { name: 'CALL_MODE'; type: CallType };

/** A message goes out by the signalling port. */
export type MessageEffect =
  | {
      kind: 'invite';
      ref: string;
      userIDs: string[];
      memberIDs: string[];
      groupID: string;
      type: CallType;
      roomID: number;
      timeout: number;
      push: unknown;
    }
  | { kind: 'cancel'; ref: string; type: CallType; reason: 'cancel' | 'timeout' }
  /** My acceptance; its outcome comes back as answer-sent or answer-failed. */
  | { kind: 'answer'; inviteID: string; type: CallType }
  /** A no to an invitation; nobody waits for its outcome but a teardown. */
  | { kind: 'decline'; inviteID: string; type: CallType; answer: 'reject' | 'busy' | 'timeout' }
  | {
      kind: 'end-signal';
      userID: string;
      groupID: string;
      type: CallType;
      seconds: number;
      /** The other side is told that no device opened here. */
      noDevice?: true;
    }
  | {
      kind: 'switch-request';
      ref: string;
      userID: string;
      from: CallType;
      to: CallType;
      roomID: number;
    }
  | { kind: 'switch-answer'; inviteID: string; accept: boolean; type: CallType; to: CallType };

export type Effect =
  | MessageEffect
  /** Must happen inside the user's tap: runs synchronously. */
  | { kind: 'unlock' }
  | { kind: 'check'; audio: boolean; video: boolean }
  | { kind: 'prepare'; audio: boolean; video: boolean }
  | { kind: 'enter'; roomID: number; video: boolean }
  | { kind: 'publish' }
  /**
   * Leaves the room, releases the devices. `shown`: somebody already counts on me in the room; enter
   * first if that is under way, so that their client sees me come and go and does not wait alone. `afterWords`:
   * my last message goes first, since it says why I leave.
   */
  | { kind: 'leave'; shown: boolean; afterWords?: true }
  /** `command` is empty where nobody waits for the outcome. */
  | { kind: 'device'; device: 'microphone' | 'camera'; on: boolean; command: string }
  | { kind: 'notify'; notice: Notice }
  | { kind: 'resolve'; command: string }
  | { kind: 'refuse'; command: string; failure: Failure }
  /** The next call or ring, which waited for the end of this one, begins now. */
  | { kind: 'ring-deferred'; invitation: Incoming }
  | { kind: 'dial-deferred'; request: DialRequest };
