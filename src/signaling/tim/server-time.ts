import type { Clock } from '../../runtime/clock';

/** ms below which a difference is rounding and travel, not a wrong clock. */
const ROUNDING = 2000;

/**
 * Server time turns the server's seconds into milliseconds of the clock that deadlines go by.
 *
 * Messages carry the server's time, and the date of a phone may be hours off, or be set right in the middle of
 * a call. So the server's time is not tied to the date but to the steady clock: at the login, when TIM has just
 * asked for it and stamps what it creates with it, and whenever a message would come from the future. Until a
 * stamp was seen, the date is believed.
 */
export class ServerTime {
  /** The clock's reading at the server's zero; half a second makes up for whole seconds. */
  private zero: number | undefined;

  constructor(private readonly clock: Clock) {}

  /** @param seconds server time at this moment, cut to whole seconds */
  learn(seconds: unknown): void {
    if (!isTime(seconds)) return;
    const zero = this.clock.now() - seconds * 1000 - 500;
    const byDate = this.zeroByDate();
    this.zero = Math.abs(zero - byDate) < ROUNDING ? byDate : zero;
  }

  /** @returns ms by the clock's `now`, never in the future; now if there was no time */
  toClock(seconds: unknown): number {
    const now = this.clock.now();
    if (!isTime(seconds)) return now;
    const at = seconds * 1000 + (this.zero ?? this.zeroByDate());
    // The date was wrong when it was believed, or the device slept unnoticed.
    if (at > now + ROUNDING) this.learn(seconds);
    return Math.min(now, at);
  }

  /** @returns epoch ms by the device's date, for code that compares with it */
  toDate(seconds: unknown): number {
    const { clock } = this;
    return clock.wall() - (clock.now() - this.toClock(seconds));
  }

  private zeroByDate(): number {
    return this.clock.now() - this.clock.wall();
  }
}

const isTime = (seconds: unknown): seconds is number => typeof seconds === 'number' && seconds > 0;
