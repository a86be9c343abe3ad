import type { Clock } from '../../runtime/clock';

/** ms between two attempts to wake the connection. */
const INTERVAL = 3_000;

/**
 * The nudge brings TIM back after a short outage. Its own reconnect makes one attempt, and when that fails it
 * stays offline until something is asked of it, up to a minute: calls would not ring meanwhile.
 */
export class ReconnectNudge {
  private cancel: (() => void) | undefined;

  /** @param ask makes TIM send any request; its outcome does not matter */
  constructor(
    private readonly clock: Clock,
    private readonly ask: () => void,
  ) {}

  networkChanged(state: 'connected' | 'connecting' | 'disconnected'): void {
    if (state === 'connected') this.stop();
    else this.cancel ??= this.next();
  }

  stop(): void {
    this.cancel?.();
    this.cancel = undefined;
  }

  private next(): () => void {
    return this.clock.at(this.clock.now() + INTERVAL, () => {
      this.cancel = this.next();
      this.ask();
    });
  }
}
