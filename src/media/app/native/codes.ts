/**
 * What the plug-in reports by onError and onWarning, and what it means for a call. Codes that WeChat's live
 * components have, too, stand in `../../liteav-codes.ts`. Reports hold the words of the plug-in itself.
 *
 * @see https://cloud.tencent.com/document/product/647/32257 the codes of TRTC's native SDKs
 */
import { ErrorCode, EXPIRED_AT_SERVER } from '../../../error-codes';
import { CallError, describeCause } from '../../../errors';
import {
  LITEAV_ERRORS,
  PLAYING_WARNINGS,
  SENDING_WARNINGS,
  type LiteavMeaning,
} from '../../liteav-codes';

export type NativeMeaning =
  | LiteavMeaning
  /** The way to the server is broken, and the SDK repairs it; an entry fails by it. */
  | { kind: 'trouble' }
  | { kind: 'expired' }
  /** A view was named that is not in the page. */
  | { kind: 'no-view' }
  /** Something is not shown or heard as it should be; the call goes on. */
  | { kind: 'playing' };

const note = { kind: 'note' } as const;
const trouble = { kind: 'trouble' } as const;
const playing = { kind: 'playing' } as const;
const refused = { kind: 'refused' } as const;

const SUSPENDED = -100013;
const SUSPENDED_CURE =
  'The TRTC service of this SDKAppID is suspended: buy minutes or settle the account in the TRTC console.';

/** The codes that only the plug-in reports, and those that it shares. */
export const NATIVE_CODES: Readonly<Record<number, NativeMeaning>> = {
  ...LITEAV_ERRORS,
  ...SENDING_WARNINGS,
  ...PLAYING_WARNINGS,
  [-2]: { kind: 'no-view' },
  // Screen capture, which calls do not use.
  [-1308]: note,
  [-1309]: note,
  // The loudspeaker.
  [-1321]: playing,
  // No heartbeat; no address of a server, connection, seat in the room, token, signature.
  [-3302]: trouble,
  [-3303]: trouble,
  [-3304]: trouble,
  [-3305]: trouble,
  [-3306]: trouble,
  [-3307]: trouble,
  [-EXPIRED_AT_SERVER]: { kind: 'expired' },
  // The encoder was changed, for the heat of the phone or another limit; few frames; a lower resolution.
  1107: note,
  1108: note,
  1109: note,
  1110: note,
  // Hardware decoding is not supported; a picture was not rendered.
  2109: note,
  2110: playing,
  // Disconnected; reconnecting; the uplink is too narrow.
  5101: trouble,
  5102: trouble,
  5103: note,
  // What an audience sends; a sampling rate was changed.
  6001: note,
  7001: note,
};

/** The numbers of whole families: of the room's parameters, of userSigs, and of what servers say. */
const FAMILIES: readonly { from: number; to: number; means: NativeMeaning }[] = [
  { from: -3399, to: -3300, means: { kind: 'entry-failed' } },
  { from: -70_999, to: -70_000, means: refused },
  { from: -102_999, to: -100_000, means: refused },
];

/** A report is what the plug-in said, fit for logs and errors. */
export interface Report {
  code: number;
  message: string;
}

/**
 * Reads the data of onError and onWarning.
 *
 * @param userSig is taken out of the words: an SDK may quote what it was given
 */
export function reportOf(code: unknown, message: unknown, userSig: string | undefined): Report {
  const words = typeof message === 'string' ? message : '';
  return {
    code: Number(code) || 0,
    message: userSig ? words.split(userSig).join('…') : words,
  };
}

/** @returns undefined for a number that nobody has written down */
export function meaningOf(code: number): NativeMeaning | undefined {
  return NATIVE_CODES[code] ?? FAMILIES.find(({ from, to }) => code >= from && code <= to)?.means;
}

/** Makes the error of a room that cannot be entered. @returns 61018 where the userSig has expired, else 61007 */
export function entryError(report: Report): CallError {
  if (meaningOf(report.code)?.kind === 'expired') return CallError.userSigExpired(report);
  if (report.code !== SUSPENDED) return CallError.roomEntryFailed(report);
  return new CallError(ErrorCode.RoomEntryFailed, describeCause(report), report, SUSPENDED_CURE);
}
