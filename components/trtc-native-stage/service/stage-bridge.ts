/**
 * The bridge is the app-service's end of the line to the stage page: it joins the page and the driver that wants its
 * media, tells the page what to draw, and hands on what is tapped. One page is heard at a time, the latest; one before it only
 * until its plug-in is let go.
 */
import type { StageIntent } from '../intents';
import {
  FROM_STAGE,
  TO_STAGE,
  type Bus,
  type FromStage,
  type MediaMessage,
  type OpenedPage,
  type ToStage,
} from '../messages';
import type { StageScreen } from '../screen-types';
import { ICON_FONT } from './icon-font';

export interface BridgeDeps {
  bus: Bus;
  /**
   * Makes the media of a page that is there.
   *
   * @param post hands a message to the page; order is kept
   * @param dead is called when the page answers nothing any more
   */
  media(post: (message: MediaMessage) => void, dead: () => void): PageMedia;
  /** Takes away a page that is dead, and cannot say that it goes. */
  takeAway(): void;
  /** A page is there, and shows the call from now on. @returns to be called when it has gone */
  opened(page: OpenedPage): () => void;
  want(intent: StageIntent): void;
}

/** The media of one page, between the driver and the plug-in that the page has. */
export interface PageMedia {
  /** Joins the driver that is there now; there is none where nobody is logged in, who could call. */
  join(): void;
  /** Takes what the page says. */
  receive(message: MediaMessage): void;
  /** The page is gone, or another one has taken its place. Resolves when its plug-in is let go. */
  close(): Promise<void>;
}

interface ConnectedPage {
  name: string;
  media: PageMedia;
  release(): void;
}

export class StageBridge {
  private page: ConnectedPage | undefined;
  /** Pages that others have replaced let the plug-in go: until then it passes what they are told and tell of it. */
  private readonly replaced = new Map<string, ConnectedPage>();
  /** It counts who may open a page: without any, and without a page, nothing is listened to. */
  private holders = 0;
  private listens = false;

  constructor(private readonly deps: BridgeDeps) {}

  /** Listens for pages from now on. @returns lets go */
  hold(): () => void {
    this.holders += 1;
    this.listen();
    return () => {
      this.holders -= 1;
      this.listen();
    };
  }

  /** Draws this on the page that is there. */
  show(screen: StageScreen): void {
    if (this.page) this.say({ kind: 'screen', page: this.page.name, screen });
  }

  private listen(): void {
    const needed = this.holders > 0 || this.page !== undefined;
    if (needed === this.listens) return;
    this.listens = needed;
    this.deps.bus[needed ? '$on' : '$off'](FROM_STAGE, this.hear);
  }

  private readonly hear = (said: unknown): void => {
    const message = copied(said as FromStage);
    if (message.kind === 'ready') return this.open(message.page, message);
    const { page } = this;
    // What a page says late that has gone, or that another one has replaced, is about a call of before.
    if (message.page !== page?.name) return this.hearReplaced(message);
    if (message.kind === 'intent') this.deps.want(message.intent);
    else if (message.kind === 'gone') this.forget();
    else page.media.receive(message.message);
  };

  private hearReplaced(message: Exclude<FromStage, { kind: 'ready' }>): void {
    if (message.kind === 'media') this.replaced.get(message.page)?.media.receive(message.message);
    else if (message.kind === 'gone') this.replaced.delete(message.page);
  }

  private open(name: string, opened: OpenedPage): void {
    const before = this.page;
    // Its room is not the room of the page that comes now.
    if (before) this.replace(before);
    const media = this.deps.media(
      (message) => {
        const isThere = this.page === page || this.replaced.has(name);
        if (isThere) this.say({ kind: 'media', page: name, message });
      },
      () => {
        if (this.page !== page) return;
        this.deps.takeAway();
        this.forget();
      },
    );
    const page: ConnectedPage = { name, media, release() {} };
    this.page = page;
    this.say({ kind: 'icons', page: name, font: ICON_FONT });
    media.join();
    page.release = this.deps.opened(opened);
    // Only now: a call without any page would be hung up.
    before?.release();
    this.listen();
  }

  /** Joins the page that is there anew: somebody else's driver, as after another login, knows nothing of it. */
  rejoin(): void {
    this.page?.media.join();
  }

  private replace(page: ConnectedPage): void {
    const { name } = page;
    this.replaced.set(name, page);
    void page.media.close().then(() => this.replaced.delete(name));
  }

  /** Forgets the page that is there: it cannot say that it goes, or has not. */
  forget(): void {
    const { page } = this;
    this.page = undefined;
    void page?.media.close();
    page?.release();
    this.listen();
  }

  private say(message: ToStage): void {
    this.deps.bus.$emit(TO_STAGE, message);
  }
}

/** Whoever keeps one object of a page, such as what an event brought, keeps the whole context of the page. */
const copied = (said: FromStage): FromStage => JSON.parse(JSON.stringify(said)) as FromStage;
