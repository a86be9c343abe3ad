/**
 * A retrying send repeats a message until it works or the deadline comes. Resolves either way: tsignaling, which waits for the
 * answer, locks itself for good when a send rejects, and recovers when one resolves with a code.
 */
import { CallError } from '../../errors';
import type { Clock } from '../../runtime/clock';
import type { TimResult } from './sdk-types';
import type { Withdrawal } from '../transport';

type Sent = TimResult<{ message: unknown }>;

/** The outcome of a send that did not get through. */
export interface FailedSend {
  code: number;
  data: { message: undefined };
  /** TIM's last answer. */
  error: unknown;
}

/** ms between attempts: the first waits this long, each next twice as long, up to MAX_PAUSE. */
export const FIRST_PAUSE = 300;
export const MAX_PAUSE = 2000;

/**
 * TIM codes that a repetition cannot change: not in the group, no such group or user, refused by the
 * app's own server, blocked, not friends, muted, or content that is not allowed. A CallError of our
 * own is as final.
 */
const PERMANENT = new Set([
  2023, 10007, 10010, 10015, 10017, 20003, 20006, 20007, 20009, 20010, 20011, 20012, 80001, 80004,
]);
const UNSENT = -1;

export interface RetryingSendOptions {
  clock: Clock;
  /** ms by the clock */
  deadline: number;
  withdrawal?: Withdrawal;
  /** An attempt that was given up on got through after all. */
  onLate?(): void;
}

export class RetryingSend {
  readonly result: Promise<Sent | FailedSend>;
  private settle!: (result: Sent | FailedSend) => void;
  private readonly cancels: (() => void)[] = [];
  private done = false;
  private hasFailed = false;
  private running = false;
  private pause = FIRST_PAUSE;
  private lastError: unknown;

  constructor(
    private readonly attempt: () => Promise<Sent>,
    private readonly options: RetryingSendOptions,
  ) {
    this.result = new Promise((resolve) => (this.settle = resolve));
    const { clock, deadline, withdrawal } = options;
    if (Number.isFinite(deadline)) this.cancels.push(clock.at(deadline, () => this.giveUp()));
    withdrawal?.onRequest(() => {
      if (!this.running) this.giveUp();
    });
    if (!this.done) this.next();
  }

  /** The other side has answered, so it got through, whatever TIM thinks. */
  acknowledge(message: unknown): void {
    this.finish({ code: 0, data: { message } });
  }

  /** Ends with the last error now. */
  giveUp(): void {
    if (this.done) return;
    this.hasFailed = true;
    const code = (this.lastError as { code?: unknown } | undefined)?.code;
    this.finish({
      code: typeof code === 'number' && code !== 0 ? code : UNSENT,
      data: { message: undefined },
      error: this.lastError ?? 'no answer in time',
    });
  }

  private next(): void {
    this.running = true;
    let sent: Promise<Sent>;
    try {
      sent = Promise.resolve(this.attempt());
    } catch (error) {
      sent = Promise.reject(error);
    }
    sent.then(
      (result) => (result?.code === 0 ? this.succeeded(result) : this.failed(result)),
      (error) => this.failed(error),
    );
  }

  private succeeded(result: Sent): void {
    this.running = false;
    if (this.hasFailed) this.options.onLate?.();
    else this.finish(result);
  }

  private failed(error: unknown): void {
    this.running = false;
    this.lastError = error;
    if (this.done) return;
    const { clock, deadline, withdrawal } = this.options;
    const again = clock.now() + this.pause;
    if (withdrawal?.requested || isFinal(error) || again >= deadline) {
      this.giveUp();
      return;
    }
    this.cancels.push(clock.at(again, () => !this.done && this.next()));
    this.pause = Math.min(this.pause * 2, MAX_PAUSE);
  }

  private finish(result: Sent | FailedSend): void {
    if (this.done) return;
    this.done = true;
    this.cancels.forEach((cancel) => cancel());
    this.settle(result);
  }
}

function isFinal(error: unknown): boolean {
  if (error instanceof CallError) return true;
  return PERMANENT.has((error as { code?: unknown } | undefined)?.code as number);
}
