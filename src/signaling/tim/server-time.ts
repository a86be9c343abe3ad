import type { Clock } from '../../runtime/clock';

/**
 * Server time turns the server's seconds into this device's milliseconds.
 *
 * Messages carry the server's time, and a phone's clock may be minutes off. TIM learns the
 * difference at login and stamps what it creates with it; until a stamp was seen, the clocks are
 * taken to agree.
 */
export class ServerTime {
  /** ms that this device is ahead of the server; half a second makes up for whole seconds. */
  private offset = 0;

  constructor(private readonly clock: Clock) {}

  /** @param seconds server time at this moment, cut to whole seconds */
  learn(seconds: unknown): void {
    if (typeof seconds !== 'number' || !(seconds > 0)) return;
    const offset = this.clock.now() - seconds * 1000 - 500;
    // Below two seconds it is rounding and travel time, not a wrong clock.
    this.offset = Math.abs(offset) < 2000 ? 0 : offset;
  }

  /** @returns epoch ms by this device's clock, never in the future; now if there was no time */
  toLocal(seconds: unknown): number {
    const now = this.clock.now();
    if (typeof seconds !== 'number' || !(seconds > 0)) return now;
    return Math.min(now, seconds * 1000 + this.offset);
  }
}
