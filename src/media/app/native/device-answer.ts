import type { CallError } from '../../../errors';
import type { Clock } from '../../../runtime/clock';

/** A device says by events whether it works, or says nothing: this is the wait for it, one at a time. */
export class DeviceAnswer {
  private pending: { good(): void; bad(error: CallError): void } | undefined;

  constructor(private readonly clock: Clock) {}

  /** Resolves when the device works, and after so many ms without bad news. @throws CallError 60003–60005 */
  wait(ms: number): Promise<void> {
    this.good();
    return new Promise<void>((resolve, reject) => {
      const end = () => {
        cancel();
        this.pending = undefined;
      };
      const good = () => (end(), resolve());
      const cancel = this.clock.at(this.clock.now() + ms, good);
      this.pending = { good, bad: (error) => (end(), reject(error)) };
    });
  }

  good(): void {
    this.pending?.good();
  }

  /** @returns whether somebody waited, and has been told */
  bad(error: CallError): boolean {
    const { pending } = this;
    pending?.bad(error);
    return pending !== undefined;
  }
}
