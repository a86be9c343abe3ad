import { CallError } from '../../errors';
import type { CallScope } from '../../runtime/call-scope';
import type { Clock } from '../../runtime/clock';

/** ms for which entering a room waits for the page that carries the call. */
const PATIENCE = 12_000;

/** The carrier is what a mini-program's call page is to its driver: without it nobody is in a room. */
export class FakeCarrier {
  isThere = true;
  private readonly waiting = new Set<() => void>();

  constructor(private readonly clock: Clock) {}

  set(isThere: boolean): void {
    this.isThere = isThere;
    if (isThere) for (const done of [...this.waiting]) done();
  }

  /** @throws CallError 61007 where it does not come, 61011 where the scope ends first */
  async wait(scope: CallScope): Promise<void> {
    if (this.isThere) return;
    await scope.pauseAmong(this.waiting, this.clock, PATIENCE);
    if (!this.isThere) throw CallError.roomEntryFailed('no page came to carry the call');
  }
}
