/**
 * An error of this library is a `CallError`: one class, one code each.
 *
 * The same object reaches the app by a rejected promise and by the ERROR event.
 */
import { ErrorCode } from './error-codes';
import { attempt } from './runtime/attempt';

export { ErrorCode };

/** A kind says what an error code stands for: a short name, why it happens, what the developer or user can do. */
interface ErrorKind {
  readonly name: string;
  readonly reason: string;
  readonly cure: string;
  /** How the app hears of it: by the rejected promise, by the event ERROR, or by both with the same object. */
  readonly heard: 'rejection' | 'ERROR' | 'both';
}

/** Every code has a kind: a missing one does not compile. `docs/errors.md` is generated from this table. */
export const ERROR_KINDS = {
  [ErrorCode.SwitchToAudioFailed]: {
    name: 'SWITCH_TO_AUDIO_FAILED',
    reason: 'The call could not be switched to audio',
    cure: 'The call goes on as it was. Try again, or hang up and call anew.',
    heard: 'both',
  },
  [ErrorCode.SwitchToVideoFailed]: {
    name: 'SWITCH_TO_VIDEO_FAILED',
    reason: 'The call could not be switched to video',
    cure: 'The call goes on as it was. Check the camera on both sides and try again.',
    heard: 'both',
  },
  [ErrorCode.MicrophoneUnavailable]: {
    name: 'MICROPHONE_UNAVAILABLE',
    reason: 'No microphone can be used: none is there, or another program holds it',
    cure: 'Plug in a microphone or close the program that uses it, or join with { receiveOnly: true }.',
    heard: 'both',
  },
  [ErrorCode.CameraUnavailable]: {
    name: 'CAMERA_UNAVAILABLE',
    reason: 'No camera can be used: none is there, or another program holds it',
    cure: 'Plug in a camera or close the program that uses it, make an audio call, or join with { receiveOnly: true }.',
    heard: 'both',
  },
  [ErrorCode.PermissionDenied]: {
    name: 'DEVICE_PERMISSION_DENIED',
    reason: 'The user or the system refused access to microphone or camera',
    cure: 'Allow microphone and camera for this site or app in the browser or system settings, then call again.',
    heard: 'both',
  },
  [ErrorCode.NotSupported]: {
    name: 'NOT_SUPPORTED',
    reason: 'This environment cannot send audio or video',
    cure: 'Use https, localhost, 127.0.0.1 or file:, and a browser with WebRTC. Receiving works with { receiveOnly: true }.',
    heard: 'both',
  },
  [ErrorCode.InvalidParameter]: {
    name: 'INVALID_PARAMETER',
    reason: 'A parameter is missing or wrong',
    cure: 'Correct the parameter that the message names.',
    heard: 'rejection',
  },
  [ErrorCode.NotLoggedIn]: {
    name: 'NOT_LOGGED_IN',
    reason: 'This needs a user who is logged in',
    cure: 'Await login({ userID, userSig }) first. After KICKED_OUT or logout() log in again.',
    heard: 'rejection',
  },
  [ErrorCode.CallInProgress]: {
    name: 'CALL_IN_PROGRESS',
    reason: 'A call is in progress already',
    cure: 'Hang up, or wait for the end of the current call. See getCallStatus().',
    heard: 'rejection',
  },
  [ErrorCode.NoInvitation]: {
    name: 'NO_INVITATION',
    reason: 'There is no invitation to answer: it was cancelled, timed out or answered before',
    cure: 'Answer while the snapshot says ringing; close the incoming screen on CALLING_CANCEL and CALLING_TIMEOUT.',
    heard: 'rejection',
  },
  [ErrorCode.LoginFailed]: {
    name: 'LOGIN_FAILED',
    reason: 'The IM service refused the login or could not be reached',
    cure: 'Check SDKAppID and userSig (70001: expired, 70003: forged, 70013: of another user) and the network.',
    heard: 'rejection',
  },
  [ErrorCode.SignallingFailed]: {
    name: 'SIGNALLING_FAILED',
    reason: 'A call message could not be sent',
    cure: 'Check the network and try again. The cause carries the code of the IM SDK.',
    heard: 'both',
  },
  [ErrorCode.RoomEntryFailed]: {
    name: 'ROOM_ENTRY_FAILED',
    reason: 'The audio/video room could not be entered',
    cure: 'Check the network, firewall, and that the TRTC service of this SDKAppID is active. The cause carries the code.',
    heard: 'both',
  },
  [ErrorCode.PublishFailed]: {
    name: 'PUBLISH_FAILED',
    reason: 'Audio or video could not be sent into the room',
    cure: 'Check the network and firewall (UDP), then call again.',
    heard: 'both',
  },
  [ErrorCode.ConnectionLost]: {
    name: 'CONNECTION_LOST',
    reason: 'The connection to the call was lost and did not come back in time',
    cure: 'Check the network and call again.',
    heard: 'both',
  },
  [ErrorCode.RoomDismissed]: {
    name: 'ROOM_DISMISSED',
    reason: 'The room was dismissed, or this user was removed from it by the server',
    cure: 'Nothing to do on this device; call again if the call should go on.',
    heard: 'both',
  },
  [ErrorCode.Cancelled]: {
    name: 'CANCELLED',
    reason: 'The call or the check ended before this was done',
    cure: 'Nothing to do: the snapshot tells why a call ended.',
    heard: 'rejection',
  },
  [ErrorCode.SdkMissing]: {
    name: 'SDK_MISSING',
    reason: 'An SDK that this needs could not be loaded or lacks a method',
    cure: 'Install trtc-js-sdk, tim-js-sdk and tsignaling, or load their scripts first; after a build check that the server has all of its files.',
    heard: 'both',
  },
  [ErrorCode.PlaybackFailed]: {
    name: 'PLAYBACK_FAILED',
    reason: 'A stream could not be played in the given view',
    cure: 'Check that the view exists in the page. If playback is blocked, call resumePlayback() from a tap.',
    heard: 'both',
  },
  [ErrorCode.DeviceSwitchFailed]: {
    name: 'DEVICE_SWITCH_FAILED',
    reason: 'The device could not be selected',
    cure: 'Take the deviceId from getCameras(), getMicrophones() or getSpeakers(); the previous device stays in use.',
    heard: 'rejection',
  },
  [ErrorCode.Destroyed]: {
    name: 'DESTROYED',
    reason: 'This instance was destroyed',
    cure: 'Create a new TRTCCalling.',
    heard: 'rejection',
  },
  [ErrorCode.Internal]: {
    name: 'INTERNAL',
    reason: 'An unexpected failure inside the library',
    cure: 'Please report it with the message and the cause.',
    heard: 'both',
  },
  [ErrorCode.NoMediaInDevtools]: {
    name: 'NO_MEDIA_IN_DEVTOOLS',
    reason:
      'WeChat DevTools runs neither live-pusher nor live-player: the call has no sound or picture',
    cure: 'Try it on a phone, by preview or real device debugging.',
    heard: 'ERROR',
  },
  [ErrorCode.UserSigExpired]: {
    name: 'USER_SIG_EXPIRED',
    reason: 'The userSig of this login has expired',
    cure: 'Log in with a new userSig from your server, or give TRTCCalling the option getUserSig, which renews it in time.',
    heard: 'both',
  },
} as const satisfies Record<ErrorCode, ErrorKind>;

