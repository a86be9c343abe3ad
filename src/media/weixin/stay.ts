import { CallError } from '../../errors';
import type { Clock } from '../../platform/types';

/**
 * The time from one `leave` to the next. What waits within a stay is given up with it, so that a
 * late answer of a component or a prompt never reaches the next call.
 */
export class Stay {
  over = false;
  private readonly endings = new Set<() => void>();

  /** Waits for a promise, but no longer than the stay lasts. @throws CallError 61011 */
  race<T>(promise: Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const stop = this.onEnd(() => reject(CallError.cancelled()));
      promise.then(
        (value) => (stop(), resolve(value)),
        (error: unknown) => (stop(), reject(error)),
      );
    });
  }

  /** Calls back when the stay ends; at once if it is over. @returns forgets it */
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

/** Named timers, of which each runs at most once at a time. */
export class Timers<Name extends string> {
  private readonly running = new Map<Name, () => void>();

  constructor(private readonly clock: Clock) {}

  /** Starts a timer, instead of one of that name. @param ms from now */
  set(name: Name, ms: number, callback: () => void): void {
    this.clear(name);
    const cancel = this.clock.at(this.clock.now() + ms, () => {
      this.running.delete(name);
      callback();
    });
    this.running.set(name, cancel);
  }

  isRunning(name: Name): boolean {
    return this.running.has(name);
  }

  clear(...names: Name[]): void {
    for (const name of names) {
      this.running.get(name)?.();
      this.running.delete(name);
    }
  }

  clearAll(): void {
    for (const cancel of this.running.values()) cancel();
    this.running.clear();
  }
}
