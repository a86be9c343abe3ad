import { CallError } from '../../errors';
import type { Clock } from '../../platform/types';

/**
 * The time from one `leave` to the next. What waits within a stay is given up with it, so that a
 * late answer of a device or a server never reaches the next call.
 */
export class Stay {
  /** Set once and for all by {@link end}. */
  over = false;
  private readonly waiting = new Set<(error: CallError) => void>();

  /** @throws CallError 61011 when the stay is over */
  check(): void {
    if (this.over) throw CallError.cancelled();
  }

  /**
   * Waits for a promise, but no longer than the stay lasts.
   *
   * @throws CallError 61011 when the stay ends first; what the promise does then is of no concern
   */
  race<T>(promise: Promise<T>): Promise<T> {
    if (this.over) {
      promise.catch(() => undefined);
      return Promise.reject(CallError.cancelled());
    }
    return new Promise<T>((resolve, reject) => {
      this.waiting.add(reject);
      const done = () => void this.waiting.delete(reject);
      promise.then(
        (value) => (done(), resolve(value)),
        (error: unknown) => (done(), reject(error)),
      );
    });
  }

  /** Waits so many ms. @throws CallError 61011 at once when the stay ends first */
  async pause(clock: Clock, ms: number): Promise<void> {
    let stop = () => undefined as void;
    const waited = new Promise<void>((resolve) => {
      stop = clock.at(clock.now() + ms, resolve);
    });
    try {
      await this.race(waited);
    } finally {
      stop();
    }
  }

  end(): void {
    this.over = true;
    for (const reject of [...this.waiting]) reject(CallError.cancelled());
    this.waiting.clear();
  }
}

/**
 * @param ms how long to wait at most
 * @returns what the promise gives, or `fallback` when it takes longer. Rejects as the promise does.
 */
export function within<T>(clock: Clock, ms: number, promise: Promise<T>, fallback: T): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const stop = clock.at(clock.now() + ms, () => resolve(fallback));
    promise.then(
      (value) => (stop(), resolve(value)),
      (error: unknown) => (stop(), reject(error)),
    );
  });
}
