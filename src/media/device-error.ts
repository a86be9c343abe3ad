import { ErrorCode } from '../error-codes';
import { CallError, describeCause } from '../errors';

const REFUSED = ['NotAllowedError', 'PermissionDeniedError', 'SecurityError'];
const UNABLE = ['NotSupportedError', 'TypeError'];
/** A browser gives one of these names where another program or tab holds the device. */
export const IN_USE = ['NotReadableError', 'TrackStartError', 'AbortError'];

export const isRefused = (name: string): boolean => REFUSED.includes(name);
export const isImpossible = (name: string): boolean => UNABLE.includes(name);

/** Tells whether the device that was chosen is not there any more. */
export const isGone = (error: unknown): boolean => errorName(error) === 'OverconstrainedError';

/**
 * Makes an error of this library from what a browser said about a device. A page that opens devices
 * itself, to try them, has the same words for its users as a call.
 *
 * @param kind the device that was asked for
 * @returns 60003 or 60004: none is there or it is in use; 60005: refused; 60006: impossible here
 */
export function deviceError(
  error: unknown,
  kind: 'audio' | 'video',
  name = errorName(error),
): CallError {
  if (error instanceof CallError) return error;
  if (isRefused(name)) return CallError.permissionDenied(error);
  if (isImpossible(name)) return CallError.notSupported(describeCause(error), error);
  const code = kind === 'video' ? ErrorCode.CameraUnavailable : ErrorCode.MicrophoneUnavailable;
  const cause = describeCause(error);
  const detail = IN_USE.includes(name) ? `in use by another program (${cause})` : cause;
  return new CallError(code, detail, error);
}

export function errorName(error: unknown): string {
  const { name } = (error ?? {}) as { name?: unknown };
  return typeof name === 'string' ? name : '';
}
