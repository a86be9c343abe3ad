/** A failure of a port becomes the app's error here, and an error of a port the call's failure. */
import type { Failure } from '../call/events';
import { CallError } from '../errors';

const known = new WeakMap<Failure, CallError>();

/** Makes the app's error for a failure: one object, however often it is told. */
export function errorOf(failure: Failure): CallError {
  const error =
    known.get(failure) ??
    (failure.error instanceof CallError && failure.error.code === failure.code
      ? failure.error
      : new CallError(failure.code, failure.detail, failure.error, failure.cure));
  known.set(failure, error);
  return error;
}

/** Makes the call's failure of what a port threw. */
export function failureOf(error: unknown): Failure {
  const callError = CallError.from(error);
  const failure = { code: callError.code, error: callError };
  known.set(failure, callError);
  return failure;
}
