/**
 * This table gives every error code its name. It is the only place that holds the numbers: code elsewhere
 * says `ErrorCode.RoomEntryFailed`, and the lint refuses the numeral.
 *
 * Codes 60001–60006 are the documented ones of TRTCCalling and keep their meaning; 61xxx are ours.
 */
export const ErrorCode = {
  SwitchToAudioFailed: 60001,
  SwitchToVideoFailed: 60002,
  MicrophoneUnavailable: 60003,
  CameraUnavailable: 60004,
  PermissionDenied: 60005,
  NotSupported: 60006,
  InvalidParameter: 61001,
  NotLoggedIn: 61002,
  CallInProgress: 61003,
  NoInvitation: 61004,
  LoginFailed: 61005,
  SignallingFailed: 61006,
  RoomEntryFailed: 61007,
  PublishFailed: 61008,
  ConnectionLost: 61009,
  RoomDismissed: 61010,
  Cancelled: 61011,
  SdkMissing: 61012,
  PlaybackFailed: 61013,
  DeviceSwitchFailed: 61014,
  Destroyed: 61015,
  Internal: 61016,
  NoMediaInDevtools: 61017,
  UserSigExpired: 61018,
} as const;

/** The servers of IM and of TRTC say by this code that a userSig has expired. */
export const EXPIRED_AT_SERVER = 70001;

/** A code of this library. */
export type ErrorCode = (typeof ErrorCode)[keyof typeof ErrorCode];

/** With these codes nothing can be sent from here; joining with `{ receiveOnly: true }` works. */
const SENDING_FAILED: readonly number[] = [
  ErrorCode.MicrophoneUnavailable,
  ErrorCode.CameraUnavailable,
  ErrorCode.PermissionDenied,
  ErrorCode.NotSupported,
];

/** Tells whether a failure is one of sending only, so that the user can be offered to receive. */
export const isSendingFailure = (code: number | undefined): boolean =>
  code !== undefined && SENDING_FAILED.includes(code);
