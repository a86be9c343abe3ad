import type { Clock } from '../platform/types';

/**
 * The promise, or the error once the deadline has passed. What comes later is not unhandled.
 * @param deadline epoch ms
 */
export function within<T>(
  clock: Clock,
  deadline: number,
  promise: Promise<T>,
  late: () => Error,
): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const cancel = clock.at(deadline, () => reject(late()));
    promise.then(
      (value) => {
        cancel();
        resolve(value);
      },
      (error) => {
        cancel();
        reject(error);
      },
    );
  });
}
