import { CallError } from '../errors';
import type { Clock } from './clock';

/**
 * A scope is the time from one `leave` of a media driver to the next. What waits within a scope is
 * given up with it, so that a late answer of a device, a prompt or a server never reaches the next
 * call.
 */
export class CallScope {
  /** Set once and for all by {@link end}. */
  over = false;
  private readonly endings = new Set<() => void>();

  /** The number of operations that wait within the scope. */
  get waiting(): number {
    return this.endings.size;
  }

  /** @throws CallError 61011 when the scope is over */
  check(): void {
    if (this.over) throw CallError.cancelled();
  }

  /**
   * Waits for a promise, but no longer than the scope lasts.
   *
   * @throws CallError 61011 when the scope ends first; what the promise does then is ignored
   */
  race<T>(promise: Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const stop = this.onEnd(() => reject(CallError.cancelled()));
      promise.then(
        (value) => (stop(), resolve(value)),
        (error: unknown) => (stop(), reject(error)),
      );
    });
  }

  /**
   * Waits until a callback is called.
   *
   * @param start begins to wait; returns what stops the waiting
   * @throws CallError 61011 when the scope ends first
   */
  wait(start: (done: () => void) => () => void): Promise<void> {
    return new Promise<void>((resolve, reject) => {
      if (this.over) return reject(CallError.cancelled());
      const stop = start(() => (forget(), resolve()));
      const forget = this.onEnd(() => (stop(), reject(CallError.cancelled())));
    });
  }

  /** Waits so many ms. @throws CallError 61011 at once when the scope ends first */
  pause(clock: Clock, ms: number): Promise<void> {
    return this.wait((done) => clock.at(clock.now() + ms, done));
  }

  /**
   * Waits so many ms, or until somebody calls what stands in `waiting` meanwhile.
   *
   * @throws CallError 61011 when the scope ends first
   */
  pauseAmong(waiting: Set<() => void>, clock: Clock, ms: number): Promise<void> {
    return this.wait((resolve) => {
      const stop = () => {
        cancel();
        waiting.delete(done);
      };
      const done = () => {
        stop();
        resolve();
      };
      const cancel = clock.at(clock.now() + ms, done);
      waiting.add(done);
      return stop;
    });
  }

  /** Calls back when the scope ends; at once if it is over. @returns forgets it */
  onEnd(callback: () => void): () => void {
    if (this.over) callback();
    else this.endings.add(callback);
    return () => void this.endings.delete(callback);
  }

  end(): void {
    this.over = true;
    const endings = [...this.endings];
    this.endings.clear();
    for (const callback of endings) callback();
  }
}
