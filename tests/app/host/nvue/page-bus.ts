/**
 * `uni.$emit` and `uni.$on` as an nvue page has them. On a phone the page and the logic are two JavaScript contexts:
 * a message is copied as JSON, and arrives in a task of its own; the order of messages is kept.
 */
import type { Offer } from '../offer';
import type { Service } from '../service/service';
import { notJson } from './json';

type Listener = (...message: unknown[]) => void;

interface Heard {
  name: string;
  listener: Listener;
  /** It stands on the bus of the logic in the listener's place. */
  hear: Listener;
}

interface Deps {
  service: Service;
  offer: Offer;
  /** Makes the value of a JSON text, of objects of the page's context. */
  parse(text: string): unknown;
  /** Calls in a task of its own, with nobody to catch what is thrown. */
  later(where: string, call: () => void): void;
}

export class PageBus {
  private readonly heard: Heard[] = [];
  private isOver = false;

  constructor(private readonly deps: Deps) {}

  /** The names of the messages that are listened to. */
  get names(): string[] {
    return this.heard.map(({ name }) => name);
  }

  readonly api = {
    $on: (name: string, listener: Listener) => this.listen(name, listener, false),
    $once: (name: string, listener: Listener) => this.listen(name, listener, true),
    $off: (name: string, listener?: Listener) => {
      const gone = this.heard.filter(
        (one) => one.name === name && (!listener || one.listener === listener),
      );
      for (const one of gone) this.forget(one);
    },
    $emit: (name: string, ...message: unknown[]) => {
      if (this.isOver) return;
      const text = this.textOf(name, message);
      const { service, later } = this.deps;
      later(`uni.$emit ${name}`, () => {
        service.framework.uni.$emit(name, ...(service.parse(text) as unknown[]));
      });
    },
  };

  /** The context is gone, and its listeners with it. What it has said before still arrives. */
  end(): void {
    this.isOver = true;
    for (const one of [...this.heard]) this.forget(one);
  }

  private listen(name: string, listener: Listener, isOnce: boolean): void {
    const one: Heard = {
      ...{ name, listener },
      hear: (...message) => {
        const text = this.textOf(name, message);
        this.deps.later(`listener of ${name}`, () => {
          if (!this.heard.includes(one)) return;
          if (isOnce) this.forget(one);
          listener(...(this.deps.parse(text) as unknown[]));
        });
      },
    };
    this.heard.push(one);
    this.deps.service.framework.uni.$on(name, one.hear);
  }

  private forget(one: Heard): void {
    this.heard.splice(this.heard.indexOf(one), 1);
    this.deps.service.framework.uni.$off(one.name, one.hear);
  }

  /** @throws Error in whoever emits, if it is no JSON */
  private textOf(name: string, message: unknown[]): string {
    const found = notJson(message);
    if (found !== undefined) this.deps.offer.refuse(`way for ${found} in a message ${name}`);
    return JSON.stringify(message);
  }
}
