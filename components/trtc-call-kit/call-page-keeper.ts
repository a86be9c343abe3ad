/**
 * The keeper of the call page keeps a call and the page that carries it together, where no view can cover
 * other pages: in mini-programs and in the App.
 *
 * ```
 *  the page goes, and no other call page comes within 300 ms while the call
 *  ├─ rings                                   ▶ the page is opened again
 *  ├─ is on its way, and the user went back   ▶ the call is cancelled
 *  ├─ is on its way, and the app went away    ▶ the page is opened again
 *  ├─ has been answered                       ▶ the call is hung up: the page took the way into the room
 *  │                                            with it, and the others have seen this user leave
 *  └─ is over, or began after the page went   ▶ nothing
 * ```
 *
 * Timers may stand still while the app is hidden, so what waits for the 300 ms then is decided as it is hidden.
 *
 * An App has two rules more. The room dies with the page that carries it, so a call that has been answered is hung
 * up at once: no other page can take over. And no page is opened while the App is hidden: it is opened when the App
 * is shown, if its call still needs it, and a call that rings comes on top then.
 */
import type { CallSnapshot } from '../../src/store/types';

/** ms in which another call page may take over from one that has gone, and between two tries to open one. */
const GRACE = 300;

/** A page that cannot be opened, as while WeChat is still changing pages, is tried so many times. */
const MOST_TRIES = 3;

/** WeChat keeps so many pages at the most. */
const MOST_PAGES = 10;

/** A page as `getCurrentPages` lists it. */
export interface StackedPage {
  readonly route?: string | undefined;
}

/** The keeper needs these of the app around it. */
export interface KeeperDeps {
  call: {
    readonly snapshot: Pick<CallSnapshot, 'phase'>;
    hangup(): void;
  };
  pages: {
    /** Lists the pages, that on top last. */
    list(): readonly StackedPage[];
    /** Opens a page over that on top, or in its place. Rejects where WeChat does not. */
    open(url: string, inPlace: boolean): Promise<unknown>;
    back(delta: number): void;
  };
  /** The page could not be opened, though the call needs it. */
  failed(url: string, error: unknown): void;
  /** Calls back after so many ms. */
  after(ms: number, callback: () => void): void;
  /** The rules of an App; undefined in a mini-program. */
  app?: {
    /**
     * An attempt to open a page that has not settled after so many ms has failed: while another page is being opened
     * an App's framework drops the request, and never says so.
     */
    openTimeout: number;
  };
}

export class CallPageKeeper {
  /** It counts the call pages that are there. */
  pages = 0;
  isOpening = false;
  private isHidden = false;
  /** The page that was asked for last. */
  private asked: string | undefined;
  /** What is to be decided when no other call page has come. */
  private readonly pending = new Set<() => void>();

  constructor(private readonly deps: KeeperDeps) {}

  /** Opens the call page, or goes back to it if it lies below others. */
  show(url: string): void {
    this.asked = url;
    // The kits of several pages see the same call.
    if (this.isOpening || this.waitsForShow) return;
    if (this.pages === 0) return void this.open(url);
    const routes = this.deps.pages.list().map(({ route }) => `/${route}`);
    const delta = routes.length - 1 - routes.lastIndexOf(url);
    if (delta > 0 && delta < routes.length) this.deps.pages.back(delta);
  }

  /**
   * Tells that a page carries the call from now on.
   *
   * @param route as pages are listed; without it, it is the page on top
   * @returns to be called when that page goes
   */
  carry(route?: string): () => void {
    const stack = this.deps.pages.list();
    const routes = stack.map((page) => page.route);
    const at = route === undefined ? -1 : routes.lastIndexOf(route);
    const below = at < 0 ? stack.slice(0, -1) : stack.slice(0, at);
    const own = stack[below.length];
    const url = `/${own?.route}`;
    this.pages += 1;
    this.isOpening = false;
    return () => {
      this.pages -= 1;
      // A call that begins later gets a page of its own.
      if (!this.lives) return;
      if (this.deps.app && this.isAnswered) return this.deps.call.hangup();
      const isBelow = (page: StackedPage | undefined) => page !== undefined && below.includes(page);
      // Another page may be in its place already, from which the user goes back until it is decided. WeChat may also
      // list the page still, or not yet what takes its place.
      const now = this.top();
      const mayBeBack = now === own || isBelow(now);
      const decide = () => {
        if (this.pending.delete(decide)) this.reconcile(url, mayBeBack && isBelow(this.top()));
      };
      this.pending.add(decide);
      // A page that comes in the same moment may take over.
      if (this.isHidden) void Promise.resolve().then(decide);
      else this.deps.after(GRACE, decide);
    };
  }

  /** Tells that the app is hidden or shown. */
  setHidden(isHidden: boolean): void {
    this.isHidden = isHidden;
    if (isHidden) for (const decide of [...this.pending]) decide();
    else this.reopen();
  }

  /** Shows what could not be shown while the App was hidden. */
  private reopen(): void {
    if (!this.deps.app || this.asked === undefined || !this.lives) return;
    const isRinging = this.deps.call.snapshot.phase === 'ringing';
    if (this.pages === 0 || isRinging) this.show(this.asked);
  }

  private get waitsForShow(): boolean {
    return this.deps.app !== undefined && this.isHidden;
  }

  /** Tells whether there is a call that needs its page. */
  private get lives(): boolean {
    const { phase } = this.deps.call.snapshot;
    return phase !== 'idle' && phase !== 'ending';
  }

  private get isAnswered(): boolean {
    const { phase } = this.deps.call.snapshot;
    return phase === 'accepting' || phase === 'connected';
  }

  private async open(url: string, tries = 1): Promise<void> {
    if (this.pages > 0) {
      this.isOpening = false;
      return;
    }
    this.isOpening = true;
    const isFull = this.deps.pages.list().length >= MOST_PAGES;
    try {
      await this.settled(this.deps.pages.open(url, isFull));
    } catch (error) {
      if (this.waitsForShow) {
        // Nothing opens in an App that is hidden; it is tried anew when it is shown.
        this.isOpening = false;
        return;
      }
      if (tries < MOST_TRIES && this.lives) {
        return this.deps.after(GRACE, () => void this.open(url, tries + 1));
      }
      if (this.lives) this.deps.failed(url, error);
    }
    this.isOpening = false;
  }

  /** @throws Error where an App's framework has dropped the request */
  private settled(opening: Promise<unknown>): Promise<unknown> {
    const { app, after } = this.deps;
    if (!app) return opening;
    const late = new Promise<never>((_, reject) => {
      after(app.openTimeout, () => reject(new Error('the page was not opened in time')));
    });
    return Promise.race([opening, late]);
  }

  private top(): StackedPage | undefined {
    return this.deps.pages.list().slice(-1)[0];
  }

  /** @param wentBack from the page that has gone to one below it */
  private reconcile(url: string, wentBack: boolean): void {
    if (this.pages > 0 || this.isOpening || !this.lives) return;
    const { phase } = this.deps.call.snapshot;
    const onItsWay = phase === 'dialing' || phase === 'inviting';
    if (phase === 'ringing' || (onItsWay && !wentBack)) this.show(url);
    else this.deps.call.hangup();
  }
}
