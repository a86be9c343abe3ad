/**
 * A media port is served to the driver of the App by this half of the link. It runs where the port runs: in the web view
 * of the call page, or, for a stage page, which only lends its plug-in, in app-service.
 */
import { CallError, describeCause } from '../../errors';
import { createLogger, type Logger } from '../../log';
import { attempt } from '../../runtime/attempt';
import type { MediaPort } from '../port';
import {
  plainError,
  plainEvent,
  VERBS,
  type FromPage,
  type PageFacts,
  type PageSettings,
  type ToPage,
} from './messages';

export interface ServeOptions {
  /**
   * Makes the media port, as soon as the driver has said how.
   *
   * @param settings.log writes into the log of the App, whose makers do not see a page's console
   */
  createMedia(settings: PageSettings & { log: Logger }): MediaPort;
  /** Hands a message to the driver; order is kept. */
  post(message: FromPage): void;
  facts: PageFacts;
}

export interface MediaServer {
  /** Takes what the driver says. */
  receive(message: ToPage): void;
  /** Leaves the room and lets everything go; for a page that goes. Nothing is posted afterwards. */
  close(): Promise<void>;
}

/**
 * Serves media to the driver, from now until `close()`.
 *
 * @example
 * const server = serveMedia({ createMedia: ({ proxy, log }) => createWebMedia({ … }), post, facts });
 */
export function serveMedia(options: ServeOptions): MediaServer {
  return new Server(options);
}

class Server implements MediaServer {
  /** A name that no page before has had. */
  private readonly page = String(Math.random());
  private media: MediaPort | undefined;
  private closed = false;

  constructor(private readonly options: ServeOptions) {
    this.greet();
  }

  receive(message: ToPage): void {
    if (this.closed) return;
    switch (message.type) {
      case 'greet':
        return this.greet();
      case 'configure':
        return this.configure(message.settings);
      case 'call':
        return this.call(message);
      case 'ping':
        return this.post({ type: 'pong' });
    }
  }

  async close(): Promise<void> {
    this.closed = true;
    const { media } = this;
    this.media = undefined;
    await media?.dispose();
  }

  private greet(): void {
    this.post({ type: 'hello', page: this.page, facts: this.options.facts });
  }

  /** Each login has a driver of its own, and each driver a port of its own in this page. */
  private configure(settings: PageSettings): void {
    const log = createLogger(settings.logLevel, (method, line, detail) => {
      const text = describeCause(detail);
      this.post({ type: 'log', method, line: text === undefined ? line : `${line}: ${text}` });
    });
    void this.media?.dispose().catch((error: unknown) => log.warn('the media stay open', error));
    const media = this.options.createMedia({ ...settings, log });
    this.media = media;
    media.onEvent((event) => this.post({ type: 'event', event: plainEvent(event) }));
  }

  private call({ id, verb, args }: Extract<ToPage, { type: 'call' }>): void {
    const { media } = this;
    const done = attempt<unknown>(() => {
      if (!media || !VERBS.includes(verb)) throw CallError.internal(`no ${verb} here`);
      const method = media[verb] as (...given: unknown[]) => unknown;
      return method.apply(media, args);
    });
    const answer = (message: FromPage) => {
      // Another driver has come meanwhile, whose calls have the same numbers.
      if (media === this.media) this.post(message);
    };
    done.then(
      (value) => answer({ type: 'done', id, ...(value === undefined ? {} : { value }) }),
      (error: unknown) => answer({ type: 'failed', id, error: plainError(error) }),
    );
  }

  private post(message: FromPage): void {
    if (!this.closed) this.options.post(message);
  }
}
