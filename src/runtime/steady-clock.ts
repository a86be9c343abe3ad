/**
 * The steady clock measures how much time has passed, by witnesses none of which is enough alone.
 *
 * | witness               | says                                      | is wrong                                |
 * | --------------------- | ----------------------------------------- | --------------------------------------- |
 * | ticks                 | what has passed while the device is awake | not at all, or stands still during sleep |
 * | a timer that fires    | that its delay has passed, at least       | says nothing before it fires            |
 * | the date              | sleep, too                                | after somebody has set it               |
 * | the page being hidden | that there may have been sleep            | does not say how long                   |
 *
 * Ticks count. What the date has gone forward beyond the ticks is sleep if the page was hidden meanwhile, and
 * somebody setting the date if it was not. Where there are no ticks (App services, older WeChat), the date
 * counts in steps of a second: a step back, or one that is too long to be a late timer while the page is
 * shown, is somebody setting the date, and what the timers have measured counts instead.
 */
import type { Clock } from './clock';

export interface TimeSources {
  /** Epoch ms, as set by whoever sets the date. */
  wall(): number;
  /** ms that never go back; absent where the platform has none. */
  ticks?(): number;
  /** Tells when the page is hidden and shown, from the first reading on. */
  watch?(listener: (hidden: boolean) => void): void;
}

/** setTimeout cannot wait longer than this. */
const LONGEST_WAIT = 2 ** 31 - 1;
/** ms that the date must be ahead of the ticks to mean sleep: less is drift. */
const SLEEP = 2000;
/** ms between two looks at the date where there are no ticks. */
const BEAT = 1000;
/** ms by which a busy page may be late for such a look. */
const LATE = 5000;

const clamp = (ms: number) => Math.min(Math.max(ms, 0), LONGEST_WAIT);

interface Reading {
  wall: number;
  ticks: number;
}

export class SteadyClock implements Clock {
  private time = 0;
  private last: Reading | undefined;
  private hidden = false;
  private readonly timers = new Set<() => void>();

  constructor(private readonly sources: TimeSources) {}

  now(): number {
    this.read();
    return this.time;
  }

  wall(): number {
    return this.sources.wall();
  }

  at(deadline: number, callback: () => void): () => void {
    let handle: ReturnType<typeof setTimeout>;
    const stop = () => {
      clearTimeout(handle);
      this.timers.delete(wait);
    };
    const wait = () => {
      clearTimeout(handle);
      const left = deadline - this.now();
      handle = setTimeout(left > LONGEST_WAIT ? wait : fire, clamp(left));
    };
    const fire = () => {
      stop();
      this.reach(deadline);
      callback();
    };
    this.timers.add(wait);
    wait();
    return stop;
  }

  /** A timer has measured that it is as late as this. */
  private reach(time: number): void {
    this.read();
    this.time = Math.max(this.time, time);
  }

  private read(): void {
    const { sources, last } = this;
    const next = { wall: sources.wall(), ticks: sources.ticks?.() ?? NaN };
    this.last = next;
    if (!last) return this.begin();
    const byDate = next.wall - last.wall;
    const byTicks = next.ticks - last.ticks;
    // There is a `performance.now` made of the date.
    if (byTicks < -SLEEP && Math.abs(byTicks - byDate) < SLEEP) return this.loseTicks();
    const step = Number.isNaN(byTicks) ? this.stepByDate(byDate) : this.step(byTicks, byDate);
    this.time += Math.max(step, 0);
  }

  private step(byTicks: number, byDate: number): number {
    const slept = byDate - byTicks;
    if (!this.hidden || slept < SLEEP) return byTicks;
    this.hurry();
    return byDate;
  }

  private stepByDate(byDate: number): number {
    if (byDate < LATE) return byDate;
    if (!this.hidden) return 0;
    this.hurry();
    return byDate;
  }

  /** Timers that slept, too, have less to wait than they think. */
  private hurry(): void {
    void Promise.resolve().then(() => this.timers.forEach((wait) => wait()));
  }

  private begin(): void {
    this.sources.watch?.((hidden) => {
      this.read();
      this.hidden = hidden;
    });
    if (!this.sources.ticks) this.beat();
  }

  private loseTicks(): void {
    delete this.sources.ticks;
    this.beat();
  }

  private beat(): void {
    const start = this.time;
    setTimeout(() => {
      this.reach(start + BEAT);
      this.beat();
    }, BEAT);
  }
}
