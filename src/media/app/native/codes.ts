/**
 * What the plug-in reports by onError and onWarning, and what it means for a call. Codes that WeChat's live
 * components have, too, stand in `../../liteav-codes.ts`.
 *
 * @see https://cloud.tencent.com/document/product/647/32257 the codes of TRTC's native SDKs
 */
import { EXPIRED_AT_SERVER } from '../../../error-codes';
import { CallError } from '../../../errors';
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

interface Row {
  text: string;
  means: NativeMeaning;
}

const note = (text: string): Row => ({ text, means: { kind: 'note' } });
const trouble = (text: string): Row => ({ text, means: { kind: 'trouble' } });
const refused = (text: string): Row => ({ text, means: { kind: 'refused' } });

const SUSPENDED = -100013;

/** The codes that only the plug-in reports, and those that it shares. */
export const NATIVE_CODES: Readonly<Record<number, Row>> = {
  ...LITEAV_ERRORS,
  ...SENDING_WARNINGS,
  ...PLAYING_WARNINGS,
  [-2]: { text: 'no view of that id is in the page', means: { kind: 'no-view' } },
  [-1308]: note('screen capture does not start'),
  [-1309]: note('screen capture not supported'),
  [-1321]: { text: 'the loudspeaker does not work', means: { kind: 'playing' } },
  [-3302]: trouble('no heartbeat from the server'),
  [-3303]: trouble('no address of a server'),
  [-3304]: trouble('no connection to a server'),
  [-3305]: trouble('no seat in the room'),
  [-3306]: trouble('no token of the room'),
  [-3307]: trouble('no signature of the room'),
  [-EXPIRED_AT_SERVER]: { text: 'the userSig has expired', means: { kind: 'expired' } },
  [-70003]: refused('the userSig is forged'),
  [-70004]: refused('the userSig is broken'),
  [-102011]: refused('no right to enter'),
  [-102052]: refused('the room is full'),
  1107: note('the encoder is changed'),
  1108: note('the camera gives few frames'),
  1109: note('the encoder is changed, for the heat of the phone or another limit'),
  1110: note('a lower resolution is sent'),
  2109: note('hardware decoding is not supported'),
  2110: { text: 'a picture was not rendered', means: { kind: 'playing' } },
  5101: trouble('disconnected'),
  5102: trouble('reconnecting'),
  5103: note('the uplink is too narrow'),
  6001: note('an audience sends nothing'),
  7001: note('a sampling rate was changed'),
};

/** The numbers of whole families, of which the list above names those that are known. */
const FAMILIES: readonly { from: number; to: number; means: NativeMeaning }[] = [
  { from: -3399, to: -3300, means: { kind: 'entry-failed' } },
  { from: -70_999, to: -70_000, means: { kind: 'refused' } },
  { from: -102_999, to: -100_000, means: { kind: 'refused' } },
];

/** A report is what the plug-in said, fit for logs and errors. */
export interface Report {
  code: number;
  /** The meaning of the code, and the words of the plug-in. */
  message: string;
}

/**
 * Reads the data of onError and onWarning.
 *
 * @param userSig is taken out of the words: an SDK may quote what it was given
 */
export function reportOf(code: unknown, message: unknown, userSig: string | undefined): Report {
  const number = Number(code) || 0;
  const words = typeof message === 'string' ? message : '';
  const safe = userSig ? words.split(userSig).join('…') : words;
  const text = NATIVE_CODES[number]?.text;
  return { code: number, message: [text, safe].filter(Boolean).join(': ') };
}

/** @returns undefined for a number that nobody has written down */
export function meaningOf(code: number): NativeMeaning | undefined {
  return (
    NATIVE_CODES[code]?.means ?? FAMILIES.find(({ from, to }) => code >= from && code <= to)?.means
  );
}

/** Makes the error of a room that cannot be entered. @returns 61018 where the userSig has expired, else 61007 */
export function entryError(report: Report): CallError {
  if (meaningOf(report.code)?.kind === 'expired') return CallError.userSigExpired(report);
  if (report.code !== SUSPENDED) return CallError.roomEntryFailed(report);
  const cure = 'buy minutes or settle the account in the TRTC console';
  return CallError.roomEntryFailed({ ...report, message: `${report.message}; ${cure}` });
}