/** Makes a factory of errors that say what their cause says. */
const withCause =
  (code: ErrorCode) =>
  (cause?: unknown): CallError =>
    new CallError(code, describeCause(cause), cause);

/** Makes a factory of errors that the caller describes. */
const withDetail =
  (code: ErrorCode) =>
  (detail?: string, cause?: unknown, cure?: string): CallError =>
    new CallError(code, detail, cause, cure);

/**
 * An error with its code, its cause and its cure.
 *
 * @example
 * calling.call({ userID: 'bob', type: 2 }).catch((error: CallError) => {
 *   toast(`${error.reason} ${error.cure} (${error.code})`);
 * });
 */
export class CallError extends Error {
  /** Documented 6000x or our 61xxx. */
  readonly code: ErrorCode;
  /** One sentence for a developer: what went wrong. */
  readonly reason: string;
  /** One sentence: what to do about it. */
  readonly cure: string;
  /** The error of the SDK or the platform, if there was one. */
  readonly cause: unknown;

  /** @param cure is given where another one helps here than elsewhere */
  constructor(
    code: ErrorCode,
    detail?: string,
    cause?: unknown,
    cure: string = ERROR_KINDS[code].cure,
  ) {
    const kind = ERROR_KINDS[code];
    const reason = detail ? `${kind.reason}: ${detail}` : kind.reason;
    super(`${reason}. ${cure}`);
    // Compiled to ES5 by some consumers, where extending Error loses the prototype.
    Object.setPrototypeOf(this, new.target.prototype);
    this.name = kind.name;
    this.code = code;
    this.reason = reason;
    this.cure = cure;
    this.cause = cause;
  }

