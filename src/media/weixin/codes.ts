/**
 * The tables name every code that a live-pusher or a live-player of WeChat is known to report, and
 * what it means for a call. `docs/weixin.md` shows them.
 *
 * What the App's native plug-in reports by the same numbers stands in `../liteav-codes.ts`, and where each row
 * comes from in `../liteav-texts.ts`.
 *
 * WeChat's own pages have lists, too, which these tables were not compared with:
 * https://developers.weixin.qq.com/miniprogram/dev/component/live-pusher.html and live-player.html
 */
import { ErrorCode } from '../../error-codes';
import { camera, microphone, type LiteavMeaning } from '../liteav-codes';
import { note, SHARED_PLAYER_CODES, SHARED_PUSHER_CODES, type CodeRow } from '../liteav-texts';

/** The meaning of a live-pusher's code is what the driver does about it. */
export type PusherMeaning =
  | LiteavMeaning
  /** Data flows to the server. */
  | { kind: 'pushing' }
  | { kind: 'camera-on' }
  | { kind: 'entered' }
  | { kind: 'exited' }
  /** The message lists users and what they send. */
  | { kind: 'users'; what: 'came' | 'went' | 'video' | 'audio' }
  /** The connection is in trouble; WeChat may heal it within `patience` ms, but not an entry. */
  | { kind: 'trouble'; patience: number; entryLost?: true }
  | { kind: 'suspended' };

export type PlayerMeaning =
  | { kind: 'note' }
  | { kind: 'playing' }
  /** Will not go on by itself. */
  | { kind: 'broken' };

/** A live-pusher reports these codes by `statechange`, and by `error` under the name errCode. */
export const PUSHER_CODES: Readonly<Record<number, CodeRow<PusherMeaning>>> = {
  ...SHARED_PUSHER_CODES,
  0: note('information', 'clients'),
  1001: { text: 'connected to the server', means: { kind: 'pushing' }, source: 'liteav' },
  1002: {
    text: 'handshake done, pushing begins',
    means: { kind: 'pushing' },
    source: 'liteav',
  },
  1003: { text: 'camera opened', means: { kind: 'camera-on' }, source: 'liteav' },
  1004: note('screen capture started', 'clients'),
  1005: note('resolution adapted', 'liteav'),
  1006: note('bitrate adapted', 'liteav'),
  1007: { text: 'first frame captured', means: { kind: 'camera-on' }, source: 'liteav' },
  1008: note('encoder started', 'liteav'),
  1018: { text: 'room entered', means: { kind: 'entered' }, source: 'clients' },
  1019: { text: 'room left; the message says why', means: { kind: 'exited' }, source: 'clients' },
  1020: note('list of users, of older versions', 'clients'),
  1021: {
    text: 'another kind of network; the room is to be entered anew',
    means: { kind: 'trouble', patience: 3000, entryLost: true },
    source: 'clients',
  },
  1022: note('result of a snapshot', 'liteav'),
  1031: { text: 'users came', means: { kind: 'users', what: 'came' }, source: 'clients' },
  1032: { text: 'users went', means: { kind: 'users', what: 'went' }, source: 'clients' },
  1033: { text: 'video of users', means: { kind: 'users', what: 'video' }, source: 'clients' },
  1034: { text: 'audio of users', means: { kind: 'users', what: 'audio' }, source: 'clients' },
  1102: {
    text: 'disconnected, reconnecting by itself',
    means: { kind: 'trouble', patience: 10_000 },
    source: 'liteav',
  },
  1104: note('encoding failed, the encoder restarts', 'liteav'),
  1105: note('the view of the beauty filter failed', 'liteav'),
  1106: note('the encoder exceeds its bitrate', 'liteav'),
  2003: note('first local frame rendered', 'clients'),
  2004: note('local picture plays', 'clients'),
  2007: note('local picture loads', 'clients'),
  3001: note('DNS failed (RTMP only)', 'liteav'),
  3002: note('connecting failed (RTMP only)', 'liteav'),
  3003: note('handshake failed (RTMP only)', 'liteav'),
  3004: note('the server disconnected (RTMP only)', 'liteav'),
  3005: note('reading or writing failed (RTMP only)', 'community'),
  4998: note('unexplained, with an empty message', 'community'),
  4999: note('unexplained, with an empty message', 'community'),
  5000: { text: 'the mini-program is suspended', means: { kind: 'suspended' }, source: 'clients' },
  5001: {
    text: 'its floating window was closed (Android)',
    means: { kind: 'suspended' },
    source: 'clients',
  },
  10001: {
    text: 'the user refuses the camera',
    means: camera(ErrorCode.PermissionDenied),
    source: 'trtc-wx',
  },
  10002: {
    text: 'the user refuses the microphone',
    means: microphone(ErrorCode.PermissionDenied),
    source: 'trtc-wx',
  },
  10003: note('background music not loaded', 'trtc-wx'),
  10004: note('waiting image not loaded', 'trtc-wx'),
  [-1307]: {
    text: 'pushing failed: network, arrears or missing privateMapKey',
    means: { kind: 'trouble', patience: 10_000, entryLost: true },
    source: 'trtc-wx',
  },
};

