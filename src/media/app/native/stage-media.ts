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
  /** It is there as soon as the page has said whether it has the plug-in. */
  private server: MediaServer | undefined;
  private linked: LinkedPage | undefined;
  /** What is said while the driver is being joined: it greets at once, and is answered at once. */
  private readonly early: LinkMessage[] = [];

  constructor(private readonly options: StageMediaOptions) {
    this.remote = new RemotePlugin(options.post);
  }

  /** Joins this driver, in place of the one before. */
  join(link: PageLink | undefined): void {
    this.linked?.gone();
    this.linked = undefined;
    const told = (message: LinkMessage) => this.told(message as ToPage);
    this.linked = link?.connect('native', told, () => this.options.dead?.());
    for (const message of this.early.splice(0)) this.linked?.receive(message);
  }

  /** Takes what the page says. */
  receive(message: FromPlugin): void {
    if (message.type === 'hello') this.serve(message.packed);
    else if (message.type === 'pong') this.say({ type: 'pong' });
    else this.remote.receive(message);
  }

  /** The page is gone, and its plug-in with it. */
  close(): void {
    this.linked?.gone();
    this.linked = undefined;
    void this.server?.close();
  }

  private told(message: ToPage): void {
    if (message.type === 'ping' || !this.server) {
      if (message.type === 'ping' || message.type === 'greet') this.options.post(message);
      return;
    }
    this.server.receive(message);
  }

  /** Begins to serve; a page that is greeted again has nothing new to say. */
  private serve(packed: boolean): void {
    const { plugin, globalEvent } = this.remote;
    this.server ??= serveMedia({
      createMedia: ({ log }) =>
        this.options.createMedia({ plugin: packed ? plugin : undefined, globalEvent, log }),
      post: (message) => this.say(message),
      // A web view would have facts.
      facts: {},
    });
  }

  private say(message: FromPage): void {
    if (this.linked) this.linked.receive(message);
    else this.early.push(message);
  }
}
