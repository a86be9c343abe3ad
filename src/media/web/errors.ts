import { ErrorCode, EXPIRED_AT_SERVER } from '../../error-codes';
import { CallError, describeCause } from '../../errors';
import { causeWithAge } from '../../runtime/tested-sdks';
import {
  errorName,
  IN_USE,
  isImpossible,
  isRefused,
  deviceError as namedDeviceError,
} from '../device-error';

/** These codes of trtc-js-sdk 4.x decide what happens next. @see its module ErrorCode */
export const RTC_CODE = {
  notSupported: 0x1002,
  deviceNotFound: 0x1003,
  channelSetupFailed: 0x4001,
  joinFailed: 0x4004,
  reconnectFailed: 0x4006,
  uplinkLost: 0x4007,
  downlinkLost: 0x4008,
  playNotAllowed: 0x4043,
} as const;

const MISSING = ['NotFoundError', 'DevicesNotFoundError', 'OverconstrainedError'];

/** Reads the code of an RtcError; undefined for everything else. */
export const rtcCode = (error: unknown): number | undefined => codeBy('getCode', error);

/** Reads the code that the server gave for an RtcError; undefined where it gave none. */
const serverCode = (error: unknown): number | undefined => codeBy('getExtraCode', error);

function codeBy(getter: 'getCode' | 'getExtraCode', error: unknown): number | undefined {
  const get = ((error ?? {}) as Record<string, unknown>)[getter];
  const code: unknown = typeof get === 'function' ? get.call(error) : undefined;
  return typeof code === 'number' ? code : undefined;
}

/** Tells whether another program or tab holds the device: that is worth one more try. */
export const isInUse = (error: unknown): boolean => IN_USE.includes(nameOf(error));

/** Does as {@link namedDeviceError}, also for what the SDK says about a device by a code. */
export function deviceError(error: unknown, kind: 'audio' | 'video'): CallError {
  return namedDeviceError(error, kind, nameOf(error));
}

/**
 * Finds out which device a failed request for both is about.
 *
 * @returns undefined when the error does not tell
 */
export function blamedKind(error: unknown): 'audio' | 'video' | 'both' | undefined {
  const name = nameOf(error);
  if (isRefused(name) || isImpossible(name)) return 'both';
  if (MISSING.includes(name)) return undefined;
  const text = String((error as { message?: unknown } | null)?.message ?? '');
  if (/video|camera/i.test(text)) return 'video';
  if (/audio|microphone/i.test(text)) return 'audio';
  return undefined;
}

/**
 * Makes an error of what kept this user out of a room.
 *
 * @returns 61007; 60006 where the browser lacks what a room needs; 61018 if the userSig has expired
 */
export function entryError(error: unknown, sdk?: unknown): CallError {
  if (error instanceof CallError) return error;
  if (serverCode(error) === EXPIRED_AT_SERVER) return CallError.userSigExpired(error);
  return rtcCode(error) === RTC_CODE.notSupported
    ? CallError.notSupported(describeCause(error), error)
    : new CallError(ErrorCode.RoomEntryFailed, causeWithAge(error, 'trtc-js-sdk', sdk), error);
}

/** Reads the name that a browser would give the error, also where the SDK reports it by a code. */
function nameOf(error: unknown): string {
  return rtcCode(error) === RTC_CODE.deviceNotFound ? 'NotFoundError' : errorName(error);
}