/** A live-player reports these codes by `statechange`. */
export const PLAYER_CODES: Readonly<Record<number, CodeRow<PlayerMeaning>>> = {
  ...SHARED_PLAYER_CODES,
  2001: note('connected to the server', 'liteav'),
  2002: note('pulling begins', 'liteav'),
  2003: { text: 'first video packet', means: { kind: 'playing' }, source: 'liteav' },
  2004: { text: 'video plays', means: { kind: 'playing' }, source: 'liteav' },
  2005: note('progress', 'liteav'),
  2006: note('end of the video', 'liteav'),
  2007: note('loading', 'liteav'),
  2008: note('decoder started', 'liteav'),
  2009: note('resolution changed', 'liteav'),
  2012: note('message in the stream', 'liteav'),
  2026: { text: 'first audio', means: { kind: 'playing' }, source: 'liteav', unconfirmed: true },
  2103: note('disconnected, reconnecting by itself', 'liteav'),
  2104: note('packets come unsteadily', 'liteav'),
  2107: note('frames are missing', 'liteav'),
  3001: note('DNS failed (RTMP only)', 'liteav'),
  3002: note('connecting failed (RTMP only)', 'liteav'),
  3003: note('handshake failed (RTMP only)', 'liteav'),
  3005: note('reading or writing failed (RTMP only)', 'community'),
  6000: note('pulling is suspended', 'community'),
  6002: note('warning, read but not explained', 'clients'),
  6003: note('warning, read but not explained', 'clients'),
  6004: note('warning, read but not explained', 'clients'),
  6005: note('warning, read but not explained', 'clients'),
  [-2301]: {
    text: 'disconnected, and given up',
    means: { kind: 'broken' },
    source: 'liteav',
  },
  [-2302]: {
    text: 'no address for faster pulling',
    means: { kind: 'broken' },
    source: 'liteav',
  },
};

/** A report is code and text of a component's event, whichever of its two forms it has. */
export interface Report {
  code: number;
  message: string;
}

/** Reads an event. @returns undefined when the detail has no code */
export function reportOf(detail: unknown): Report | undefined {
  const { code, errCode, message, errMsg } = (detail ?? {}) as Record<string, unknown>;
  const number = Number(code ?? errCode);
  const text = message ?? errMsg;
  if (code === undefined && errCode === undefined && typeof text !== 'string') return undefined;
  return {
    code: Number.isFinite(number) ? number : 0,
    message: typeof text === 'string' ? text : '',
  };
}

/**
 * Tells why a room was left, by the number in 1019's message.
 *
 * The numbers are those of TRTC's onExitRoom (https://www.tencentcloud.com/zh/document/product/647/48271):
 * 0 by own wish, 1 removed, 2 dismissed. That the message holds them as `reason[n]` is how
 * Tencent's clients read it.
 *
 * @returns undefined when the message tells nothing
 */
export function exitReason(message: string): 'left' | 'removed' | 'dismissed' | undefined {
  if (message === '') return undefined;
  const reason = /reason\s*\[(-?\d+)\]/.exec(message)?.[1];
  if (reason === '0') return 'left';
  return reason === '2' ? 'dismissed' : 'removed';
}

/** WeChat says this where the app's category lacks the component. */
const NOT_GRANTED = /access denied|no permission/i;
/** It says this where the privacy guide does not name the device, or the user refused. */
const NOT_ALLOWED = /not allowed to use (camera|microphone)/i;

/**
 * Tells by the text of an error, as WeChat has no codes for it, why a component or a command of it
 * cannot work at all.
 */
export function textMeaning(message: string): 'not-granted' | PusherMeaning | undefined {
  const device = NOT_ALLOWED.exec(message)?.[1]?.toLowerCase();
  if (device)
    return device === 'camera'
      ? camera(ErrorCode.PermissionDenied)
      : microphone(ErrorCode.PermissionDenied);
  return NOT_GRANTED.test(message) ? 'not-granted' : undefined;
}
