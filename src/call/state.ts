/**
 * The state of a call: plain data, nothing else.
 *
 * A 1v1 call is a group of one. One `CallState` holds everything the transition table needs, so that
 * a snapshot of it tells the whole story.
 */

/** 1 audio, 2 video. */
export type CallType = 1 | 2;

export type Phase =
  /** No call. */
  | 'idle'
  /** Outgoing: devices are being asked for; nothing is on the wire. */
  | 'dialing'
  /** Outgoing: the invite is on its way or out; nobody has accepted yet. */
  | 'inviting'
  /** Incoming: waiting for the user to answer. */
  | 'ringing'
  /** Incoming: the user accepted; devices, answer and room are under way. */
  | 'accepting'
  /** Somebody accepted. */
  | 'connected'
  /** Over; the room is being left and open invites are being withdrawn. */
  | 'ending';

/** Why a call ended for this side; one per call. */
export type EndReason =
  | 'hangup'
  | 'remote-hangup'
  | 'rejected'
  | 'busy'
  | 'no-response'
  | 'offline'
  | 'cancelled'
  | 'answered-elsewhere'
  | 'declined-elsewhere'
  | 'connection-lost'
  | 'room-dismissed'
  | 'kicked-out'
  | 'permission-denied'
  | 'no-device'
  | 'not-supported'
  | 'signalling-error'
  | 'media-error'
  | 'logged-out';

/** Where one member's invitation stands. */
export type InviteState =
  /** Not invited by me and not known to be invited (the inviter, or someone found in the room). */
  | 'none'
  | 'sending'
  | 'invited'
  | 'accepted'
  | 'rejected'
  | 'busy'
  | 'no-response'
  | 'offline'
  | 'cancelled'
  | 'failed';

/** Where one member is, as the room says. */
export type Presence = 'absent' | 'present' | 'left';

export interface Member {
  userID: string;
  invite: InviteState;
  /** Name of the invite that asked this member; empty if I did not invite them. */
  ref: string;
  presence: Presence;
  /** The member sends audio. undefined until first known. */
  audio: boolean | undefined;
  video: boolean | undefined;
  /** Whether this device plays the member's sound and picture. */
  playback: 'none' | 'playing' | 'blocked';
}

/** What this side sends and wants to send. */
export interface LocalMedia {
  /** The user wants the microphone on; kept before there is one. */
  microphone: boolean;
  camera: boolean;
  /** Joined without sending. */
  receiveOnly: boolean;
  /** Devices are held. */
  prepared: boolean;
  /** The room is entered. */
  entered: boolean;
  published: boolean;
}

export interface CallEnd {
  reason: EndReason;
  /** Whole seconds between connection and end; 0 if it never connected. */
  seconds: number;
  /** Who ended it, as far as known. */
  userID: string;
  /** Epoch ms. */
  at: number;
  /** The code of the CallError behind it, if one was. */
  errorCode?: number;
}

/** A switch between audio and video that waits for an answer. */
export interface PendingSwitch {
  to: CallType;
  ref: string;
  /** The façade command that waits for it. */
  command: string;
}

export interface CallState {
  phase: Phase;
  /** Names this attempt; results of another token are late and dropped. 0: there was no call yet. */
  token: number;
  role: 'inviter' | 'invitee';
  type: CallType;
  roomID: number;
  /** Belongs to an IM group; '' otherwise. */
  groupID: string;
  isGroup: boolean;
  /** Me. */
  userID: string;
  /** Who called. */
  inviter: string;
  /** The incoming invitation's id; for the inviter of a 1v1 call the outgoing one once known. */
  inviteID: string;
  /** Everybody else, in the order in which they were named. */
  members: Record<string, Member>;
  local: LocalMedia;
  /** Connection to the room. */
  connection: 'connected' | 'reconnecting';
  /** Epoch ms when both sides were in for the first time; undefined before. */
  startedAt: number | undefined;
  /** Epoch ms when ringing stops by itself; undefined: never. */
  ringUntil: number | undefined;
  pendingSwitch: PendingSwitch | undefined;
  /** Of the last call, until the next one begins. */
  end: CallEnd | undefined;
}
