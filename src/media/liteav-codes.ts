/**
 * The codes of LiteAV, the SDK of Tencent on which WeChat's live components and the App's native plug-in are
 * both built: the same number means the same in both, so each is written down once, here. What only one of them
 * reports stands in the driver's own table.
 *
 * Sources
 * - `trtc-wx` https://cloud.tencent.com/document/product/647/38313 codes of TRTC in mini-programs
 * - `trtc` https://cloud.tencent.com/document/product/647/63794 codes of TRTC's native SDKs, which
 *   the first says are the same in mini-programs
 * - `liteav` the event list of the SDK that both components are built on (TXLiveEventDef.h)
 * - `clients` how Tencent's own mini-program clients read it; documented nowhere
 * - `community` reports of developers on developers.weixin.qq.com/community
 */
import { ErrorCode } from '../error-codes';

export type Source = 'trtc-wx' | 'trtc' | 'liteav' | 'clients' | 'community';

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

export interface CodeRow<M> {
  text: string;
  means: M;
  source: Source;
  /** The meaning is documented, but not that a live-pusher in a TRTC room reports it. */
  unconfirmed?: true;
}

type Rows = Readonly<Record<number, CodeRow<LiteavMeaning>>>;
type Notes = Readonly<Record<number, CodeRow<{ kind: 'note' }>>>;

export const note = (text: string, source: Source): CodeRow<{ kind: 'note' }> => ({
  text,
  source,
  means: { kind: 'note' },
});

export const camera = (error: DeviceErrorCode) =>
  ({ kind: 'device', device: 'camera', error }) as const;
export const microphone = (error: DeviceErrorCode) =>
  ({ kind: 'device', device: 'microphone', error }) as const;

const refused = { kind: 'refused' } as const;
const encoder = { kind: 'encoder' } as const;
const { CameraUnavailable, MicrophoneUnavailable, PermissionDenied } = ErrorCode;

/** A live-pusher reports these by `statechange` and `error`, the plug-in by onError. */
export const LITEAV_ERRORS: Rows = {
  [-1301]: {
    text: 'the camera does not open',
    means: camera(CameraUnavailable),
    source: 'trtc-wx',
  },
  [-1302]: {
    text: 'the microphone does not open',
    means: microphone(MicrophoneUnavailable),
    source: 'trtc-wx',
  },
  [-1303]: { text: 'video encoding failed', means: encoder, source: 'trtc-wx' },
  [-1304]: { text: 'audio encoding failed', means: encoder, source: 'trtc-wx' },
  [-1305]: { text: 'resolution not supported', means: encoder, source: 'liteav' },
  [-1306]: { text: 'sampling rate not supported', means: encoder, source: 'liteav' },
  [-1314]: {
    text: 'camera not authorised',
    means: camera(PermissionDenied),
    source: 'trtc',
    unconfirmed: true,
  },
  [-1315]: {
    text: 'camera parameters not supported',
    means: camera(CameraUnavailable),
    source: 'trtc',
    unconfirmed: true,
  },
  [-1316]: {
    text: 'camera in use',
    means: camera(CameraUnavailable),
    source: 'trtc',
    unconfirmed: true,
  },
  [-1317]: {
    text: 'microphone not authorised',
    means: microphone(PermissionDenied),
    source: 'trtc',
    unconfirmed: true,
  },
  [-1318]: {
    text: 'microphone parameters not supported',
    means: microphone(MicrophoneUnavailable),
    source: 'trtc',
    unconfirmed: true,
  },
  [-1319]: {
    text: 'microphone in use, as by a phone call',
    means: microphone(MicrophoneUnavailable),
    source: 'trtc',
    unconfirmed: true,
  },
  [-3301]: { text: 'entering failed', means: { kind: 'entry-failed' }, source: 'trtc-wx' },
  [-3308]: {
    text: 'entering timed out',
    means: { kind: 'entry-failed' },
    source: 'trtc',
    unconfirmed: true,
  },
  [-3316]: { text: 'no parameters', means: refused, source: 'trtc', unconfirmed: true },
  [-3317]: { text: 'wrong sdkAppID', means: refused, source: 'trtc', unconfirmed: true },
  [-3318]: { text: 'wrong roomID', means: refused, source: 'trtc', unconfirmed: true },
  [-3319]: { text: 'wrong userID', means: refused, source: 'trtc', unconfirmed: true },
  [-3320]: { text: 'wrong userSig', means: refused, source: 'trtc', unconfirmed: true },
  [-3325]: note('leaving timed out', 'trtc'),
  [-100006]: { text: 'no privilege: privateMapKey', means: refused, source: 'trtc-wx' },
  [-100013]: {
    text: 'service suspended: arrears, or no minutes left',
    means: refused,
    source: 'trtc',
    unconfirmed: true,
  },
  [-100015]: { text: 'sdkAppID unknown to the server', means: refused, source: 'trtc-wx' },
  [-100018]: { text: 'the server refuses the userSig', means: refused, source: 'trtc-wx' },
};

/** A live-pusher reports these by `statechange`, the plug-in by onWarning. */
export const SENDING_WARNINGS: Notes = {
  1101: note('the uplink is too narrow', 'liteav'),
  1103: note('hardware encoding failed, software is used', 'liteav'),
};

/** A live-player reports these by `statechange`, the plug-in by onWarning. */
export const PLAYING_WARNINGS: Notes = {
  2101: note('a video frame was not decoded', 'liteav'),
  2102: note('an audio frame was not decoded', 'liteav'),
  2105: note('playing stutters', 'liteav'),
  2106: note('hardware decoding failed, software is used', 'liteav'),
  2108: note('hardware decoding of the first frame failed', 'liteav'),
};
