import type { Failure } from '../call/events';
import { CallError } from '../errors';

const known = new WeakMap<Failure, CallError>();

/** The app's error for a failure: one object, however often it is told. */
export function errorOf(failure: Failure): CallError {
  const error =
    known.get(failure) ??
    (failure.error instanceof CallError && failure.error.code === failure.code
      ? failure.error
      : new CallError(failure.code, failure.detail, failure.error));
  known.set(failure, error);
  return error;
}

/** What a port threw, as the call sees it. */
export function failureOf(error: unknown): Failure {
  const callError = CallError.from(error);
  const failure = { code: callError.code, error: callError };
  known.set(failure, callError);
  return failure;
}
