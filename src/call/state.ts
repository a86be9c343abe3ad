/**
 * The state of a call is plain data, nothing else.
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

/** A call ends for this side with one reason. @see END_RULES for what each means */
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
  | 'user-sig-expired'
  | 'permission-denied'
  | 'no-device'
  | 'not-supported'
  | 'signalling-error'
  | 'media-error'
  | 'logged-out';

/** A member's invitation stands here. */
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

/** A member is here, as the room says. */
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
  /** The member has sent something since coming into the room. */
  hasSent?: true | undefined;
  /** Whether this device plays the member's sound and picture. */
  playback: 'none' | 'playing' | 'blocked';
}

/** Local media is what this side sends and wants to send. */
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
  /** The media that really go out, as the media port reports it. */
  sending: { audio: boolean; video: boolean };
  /** The device is wanted, was sending, and is gone: unplugged, or taken away by another program. */
  lost: { microphone: boolean; camera: boolean };
}

export interface CallEnd {
  reason: EndReason;
  /** Whole seconds between connection and end; 0 if it never connected. */
  seconds: number;
  /** The user who ended it, as far as known. */
  userID: string;
  /** Epoch ms; by the clock, as long as only the call knows of it. */
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

/** A promise of the façade: settled when the call is set up, or when it is over and cleaned up. */
export interface Waiting {
  command: string;
  until: 'ready' | 'idle';
}

/** An incoming invitation, as the call needs it. */
export interface Incoming {
  inviteID: string;
  inviter: string;
  userIDs: string[];
  groupID: string;
  isGroup: boolean;
  type: CallType;
  roomID: number;
  expiresAt: number | undefined;
  version: number;
}

/** An outgoing call needs this until its invites are out. */
export interface Outgoing {
  /** Seconds; 0: no limit. */
  timeout: number;
  /** Passed through to the push service, not read here. */
  push: unknown;
}

/**
 * A call that the app asked for, kept while the call before it is still being cleaned up.
 */
export interface DialRequest {
  command: string;
  /** Me. */
  userID: string;
  /** A rejoin has nobody to ask: it comes back to a group call that goes on in this room. */
  userIDs: string[];
  type: CallType;
  roomID: number;
  groupID: string;
  isGroup: boolean;
  receiveOnly: boolean;
  timeout: number;
  push: unknown;
}

/** Deadlines have these names; `answer:<ref>` is one per invite. */
export type DeadlineName =
  'ring' | 'setup' | 'alone' | 'reconnect' | 'switch' | 'teardown' | `answer:${string}`;

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
  /** The user who called. */
  inviter: string;
  /** The incoming invitation's id; for an inviter the id of the first invite, once known. */
  inviteID: string;
  /** Everybody else, in the order in which they were named. */
  members: Readonly<Record<string, Member>>;
  local: LocalMedia;
  /** Connection to the room. */
  connection: 'connected' | 'reconnecting';
  /** ms by the clock when both sides were in for the first time; undefined before. */
  startedAt: number | undefined;
  outgoing: Outgoing | undefined;
  /** My acceptance stands here: asked for, on its way, or out. */
  acceptance: 'none' | 'sending' | 'sent';
  /** ms by the clock per running deadline. The engine's timers follow this record and nothing else. */
  deadlines: Readonly<Partial<Record<DeadlineName, number>>>;
  pendingSwitch: PendingSwitch | undefined;
  waiting: readonly Waiting[];
  /** The user whom I am inviting myself invites me with this one (glare). */
  crossingInvitation: Incoming | undefined;
  /**
   * Glare: my own invites, given up for the other side's and not answered; taken back at the end if
   * nobody came.
   */
  givenUp: readonly string[];
  /** While ending: what still has to be done before the next call. */
  teardown: { left: boolean; pendingMessages: number };
  /** While ending: invitations that arrived; they ring afterwards. */
  deferred: readonly Incoming[];
  /** While ending: the call that comes next. */
  next: DialRequest | undefined;
  /** The end of the last call, until the next one begins. */
  end: CallEnd | undefined;
  /** This user logged out or was kicked out: nothing begins any more. */
  closed: boolean;
}

export const IDLE: CallState = {
  phase: 'idle',
  token: 0,
  role: 'inviter',
  type: 1,
  roomID: 0,
  groupID: '',
  isGroup: false,
  userID: '',
  inviter: '',
  inviteID: '',
  members: {},
  local: {
    microphone: true,
    camera: false,
    receiveOnly: false,
    prepared: false,
    entered: false,
    published: false,
    sending: { audio: false, video: false },
    lost: { microphone: false, camera: false },
  },
  connection: 'connected',
  startedAt: undefined,
  outgoing: undefined,
  acceptance: 'none',
  deadlines: {},
  pendingSwitch: undefined,
  waiting: [],
  crossingInvitation: undefined,
  givenUp: [],
  teardown: { left: false, pendingMessages: 0 },
  deferred: [],
  next: undefined,
  end: undefined,
  closed: false,
};
