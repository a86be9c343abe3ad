/** An end rule says, for each reason, what the wire and the app are told. A reason without one does not compile. */
import { ErrorCode } from '../error-codes';
import type { Failure } from './events';
import type { EndReason } from './state';

interface EndRule {
  /** The inviter gets this answer if its call ends unanswered here. */
  readonly decline: 'reject' | 'timeout' | undefined;
  /** The event that the invitee's app gets. */
  readonly invitee: 'CALLING_CANCEL' | 'CALLING_TIMEOUT' | undefined;
  /** CALL_END is told in this case; `counted-on`: somebody counted on me in the call. */
  readonly callEnd: 'always' | 'counted-on' | 'never';
  /** The last messages still go to these; `waiting`: everybody who does not know of the end. */
  readonly messages: 'waiting' | 'invitees' | 'none';
}

const byMe = {
  decline: 'reject',
  invitee: undefined,
  callEnd: 'counted-on',
  messages: 'waiting',
} as const;
const byOthers = { ...byMe, decline: undefined } as const;
const elsewhere = { ...byOthers, invitee: 'CALLING_CANCEL' } as const;

export const END_RULES = {
  /** I hung up. */
  hangup: byMe,
  /** The other side hung up, or everybody left. */
  'remote-hangup': { ...byOthers, messages: 'invitees' },
  /** The callee declined. */
  rejected: byMe,
  /** The callee is in another call. */
  busy: byOthers,
  /** It rang to the end. */
  'no-response': {
    decline: 'timeout',
    invitee: 'CALLING_TIMEOUT',
    callEnd: 'always',
    messages: 'waiting',
  },
  /** It did not even ring there. */
  offline: { ...byOthers, callEnd: 'always' },
  /** The inviter took the call back before it was answered. */
  cancelled: { ...elsewhere, callEnd: 'never', messages: 'invitees' },
  /** Another device of mine answered. */
  'answered-elsewhere': elsewhere,
  /** Another device of mine declined. */
  'declined-elsewhere': elsewhere,
  /** The connection to the room did not come back in time. */
  'connection-lost': byOthers,
  /** The server closed the room, or removed me from it. */
  'room-dismissed': byOthers,
  /** This account logged in somewhere else: nothing goes out in its name from here. */
  'kicked-out': { ...byOthers, messages: 'none' },
  /** The userSig has run out: the service ended the login, and nothing goes out; or it refuses only the room. */
  'user-sig-expired': byMe,
  /** The user or the system refused microphone or camera. */
  'permission-denied': byMe,
  /** No device can be used. */
  'no-device': byMe,
  /** This environment cannot send. */
  'not-supported': byMe,
  /** A call message could not be sent. */
  'signalling-error': byMe,
  /** The room or a stream failed. */
  'media-error': byMe,
  /** The app logged out in the middle of it, here or on the IM instance that it shares. */
  'logged-out': byMe,
} as const satisfies Record<EndReason, EndRule>;

/** The reasons that reach an invitee's app as CALLING_CANCEL. */
export type CancelReason = {
  [Reason in EndReason]: (typeof END_RULES)[Reason]['invitee'] extends 'CALLING_CANCEL'
    ? Reason
    : never;
}[EndReason];

export const isCancel = (reason: EndReason): reason is CancelReason =>
  END_RULES[reason].invitee === 'CALLING_CANCEL';

/** A failure that ends the call ends it with this reason. */
const REASONS: Readonly<Record<ErrorCode, EndReason>> = {
  [ErrorCode.SwitchToAudioFailed]: 'media-error',
  [ErrorCode.SwitchToVideoFailed]: 'media-error',
  [ErrorCode.MicrophoneUnavailable]: 'no-device',
  [ErrorCode.CameraUnavailable]: 'no-device',
  [ErrorCode.PermissionDenied]: 'permission-denied',
  [ErrorCode.NotSupported]: 'not-supported',
  [ErrorCode.InvalidParameter]: 'media-error',
  [ErrorCode.NotLoggedIn]: 'media-error',
  [ErrorCode.CallInProgress]: 'media-error',
  [ErrorCode.NoInvitation]: 'media-error',
  [ErrorCode.LoginFailed]: 'media-error',
  [ErrorCode.SignallingFailed]: 'signalling-error',
  [ErrorCode.RoomEntryFailed]: 'media-error',
  [ErrorCode.PublishFailed]: 'media-error',
  [ErrorCode.ConnectionLost]: 'connection-lost',
  [ErrorCode.RoomDismissed]: 'media-error',
  [ErrorCode.Cancelled]: 'media-error',
  [ErrorCode.SdkMissing]: 'media-error',
  [ErrorCode.PlaybackFailed]: 'media-error',
  [ErrorCode.DeviceSwitchFailed]: 'media-error',
  [ErrorCode.Destroyed]: 'media-error',
  [ErrorCode.Internal]: 'media-error',
  [ErrorCode.NoMediaInDevtools]: 'media-error',
  [ErrorCode.UserSigExpired]: 'user-sig-expired',
};

export const reasonOf = (failure: Failure): EndReason => REASONS[failure.code];
