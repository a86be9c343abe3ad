/** The slot holds the page that carries the media, waits for one that is to come, and notices one that is dead. */
import { CallError, ErrorCode } from '../../errors';
import type { Logger } from '../../log';
import type { CallScope } from '../../runtime/call-scope';
import type { Clock } from '../../runtime/clock';
import { Listeners } from '../../runtime/listeners';
import type { CarrierKind, LinkedPage, LinkMessage, PageLink } from '../page-link';
import type { MediaEvent } from '../port';
import type { FromPage, PageFacts, PageSettings } from './messages';
import { PageClient } from './page-client';
import { PageWatch } from './page-watch';

/** ms for the page of a call to come: somebody has to open it, and its context to start. */
const PAGE_WITHIN = 10_000;

const PAGE_CURE: Record<CarrierKind, string> = {
  web: "Register the page pages/call/call of this package in pages.json and put <trtc-call-kit /> into the App's pages; the page of the call must not be closed while it is set up.",
  native:
    "Register the page pages/call/stage of this package in pages.json, in the main package, and put <trtc-call-kit /> into the App's pages; the page of the call must not be closed while it is set up.",
};

export interface PageSlotOptions {
  kind: CarrierKind;
  settings: () => PageSettings;
  clock: Clock;
  log: Logger;
  canOnlyReceive(): boolean;
  /** A page, of any kind, has said what it knows of its context. */
  facts(kind: CarrierKind, facts: PageFacts): void;
  /**
   * The page can be asked: what was kept is told to it now, before anything else.
   *
   * @param isNew false: it was there for the call before, and has left its room
   */
  ready(page: PageClient, isNew: boolean): void;
  event(event: MediaEvent): void;
  /** What the page carried is gone, or given up: nothing of it comes any more. */
  lost(why: string): void;
  /** The page does not answer, and is given up; `lost` follows. */
  silent(): void;
  /** Another page takes the place of this one, which may live on and then has to leave its room. */
  replaced(page: PageClient): void;
}

export class PageSlot {
  readonly link: PageLink;
  private current: PageClient | undefined;
  private isWanted = false;
  private isHidden = false;
  private isClosed = false;
  /** Tells who connected the current page that it is given up. */
  private tellDead = () => undefined as void;
  private readonly waiting = new Set<() => void>();
  private readonly wants: Listeners<CarrierKind | undefined>;
  private readonly watch: PageWatch;

  constructor(private readonly options: PageSlotOptions) {
    const { kind, clock, log, canOnlyReceive } = options;
    this.wants = new Listeners(log, 'the page link');
    this.watch = new PageWatch(clock, {
      ping: () => this.current?.send({ type: 'ping' }),
      silent: () => this.givenUp(),
    });
    const wanted = () => (this.isWanted ? kind : undefined);
    this.link = {
      kind,
      get wanted() {
        return wanted();
      },
      get canOnlyReceive() {
        return canOnlyReceive();
      },
      subscribe: (listener) => this.wants.add(listener),
      connect: (from, post, dead) => this.connect(from, post, dead),
    };
  }

  /** The page, if it can be asked now. */
  get page(): PageClient | undefined {
    return this.current?.isConfigured ? this.current : undefined;
  }

  /** Says whether a page has to be there. */
  want(isWanted: boolean): void {
    if (this.isWanted === isWanted) return;
    this.isWanted = isWanted;
    this.follow();
    this.wants.emit(this.link.wanted);
  }

  /** A page that is hidden may stand still, and is not asked whether it lives. */
  setHidden(isHidden: boolean): void {
    this.isHidden = isHidden;
    this.follow();
  }

  /**
   * Waits until a page can be asked for what belongs to a call.
   *
   * @throws CallError 61007 where none comes in time, 61011 where the scope ends first
   */
  async ready(scope: CallScope): Promise<PageClient> {
    if (!this.current?.isReady) {
      await scope.pauseAmong(this.waiting, this.options.clock, PAGE_WITHIN);
    }
    if (this.current?.isReady) return this.current;
    const { kind } = this.options;
    throw new CallError(
      ErrorCode.RoomEntryFailed,
      'no page came to carry the sound and the picture of this call',
      undefined,
      PAGE_CURE[kind],
    );
  }

  /** Tells who waits that the page has left its room. */
  left(page: PageClient): void {
    page.isLeaving = false;
    if (page === this.page) this.welcome(page, false);
  }

  close(): void {
    this.isClosed = true;
    this.want(false);
    this.wants.clear();
    this.current?.end('the driver is disposed');
    this.current = undefined;
  }

  private connect(
    kind: CarrierKind,
    post: (message: LinkMessage) => void,
    dead: () => void = () => undefined,
  ): LinkedPage {
    if (this.isClosed) return { receive: () => undefined, gone: () => undefined };
    const { log, facts, event } = this.options;
    const page: PageClient = new PageClient({
      post,
      log,
      hello: (said, again) => {
        facts(kind, said);
        if (page === this.current) this.hello(page, again);
      },
      event: (heard) => {
        if (page === this.current && page.isReady) event(heard);
      },
      heard: () => {
        if (page === this.current) this.watch.heard();
      },
    });
    // A page of the other kind says what it knows, and carries nothing.
    if (kind === this.options.kind) this.take(page, dead);
    page.send({ type: 'greet' });
    return {
      receive: (message) => page.receive(message as FromPage),
      gone: () => this.gone(page),
    };
  }

  private take(page: PageClient, dead: () => void): void {
    const before = this.current;
    this.current = page;
    this.tellDead = dead;
    if (!before) return;
    before.giveUp('another page took the place of this one');
    this.options.replaced(before);
  }

  private hello(page: PageClient, again: boolean): void {
    if (again) this.options.lost('the page of the call has started anew');
    page.send({ type: 'configure', settings: this.options.settings() });
    page.isConfigured = true;
    this.welcome(page, true);
  }

  private welcome(page: PageClient, isNew: boolean): void {
    this.follow();
    this.options.ready(page, isNew);
    for (const done of [...this.waiting]) done();
  }

  private gone(page: PageClient): void {
    page.end('the page of the call is gone');
    if (page !== this.current) return;
    this.current = undefined;
    this.follow();
    this.options.lost('the page of the call is gone');
  }

  /** It may come back, as one that was busy for long: it is told to leave like any other. */
  private givenUp(): void {
    const why = 'the page of the call does not answer';
    this.current?.giveUp(why);
    this.options.silent();
    this.options.lost(why);
    this.tellDead();
  }

  private follow(): void {
    if (this.isWanted && !this.isHidden && this.page) this.watch.start();
    else this.watch.stop();
  }
}
