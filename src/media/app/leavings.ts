import type { Logger } from '../../log';
import type { Clock } from '../../runtime/clock';
import { within } from '../../runtime/within';
import type { PageClient } from './page-client';

/** ms for a page to leave its room: the rule of the port is three seconds in all. */
const LEAVE_WITHIN = 2800;

/** Leavings are the rooms that pages are leaving: the next call waits for them, though not for ever. */
export class Leavings {
  /** It resolves when all pages that were told so have left, or have had their time. */
  done: Promise<void> = Promise.resolve();
  private pages = 0;

  constructor(
    private readonly clock: Clock,
    private readonly log: Logger,
  ) {}

  get areDone(): boolean {
    return this.pages === 0;
  }

  /** @param left is called when the page has left, be it after its time */
  add(page: PageClient, left: () => void): void {
    this.pages += 1;
    page.isLeaving = true;
    const leaving = page
      .ask('leave')
      .catch((error: unknown) => this.log.log('a page did not leave its room', error))
      .then(left);
    const waited = within(this.clock, LEAVE_WITHIN, leaving, () => undefined).then(() => {
      this.pages -= 1;
    });
    this.done = Promise.all([this.done, waited]).then(() => undefined);
  }
}
