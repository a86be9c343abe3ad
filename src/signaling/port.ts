/**
 * The signalling port is what the engine needs from a messaging service to ring, answer and end calls.
 *
 * Rules for a driver
 * - One operation at a time per driver; the caller may fire several, the driver queues them.
 * - An operation retries its transport until `deadline` and then rejects with CallError 61006.
 *   A rejected operation leaves the driver usable.
 * - A driver reports only signals whose envelope sender is entitled to them: an invite comes from
 *   its inviter, an answer from an invitee, a cancel from the inviter. Everything else is reported
 *   once as `dropped` (with the reason) and changes nothing.
 * - Each signal is reported once, however often the transport delivers it.
 * - Answers to an invite are reported after its `invite` has settled.
 * - Arrays and objects handed over in either direction are never shared or changed later.
 * - After `dispose()` nothing is reported, and no listener or timer is left.
 */

/** 1 audio, 2 video: the values on the wire. */
export type SignalCallType = 1 | 2;

/** Passed through to the push service of the callee's phone. @see TRTCCalling `offlinePushInfo` */
export interface OfflinePushInfo {
  title?: string;
  description?: string;
  /** OPPO phones with Android 8 and above. */
  androidOPPOChannelID?: string;
  extension?: string;
}

export interface SignalingCredentials {
  userID: string;
  userSig: string;
}

export interface InviteRequest {
  /** The engine's own name for this invite, known before the transport gives it an inviteID. */
  ref: string;
  /** The users whom this message asks: one, or all invitees of a groupID. */
  userIDs: string[];
  /** Everybody invited by the same call; goes into the invite data when there is no groupID. */
  memberIDs: string[];
  /** IM group that carries the message; '' for C2C. */
  groupID: string;
  type: SignalCallType;
  /** 1…2147483647 */
  roomID: number;
  /** Seconds the callee may ring; 0: without limit. */
  timeout: number;
  /** ms by the clock until which a failed send is repeated. */
  deadline: number;
  push?: OfflinePushInfo;
}

export interface InviteResult {
  inviteID: string;
  /** The transport's message object, passed on to apps that expect `data.message`. */
  message: unknown;
}

export interface CancelRequest {
  /**
   * `ref` of the invite. One that is not out yet is withdrawn, and its `invite` rejects with
   * CallError 61011; one in flight is cancelled after. Nothing is sent to who has declined, nor in
   * a group to who has accepted; a sole invitee hears of it even then, since both may have crossed.
   */
  ref: string;
  type: SignalCallType;
  /** `timeout`: nobody answered in time, and a timeout notice (action 5) says so. */
  reason: 'cancel' | 'timeout';
  deadline: number;
}

export interface AnswerRequest {
  inviteID: string;
  /** `timeout`: this device rang to the end, and a timeout notice (action 5) says so. */
  answer: 'accept' | 'reject' | 'busy' | 'timeout';
  type: SignalCallType;
  /** Set when the invite was a request to switch the call to this type. */
  switchTo?: SignalCallType;
  deadline: number;
}

export interface EndRequest {
  /** The member who left, as the wire wants it: the last one in the room tells the leaver. */
  userID: string;
  groupID: string;
  type: SignalCallType;
  /** Whole seconds the call lasted. */
  seconds: number;
  /** No device opened here, so that nobody was ever to be heard. */
  noDevice?: boolean;
  deadline: number;
}

export interface SwitchRequest {
  ref: string;
  userID: string;
  /** The type the call has now. */
  from: SignalCallType;
  to: SignalCallType;
  roomID: number;
  /** Seconds the peer has to answer. */
  timeout: number;
  deadline: number;
}

/** An invitation as it arrived. */
export interface Invitation {
  inviteID: string;
  inviter: string;
  /** All invitees known from the message, the receiver included. */
  userIDs: string[];
  groupID: string;
  /** More than one invitee or a groupID. */
  isGroup: boolean;
  type: SignalCallType;
  /** 1…4294967294 */
  roomID: number;
  /** ms by the clock after which it must not ring; undefined: the inviter set no timeout. */
  expiresAt: number | undefined;
  /** Seconds that the inviter set. */
  timeout: number;
  /** `version` of the invite data: 4, or 0 for clients before 0.10. */
  version: number;
}

/** `logged-out`: the app itself has logged out, or in as somebody else, the IM instance that it shares. */
export type LoginEnd = 'kicked-out' | 'user-sig-expired' | 'logged-out';

export type Signal =
  | { kind: 'invited'; invitation: Invitation }
  /** An invitee answered one of my invites (`ref` set), or another member's within my group call. */
  | {
      kind: 'answered';
      ref: string | undefined;
      inviteID: string;
      userID: string;
      answer: 'accept' | 'reject' | 'busy';
    }
  /** The inviter withdrew. */
  | { kind: 'cancelled'; inviteID: string; inviter: string }
  /** Somebody rang to the end. `userIDs` did not answer. */
  | { kind: 'expired'; ref: string | undefined; inviteID: string; userIDs: string[] }
  /** My account answered on another device. */
  | { kind: 'answered-elsewhere'; inviteID: string; answer: 'accept' | 'reject' }
  /** A peer says the call is over after so many seconds. */
  /** `noDevice`: no device opened at the other side. */
  | { kind: 'ended'; userID: string; groupID: string; seconds: number; noDevice?: boolean }
  | { kind: 'switch-requested'; inviteID: string; userID: string; to: SignalCallType }
  | { kind: 'switch-answered'; ref: string; inviteID: string; userID: string; accepted: boolean }
  /** Signals can be sent and received from now on. Once per login. */
  | { kind: 'ready' }
  | { kind: 'not-ready' }
  /** The login is over without logout(): nothing can be sent until the next login. `reason` in the service's own words. */
  | { kind: 'login-ended'; why: LoginEnd; reason: string }
  | { kind: 'network'; state: 'connected' | 'connecting' | 'disconnected' }
  /** Something arrived that nobody may act on. `why`: the field that is wrong, of a malformed one. */
  | { kind: 'dropped'; reason: DropReason; from: string; why?: string };

export type DropReason =
  | 'malformed'
  | 'foreign-business'
  | 'forged-sender'
  | 'duplicate'
  | 'unknown-invite'
  | 'expired'
  /** The room cannot be entered from here; the driver has rejected on the user's behalf. */
  | 'unjoinable-room'
  | 'own-echo'
  | 'not-invited'
  | 'side-message'
  | 'rate-limited';

export interface SignalingPort {
  /** Resolves when signals can be sent and received. @throws CallError 61005 */
  login(credentials: SignalingCredentials): Promise<void>;
  logout(): Promise<void>;
  /**
   * Goes on under a newer userSig of the same user. Resolves at once where the login is the app's own.
   * @throws CallError 61005; the login is over then, which a signal tells as well
   */
  renew(credentials: SignalingCredentials): Promise<void>;
  invite(request: InviteRequest): Promise<InviteResult>;
  cancel(request: CancelRequest): Promise<void>;
  answer(request: AnswerRequest): Promise<{ message: unknown }>;
  end(request: EndRequest): Promise<void>;
  switchType(request: SwitchRequest): Promise<{ inviteID: string }>;
  /** @returns removes the listener */
  onSignal(listener: (signal: Signal) => void): () => void;
  dispose(): Promise<void>;
}
