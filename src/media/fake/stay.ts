import { CallError } from '../../errors';
import type { Clock } from '../../platform/types';
import type { FakeOperation, FakeSettings } from './knobs';

/**
 * The time from one `leave` to the next. Everything that waits belongs to a stay and is aborted
 * with it, so that nothing of a finished call reaches the next one.
 */
export class FakeStay {
  over = false;
  private readonly aborts = new Set<(error: CallError) => void>();

  constructor(private readonly clock: Clock) {}

  get waiting(): number {
    return this.aborts.size;
  }

  /** Waits for the operation's delay and throws its fault, if a test set them. */
  async run(operation: FakeOperation, settings: FakeSettings): Promise<void> {
    const { delay, fault } = settings.take(operation);
    if (fault === 'never') return this.wait(() => () => undefined);
    if (delay > 0) {
      await this.wait((done) => this.clock.at(this.clock.now() + delay, done));
    }
    if (fault) throw fault;
    // Never settles synchronously, as no real driver does.
    await Promise.resolve();
    this.check();
  }

  /**
   * @param start begins to wait, calls back once; returns what stops the waiting
   * @throws CallError 61011 when the stay ends first
   */
  wait(start: (done: () => void) => () => void): Promise<void> {
    return new Promise((resolve, reject) => {
      const abort = (error: CallError) => {
        this.aborts.delete(abort);
        stop();
        reject(error);
      };
      const stop = start(() => {
        this.aborts.delete(abort);
        resolve();
      });
      this.aborts.add(abort);
    });
  }

  /** @throws CallError 61011 when the stay is over */
  check(): void {
    if (this.over) throw CallError.cancelled();
  }

  end(error: CallError): void {
    this.over = true;
    for (const abort of [...this.aborts]) abort(error);
  }
}
