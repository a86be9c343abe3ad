import type { Logger } from '../../log';
import type { Clock } from '../../runtime/clock';
import { within } from '../../runtime/within';
import type { PageClient } from './page-client';

/** ms for a page to leave its room: the rule of the port is three seconds in all. */
const LEAVE_WITHIN = 2800;

interface Deps {
  clock: Clock;
  log: Logger;
}

/**
 * Leavings are the rooms that pages are leaving: the next call waits for them, though not for ever. The room of a page
 * that is gone is the business of its media: a web view takes it along, and the plug-in takes calls in turn.
 */
export class Leavings {
  /** It resolves when all pages that were told so have left, or have had their time. */
  done: Promise<void> = Promise.resolve();
  private open = 0;
  private rooms = 0;

  constructor(private readonly deps: Deps) {}

  get areDone(): boolean {
    return this.open === 0;
  }

  /** A page is leaving that had more than devices. */
  get haveRoom(): boolean {
    return this.rooms > 0;
  }

  /** @param left is called when the page has left, be it after its time */
  add(page: PageClient, hadRoom: boolean, left: () => void): void {
    const { clock, log } = this.deps;
    page.isLeaving = true;
    const leaving = page
      .ask('leave')
      .catch((error: unknown) => log.log('a page did not leave its room', error))
      .then(left);
    this.open += 1;
    this.rooms += Number(hadRoom);
    const waited = within(clock, LEAVE_WITHIN, leaving, () => undefined).then(() => {
      this.open -= 1;
      this.rooms -= Number(hadRoom);
    });
    this.done = Promise.all([this.done, waited]).then(() => undefined);
  }
}
