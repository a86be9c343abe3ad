/** A delay that may be nothing at all, so that a fake without delays needs no clock to be turned. */
import type { Clock } from '../../runtime/clock';

/**
 * Calls back after so many ms; 0: after the current promise reactions, without the clock.
 * @returns cancels it
 */
export function after(clock: Clock, ms: number, callback: () => void): () => void {
  if (ms > 0) return clock.at(clock.now() + ms, callback);
  let cancelled = false;
  void Promise.resolve().then(() => {
    if (!cancelled) callback();
  });
  return () => {
    cancelled = true;
  };
}
