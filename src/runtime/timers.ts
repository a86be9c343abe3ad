import type { Clock } from './clock';

/** The timers have names, and each runs at most once at a time. */
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
