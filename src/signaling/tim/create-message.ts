/** This file makes TIM messages; TIM's own way leaves a rejected promise behind. */
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

function isPromise(value: unknown): value is Promise<unknown> {
  return typeof (value as { then?: unknown } | undefined)?.then === 'function';
}
