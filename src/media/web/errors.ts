import { CallError, describeCause } from '../../errors';

/** Codes of trtc-js-sdk 4.x that decide what happens next. @see its module ErrorCode */
export const RTC_CODE = {
  notSupported: 0x1002,
  deviceNotFound: 0x1003,
  channelSetupFailed: 0x4001,
  joinFailed: 0x4004,
  reconnectFailed: 0x4006,
  uplinkLost: 0x4007,
  playNotAllowed: 0x4043,
} as const;

const MISSING = ['NotFoundError', 'DevicesNotFoundError', 'OverconstrainedError'];
const REFUSED = ['NotAllowedError', 'PermissionDeniedError', 'SecurityError'];
const IN_USE = ['NotReadableError', 'TrackStartError', 'AbortError'];
const UNABLE = ['NotSupportedError', 'TypeError'];

/** The code of an RtcError; undefined for everything else. */
export function rtcCode(error: unknown): number | undefined {
  const { getCode } = (error ?? {}) as { getCode?: unknown };
  if (typeof getCode !== 'function') return undefined;
  const code: unknown = getCode.call(error);
  return typeof code === 'number' ? code : undefined;
}

/** Whether another program or tab holds the device: worth one more try. */
export const isInUse = (error: unknown): boolean => IN_USE.includes(errorName(error));

/** Whether it is the device that was chosen which is not there any more. */
export const isGone = (error: unknown): boolean => errorName(error) === 'OverconstrainedError';

/**
 * What getUserMedia or the SDK said about a device, as an error of this library.
 *
 * @param kind the device that was asked for
 * @returns 60003 or 60004: none is there or it is in use; 60005: refused; 60006: impossible here
 */
export function deviceError(error: unknown, kind: 'audio' | 'video'): CallError {
  if (error instanceof CallError) return error;
  const name = errorName(error);
  if (REFUSED.includes(name)) return CallError.permissionDenied(error);
  if (UNABLE.includes(name)) return CallError.notSupported(describeCause(error), error);
  if (kind === 'video') {
    return IN_USE.includes(name)
      ? new CallError(60004, `in use by another program (${describeCause(error)})`, error)
      : CallError.cameraUnavailable(error);
  }
  return IN_USE.includes(name)
    ? new CallError(60003, `in use by another program (${describeCause(error)})`, error)
    : CallError.microphoneUnavailable(error);
}

/**
 * Which device a failed request for both is about.
 *
 * @returns undefined when the error does not tell
 */
export function blamedKind(error: unknown): 'audio' | 'video' | 'both' | undefined {
  const name = errorName(error);
  if (REFUSED.includes(name) || UNABLE.includes(name)) return 'both';
  if (MISSING.includes(name)) return undefined;
  const text = String((error as { message?: unknown } | null)?.message ?? '');
  if (/video|camera/i.test(text)) return 'video';
  if (/audio|microphone/i.test(text)) return 'audio';
  return undefined;
}

/** @returns 61007, or 60006 where the browser lacks what a room needs */
export function entryError(error: unknown): CallError {
  if (error instanceof CallError) return error;
  return rtcCode(error) === RTC_CODE.notSupported
    ? CallError.notSupported(describeCause(error), error)
    : CallError.roomEntryFailed(error);
}

function errorName(error: unknown): string {
  const { name } = (error ?? {}) as { name?: unknown };
  if (rtcCode(error) === RTC_CODE.deviceNotFound) return 'NotFoundError';
  return typeof name === 'string' ? name : '';
}
