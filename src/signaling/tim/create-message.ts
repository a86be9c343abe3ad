/** This file makes TIM messages; TIM's own way leaves a rejected promise behind. A refusal tells why TIM is not ready. */
import type { CustomMessageOptions, Tim, TimMessage } from './sdk-types';

/**
 * A new TIM message, not sent.
 *
 * While TIM is not ready, its `createCustomMessage` returns a promise that rejects; nobody would
 * handle that.
 * @returns undefined while TIM is not ready
 */
export function createMessage(tim: Tim, options: CustomMessageOptions): TimMessage | undefined {
  const created = tim.createCustomMessage(options);
  if (isPromise(created)) {
    created.then(undefined, () => undefined);
    return undefined;
  }
  return created;
}

/**
 * Asks TIM why it is not ready.
 * @returns the code with which it refuses to make a message; undefined if it is ready
 */
export async function whyNotReady(tim: Tim, options: CustomMessageOptions): Promise<unknown> {
  try {
    await tim.createCustomMessage(options);
    return undefined;
  } catch (error) {
    return ((error ?? {}) as { code?: unknown }).code;
  }
}

function isPromise(value: unknown): value is Promise<unknown> {
  return typeof (value as { then?: unknown } | undefined)?.then === 'function';
}
