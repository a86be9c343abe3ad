import { CallError } from '../../errors';
import type { Logger } from '../../log';
import type { LinkMessage } from '../page-link';
import type { MediaEvent } from '../port';
import {
  callErrorOf,
  mediaEventOf,
  type FromPage,
  type PageFacts,
  type ToPage,
  type Verb,
} from './messages';

export interface PageClientOptions {
  post: (message: LinkMessage) => void;
  log: Logger;
  /** The page can be configured now. `again`: it has started anew, and what it carried is gone. */
  hello(facts: PageFacts, again: boolean): void;
  event(event: MediaEvent): void;
  /** The page has said anything at all. */
  heard(): void;
}

interface Asked {
  verb: Verb;
  resolve(value: unknown): void;
  reject(error: CallError): void;
}

/** The driver's end of one page, from the moment that it connects until it is gone or another takes its place. */
export class PageClient {
  /** It has said hello and was configured: it can be asked. */
  isConfigured = false;
  /** It leaves a room: what it reports belongs to the call that is over. */
  isLeaving = false;
  /** It is gone for good. */
  private isOver = false;
  private name: string | undefined;
  private id = 0;
  private readonly asked = new Map<number, Asked>();

  constructor(private readonly options: PageClientOptions) {}

  /** It takes what belongs to a call. */
  get isReady(): boolean {
    return this.isConfigured && !this.isLeaving;
  }

  /** @throws CallError what the page says; 61011 where the page goes or is given up meanwhile */
  ask(verb: Verb, ...args: unknown[]): Promise<unknown> {
    const id = ++this.id;
    return new Promise<unknown>((resolve, reject) => {
      this.asked.set(id, { verb, resolve, reject });
      if (this.send({ type: 'call', id, verb, args })) return;
      this.asked.delete(id);
      reject(CallError.cancelled('the page takes no messages'));
    });
  }

  /** Asks, and waits for no answer. */
  tell(verb: Verb): void {
    this.send({ type: 'call', id: ++this.id, verb, args: [] });
  }

  /** @returns false where the bridge to the page refuses it */
  send(message: ToPage): boolean {
    if (this.isOver) return false;
    try {
      this.options.post(message);
      return true;
    } catch (error) {
      this.options.log.warn(`'${message.type}' did not reach the page`, error);
      return false;
    }
  }

  receive(message: FromPage): void {
    if (this.isOver) return;
    this.options.heard();
    switch (message.type) {
      case 'hello':
        return this.hello(message.page, message.facts);
      case 'done':
        return this.take(message.id)?.resolve(message.value);
      case 'failed':
        return this.take(message.id)?.reject(callErrorOf(message.error));
      case 'event':
        return this.options.event(mediaEventOf(message.event));
      case 'log':
        return this.options.log[message.method](message.line);
      case 'pong':
        return undefined;
    }
  }

  /** Rejects what was asked with 61011, and hears no answer to it. What leaves goes on leaving. */
  giveUp(why: string): void {
    this.forget(why, ({ verb }) => verb !== 'leave');
  }

  /** The page is gone: nothing is sent to it and nothing that it says counts any more. */
  end(why: string): void {
    this.isOver = true;
    this.isConfigured = false;
    this.forget(why, () => true);
  }

  private hello(name: string, facts: PageFacts): void {
    if (name === this.name) return;
    const again = this.name !== undefined;
    this.name = name;
    this.isLeaving = false;
    if (again) this.forget('the page has started anew', () => true);
    this.options.hello(facts, again);
  }

  private forget(why: string, which: (asked: Asked) => boolean): void {
    for (const [id, asked] of [...this.asked]) {
      if (!which(asked)) continue;
      this.asked.delete(id);
      asked.reject(CallError.cancelled(why));
    }
  }

  private take(id: number): Asked | undefined {
    const asked = this.asked.get(id);
    this.asked.delete(id);
    return asked;
  }
}
