import type { Clock } from './clock';
import { settle } from './settle';

/** Taken before a test replaces it by a fake one that nobody turns; jsdom has none. */
const immediate = typeof setImmediate === 'function' ? setImmediate : undefined;

interface Timer {
  deadline: number;
  order: number;
  callback: () => void;
}

/**
 * A clock that a test turns. Due timers fire in order of deadline, then of creation, and every
 * promise that a timer settles runs to its end before the next timer fires.
 */
export class VirtualClock implements Clock {
  private time: number;
  /** ms by which the date is ahead. */
  private ahead = 0;
  private order = 0;
  private timers = new Set<Timer>();

  constructor(start = 1_700_000_000_000) {
    this.time = start;
  }

  now(): number {
    return this.time;
  }

  wall(): number {
    return this.time + this.ahead;
  }

  /** Sets the date by so many ms, forward or back. Deadlines and durations must not care. */
  setDate(by: number): void {
    this.ahead += by;
  }

  at(deadline: number, callback: () => void): () => void {
    const timer = { deadline, order: this.order++, callback };
    this.timers.add(timer);
    return () => void this.timers.delete(timer);
  }

  /** The number of timers that wait. */
  get pending(): number {
    return this.timers.size;
  }

  /** Runs all promise reactions that are due now. */
  async settle(): Promise<void> {
    if (!immediate) return settle();
    await new Promise<void>((resolve) => void immediate(resolve));
  }

  /** Turns the clock by so many ms, firing what falls due on the way. */
  async advance(ms: number): Promise<void> {
    const until = this.time + ms;
    await this.settle();
    for (let next = this.next(until); next; next = this.next(until)) {
      this.time = Math.max(this.time, next.deadline);
      this.timers.delete(next);
      next.callback();
      await this.settle();
    }
    this.time = until;
  }

  private next(until: number): Timer | undefined {
    let first: Timer | undefined;
    for (const timer of this.timers) {
      if (timer.deadline > until) continue;
      if (
        !first ||
        timer.deadline < first.deadline ||
        (timer.deadline === first.deadline && timer.order < first.order)
      ) {
        first = timer;
      }
    }
    return first;
  }
}
