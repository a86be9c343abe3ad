import { serveMedia, type MediaServer } from '../../src/media/app/serve';
import type { FromPage, PageFacts, ToPage } from '../../src/media/app/messages';
import type { CarrierKind, LinkedPage, PageLink } from '../../src/media/page-link';
import type { MediaPort } from '../../src/media/port';

/** What a bridge makes of a message. */
const asJson = <T>(message: T): T => JSON.parse(JSON.stringify(message)) as T;

/** A page in a context of its own: what it says and hears crosses as JSON, in order, and a turn later. */
export class AppPage<Media extends MediaPort = MediaPort> {
  media: Media | undefined;
  readonly heard: ToPage[] = [];
  readonly said: FromPage[] = [];
  /** What a page that stands still has not yet heard; undefined: it hears. */
  private frozen: ToPage[] | undefined;
  private server: MediaServer;
  private readonly linked: LinkedPage;
  private isGone = false;
  /** The driver has taken it for dead. */
  isGivenUp = false;

  constructor(
    link: PageLink,
    private readonly createMedia: () => Media,
    private readonly options: { kind?: CarrierKind; facts?: PageFacts } = {},
  ) {
    this.server = this.start();
    const post = (message: object) => {
      const heard = asJson(message) as ToPage;
      void Promise.resolve().then(() => {
        if (this.frozen) this.frozen.push(heard);
        else this.hear(heard);
      });
    };
    this.linked = link.connect(options.kind ?? link.kind, post, () => (this.isGivenUp = true));
  }

  /** The page stands still: it neither hears nor says anything. */
  freeze(): void {
    this.frozen ??= [];
  }

  /** The page goes on with what came meanwhile. */
  thaw(): void {
    const missed = this.frozen ?? [];
    this.frozen = undefined;
    for (const message of missed) this.hear(message);
  }

  /** Names the verbs that the page was asked, in order. */
  get verbs(): string[] {
    return this.heard.flatMap((message) => (message.type === 'call' ? [message.verb] : []));
  }

  /** The context starts again, as after a reload; what it carried is gone, without a word. */
  async restart(): Promise<void> {
    await this.server.close();
    this.server = this.start();
  }

  /** The page is closed, and who holds the link says so. */
  async close(): Promise<void> {
    this.linked.gone();
    await this.die();
  }

  /** The context ends, and nobody says so. */
  async die(): Promise<void> {
    if (this.isGone) return;
    this.isGone = true;
    await this.server.close();
  }

  /** Says something that this page would not say by itself. */
  say(message: FromPage): void {
    this.linked.receive(asJson(message));
  }

  private hear(message: ToPage): void {
    if (this.isGone) return;
    this.heard.push(message);
    this.server.receive(message);
  }

  private start(): MediaServer {
    return serveMedia({
      createMedia: () => (this.media = this.createMedia()),
      post: (message) => {
        if (this.frozen) return;
        const said = asJson(message);
        void Promise.resolve().then(() => {
          this.said.push(said);
          this.linked.receive(said);
        });
      },
      facts: this.options.facts ?? {},
    });
  }
}

/** The pages of an App: one is opened when it is wanted, and closed when it is not, as the kit does. */
export class AppPages<Media extends MediaPort> {
  page: AppPage<Media> | undefined;
  private stays = false;
  private readonly prepared: ((media: Media) => void)[] = [];
  private readonly stop: () => void;

  constructor(
    private readonly link: PageLink,
    private readonly createMedia: () => Media,
  ) {
    this.stop = link.subscribe(() => void this.follow());
  }

  /** The number of pages that the driver wants. */
  get wanted(): number {
    return this.link.wanted === undefined ? 0 : 1;
  }

  /** The media of the page that is there. */
  get media(): Media | undefined {
    return this.page?.media;
  }

  /** @param stays true: a page is there from now on, with a call and without one */
  keep(stays: boolean): void {
    this.stays = stays;
    void this.follow();
  }

  /** Does something with the media of the page that is there, else of the next one. */
  whenMedia(action: (media: Media) => void): void {
    if (this.media) action(this.media);
    else this.prepared.push(action);
  }

  async close(): Promise<void> {
    this.stop();
    await this.page?.close();
  }

  private async follow(): Promise<void> {
    const { page } = this;
    const isNeeded = this.stays || this.link.wanted !== undefined;
    if (isNeeded && !page) {
      this.page = new AppPage(this.link, () => {
        const media = this.createMedia();
        for (const action of this.prepared.splice(0)) action(media);
        return media;
      });
    } else if (!isNeeded && page) {
      this.page = undefined;
      await page.close();
    }
  }
}
