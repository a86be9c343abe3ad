import type { Logger } from '../../log';
import type { Clock } from '../../runtime/clock';
import { within } from '../../runtime/within';
import type { CarrierKind } from '../page-link';
import type { PageClient } from './page-client';

/** ms for a page to leave its room: the rule of the port is three seconds in all. */
const LEAVE_WITHIN = 2800;

/**
 * ms that the plug-in has for a room whose page is gone, with which its onExitRoom is heard no more. The page waits as
 * long for one that does not come, and who enters before the room is left has black pictures.
 */
const PLUGIN_LEAVES_WITHIN = 2500;

interface Deps {
  clock: Clock;
  log: Logger;
  /** Where the room is: a web view takes it along when it goes, the plug-in is one per process and stays. */
  kind: CarrierKind;
}

/** Leavings are the rooms that pages are leaving: the next call waits for them, though not for ever. */
export class Leavings {
  /** It resolves when all pages that were told so have left, or have had their time. */
  done: Promise<void> = Promise.resolve();
  private open = 0;

  constructor(private readonly deps: Deps) {}

  get areDone(): boolean {
    return this.open === 0;
  }

  /** @param left is called when the page has left, be it after its time */
  add(page: PageClient, left: () => void): void {
    const { clock, log } = this.deps;
    page.isLeaving = true;
    const leaving = page
      .ask('leave')
      .catch((error: unknown) => {
        log.log('a page did not leave its room', error);
        return page.isOver ? this.afterPage() : undefined;
      })
      .then(left);
    this.wait(within(clock, LEAVE_WITHIN, leaving, () => undefined));
  }

  /** A page has gone in the middle of a call, and was told nothing. */
  pageGone(): void {
    this.wait(this.afterPage());
  }

  /** Waits until the room of a page that is gone is left. */
  private afterPage(): Promise<void> {
    const { clock, kind } = this.deps;
    if (kind === 'web') return Promise.resolve();
    return new Promise((resolve) => {
      clock.at(clock.now() + PLUGIN_LEAVES_WITHIN, resolve);
    });
  }

  private wait(leaving: Promise<unknown>): void {
    this.open += 1;
    const waited = leaving.then(() => {
      this.open -= 1;
    });
    this.done = Promise.all([this.done, waited]).then(() => undefined);
  }
}
