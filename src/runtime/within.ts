import type { Clock } from './clock';

/**
 * Waits for a promise, but no longer than so many ms. What comes later is ignored, a rejection too.
 *
 * @param late is called when the time is up: it returns what is given instead, or throws
 */
export function within<T, Late = T>(
  clock: Clock,
  ms: number,
  promise: Promise<T>,
  late: () => Late,
): Promise<T | Late> {
  return new Promise<T | Late>((resolve, reject) => {
    const stop = clock.at(clock.now() + ms, () => {
      try {
        resolve(late());
      } catch (error) {
        reject(error);
      }
    });
    promise.then(
      (value) => (stop(), resolve(value)),
      (error: unknown) => (stop(), reject(error)),
    );
  });
}
