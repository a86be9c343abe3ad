/**
 * The codes of LiteAV, the SDK of Tencent on which WeChat's live components and the App's native plug-in are
 * both built: the same number means the same in both, so its meaning is written down once, here. What only one
 * of them reports stands in the driver's own table. Texts and sources are in `liteav-texts.ts`.
 */
import { ErrorCode } from '../error-codes';

/** A device of the user is broken, missing or in use, or the user refused it. */
export type DeviceErrorCode = (typeof ErrorCode)[
  'MicrophoneUnavailable' | 'CameraUnavailable' | 'PermissionDenied'];

/** The meaning of a code is what a driver does about it. */
export type LiteavMeaning =
  /** It is worth a log line. */
  | { kind: 'note' }
  | { kind: 'device'; device: 'camera' | 'microphone'; error: DeviceErrorCode }
  /** The room cannot be entered, and would not be at the next attempt. */
  | { kind: 'refused' }
  | { kind: 'entry-failed' }
  /** Something is not sent as it should be; the call goes on. */
  | { kind: 'encoder' };

export const camera = (error: DeviceErrorCode) =>
  ({ kind: 'device', device: 'camera', error }) as const;
export const microphone = (error: DeviceErrorCode) =>
  ({ kind: 'device', device: 'microphone', error }) as const;

const note = { kind: 'note' } as const;
const refused = { kind: 'refused' } as const;
const entryFailed = { kind: 'entry-failed' } as const;
const encoder = { kind: 'encoder' } as const;
const { CameraUnavailable, MicrophoneUnavailable, PermissionDenied } = ErrorCode;

/** A live-pusher reports these by `statechange` and `error`, the plug-in by onError. */
export const LITEAV_ERRORS = {
  [-1301]: camera(CameraUnavailable),
  [-1302]: microphone(MicrophoneUnavailable),
  [-1303]: encoder,
  [-1304]: encoder,
  [-1305]: encoder,
  [-1306]: encoder,
  [-1314]: camera(PermissionDenied),
  [-1315]: camera(CameraUnavailable),
  [-1316]: camera(CameraUnavailable),
  [-1317]: microphone(PermissionDenied),
  [-1318]: microphone(MicrophoneUnavailable),
  [-1319]: microphone(MicrophoneUnavailable),
  [-3301]: entryFailed,
  [-3308]: entryFailed,
  [-3316]: refused,
  [-3317]: refused,
  [-3318]: refused,
  [-3319]: refused,
  [-3320]: refused,
  [-3325]: note,
  [-100006]: refused,
  [-100013]: refused,
  [-100015]: refused,
  [-100018]: refused,
} as const satisfies Record<number, LiteavMeaning>;

/** A live-pusher reports these by `statechange`, the plug-in by onWarning. */
export const SENDING_WARNINGS = { 1101: note, 1103: note } as const;

/** A live-player reports these by `statechange`, the plug-in by onWarning. */
export const PLAYING_WARNINGS = {
  2101: note,
  2102: note,
  2105: note,
  2106: note,
  2108: note,
} as const;