  /** The text, under the name that the TRTCCalling documents use (`error.msg`). */
  get msg(): string {
    return this.message;
  }

  static switchToAudioFailed = withDetail(ErrorCode.SwitchToAudioFailed);
  static switchToVideoFailed = withDetail(ErrorCode.SwitchToVideoFailed);
  static microphoneUnavailable = withCause(ErrorCode.MicrophoneUnavailable);
  static cameraUnavailable = withCause(ErrorCode.CameraUnavailable);
  static permissionDenied = withCause(ErrorCode.PermissionDenied);
  static notSupported = withDetail(ErrorCode.NotSupported);
  static invalidParameter = (detail: string) => new CallError(ErrorCode.InvalidParameter, detail);
  static notLoggedIn = (detail?: string) => new CallError(ErrorCode.NotLoggedIn, detail);
  static callInProgress = (detail?: string) => new CallError(ErrorCode.CallInProgress, detail);
  static noInvitation = () => new CallError(ErrorCode.NoInvitation);
  static loginFailed = withCause(ErrorCode.LoginFailed);
  static signallingFailed = withCause(ErrorCode.SignallingFailed);
  static roomEntryFailed = withCause(ErrorCode.RoomEntryFailed);
  static publishFailed = withCause(ErrorCode.PublishFailed);
  static connectionLost = withCause(ErrorCode.ConnectionLost);
  static roomDismissed = withCause(ErrorCode.RoomDismissed);
  static userSigExpired = withCause(ErrorCode.UserSigExpired);
  static cancelled = (detail?: string) => new CallError(ErrorCode.Cancelled, detail);
  static noPage = () =>
    new CallError(
      ErrorCode.NotSupported,
      'there is no browser page here; use it once the page is mounted',
    );
  static sdkMissing = (detail: string, cause?: unknown) =>
    new CallError(ErrorCode.SdkMissing, detail, cause);
  static playbackFailed = withCause(ErrorCode.PlaybackFailed);
  static deviceSwitchFailed = withCause(ErrorCode.DeviceSwitchFailed);
  static destroyed = () => new CallError(ErrorCode.Destroyed);
  static internal = (cause: unknown) =>
    new CallError(ErrorCode.Internal, describeCause(cause), cause);

  /** The error itself if it is one of ours, else an INTERNAL error around it. */
  static from(error: unknown): CallError {
    return error instanceof CallError ? error : CallError.internal(error);
  }
}

/**
 * Runs an operation now, inside the user's tap, and lets nothing but CallErrors out of it, whatever an SDK,
 * a bridge or a parameter throws.
 */
export function guarded<T>(operation: () => Promise<T> | T): Promise<T> {
  return attempt(operation).catch((error: unknown) => {
    throw CallError.from(error);
  });
}

/** Puts an error into one line of the log: code, name, what went wrong, what to do, and the cause. */
export function lineOf(error: CallError): string {
  const cause = describeCause(error.cause);
  const known = cause === undefined || error.message.includes(cause);
  return `failed: ${error.code} ${error.name}: ${error.message}${known ? '' : ` (cause: ${cause})`}`;
}

/** Name, code and text of whatever an SDK threw; never '{}' (an Error has no own enumerable keys). */
export function describeCause(cause: unknown): string | undefined {
  if (cause === undefined || cause === null) return undefined;
  if (typeof cause === 'string') return cause;
  if (typeof cause !== 'object') return String(cause);
  try {
    return describeObject(cause);
  } catch {
    return 'an object that cannot be read';
  }
}

function describeObject(cause: object): string {
  const { name, code, message, errMsg } = cause as Record<string, unknown>;
  const parts = [name, code, message ?? errMsg]
    .filter((part) => (typeof part === 'string' && part !== '') || typeof part === 'number')
    .map(String);
  return parts.length > 0 ? parts.join(' ') : Object.prototype.toString.call(cause);
}
