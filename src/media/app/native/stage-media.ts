/** Native media run in app-service, with the plug-in of one stage page. */
import type { Logger } from '../../../log';
import type { LinkedPage, LinkMessage, PageLink } from '../../page-link';
import type { MediaPort } from '../../port';
import type { FromPage, ToPage } from '../messages';
import { serveMedia, type MediaServer } from '../serve';
import type { FromPlugin, ToPlugin } from './line';
import type { GlobalEvent } from './plugin';
import { RemotePlugin } from './remote-plugin';

export interface StageMediaOptions {
  /** Hands a message to the page; order is kept. */
  post(message: ToPlugin): void;
  /** The driver takes the page for dead. */
  dead?(): void;
  /** Makes the media port over the plug-in of the page. @param given.plugin undefined where none is packed */
  createMedia(given: { plugin: unknown; globalEvent: GlobalEvent; log: Logger }): MediaPort;
}

/**
 * It is, for the driver of the App, the page that carries the media. The media are served here, and only what the
 * plug-in is told crosses to the page; but the page itself answers whether it is there.
 *
 * ```
 *  driver ── the link ──▶ StageMedia ── serve.ts ──▶ native/ ── RemotePlugin ──▶ page: PluginPage ──▶ plug-in
 * ```
 */
export class StageMedia {
  private readonly remote: RemotePlugin;
  /** The page has said whether it has the plug-in. */
  private packed: boolean | undefined;
  /** Each driver has one of its own, from the moment that it has greeted. */
  private server: MediaServer | undefined;
  private linked: LinkedPage | undefined;
  /** It holds what is said while the ends are being joined: each answers at once, before the other is known here. */
  private early: FromPage[] | undefined;
  private isOver = false;

  constructor(private readonly options: StageMediaOptions) {
    this.remote = new RemotePlugin(options.post);
  }

  /** Joins this driver, in place of the one before, whose media are let go. */
  join(link: PageLink | undefined): void {
    void this.letGo();
    if (!link) return;
    const told = (message: LinkMessage) => this.told(message as ToPage);
    this.joining(() => {
      this.linked = link.connect('native', told, () => this.options.dead?.());
    });
  }

  /** Takes what the page says. */
  receive(message: FromPlugin): void {
    if (message.type === 'hello') this.hello(message.packed);
    else if (message.type === 'pong') this.linked?.receive({ type: 'pong' });
    else this.remote.receive(message);
  }

  /**
   * The page is gone, or another one has taken its place, and the driver hears so. Resolves when the media have let the
   * plug-in go; until then a page that is still there has to be told what they tell it, and heard.
   */
  close(): Promise<void> {
    this.isOver = true;
    return this.letGo();
  }

  private async letGo(): Promise<void> {
    const { linked, server } = this;
    this.linked = this.server = undefined;
    linked?.gone();
    await server?.close();
  }

  private told(message: ToPage): void {
    if (this.isOver) return;
    if (message.type === 'ping') return this.options.post(message);
    if (this.server) return this.server.receive(message);
    if (message.type !== 'greet') return;
    if (this.packed === undefined) this.options.post(message);
    else this.serve(this.packed);
  }

  /** A page that is greeted again has nothing new to say. */
  private hello(packed: boolean): void {
    this.packed = packed;
    if (!this.server && (this.linked ?? this.early)) this.serve(packed);
  }

  /** Begins to serve, and says hello by that. */
  private serve(packed: boolean): void {
    const { plugin, globalEvent } = this.remote;
    this.joining(() => {
      this.server = serveMedia({
        createMedia: ({ log }) =>
          this.options.createMedia({ plugin: packed ? plugin : undefined, globalEvent, log }),
        post: (message) => this.say(message),
        // A web view would have facts.
        facts: {},
      });
    });
  }

  private joining(begin: () => void): void {
    if (this.early) return begin();
    const early: FromPage[] = (this.early = []);
    begin();
    this.early = undefined;
    for (const message of early) this.say(message);
  }

  private say(message: FromPage): void {
    if (this.early) this.early.push(message);
    else this.linked?.receive(message);
  }
}
