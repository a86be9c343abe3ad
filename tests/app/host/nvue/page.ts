/** One nvue page: a context of its own with Vue, `weex` and a document, and the page's own script in it. */
import type { Emitter } from '../emitter';
import type { Service } from '../service/service';
import type { Weex } from '../service/weex';
import type { Webview } from '../view/webviews';
import { NvueDocument, type NvueElement, type Step } from './document';

export interface NvueParts {
  service: Service;
  /** Script of Vue for nvue. */
  vue: string;
  plus: object;
  weex: Weex;
  globalEvent: Emitter;
  /** Hands changes to the canvas, in order. */
  draw(steps: Step[]): void;
  inserted(element: NvueElement): void;
  removed(element: NvueElement): void;
  run(where: string, call: () => void): void;
}

type MakeVue = (document: NvueDocument, pageOf: (id: number) => unknown) => NvueVue;
interface NvueVue {
  parseClassStyles(element: NvueElement): Record<string, unknown>;
}

/** What a touch on the canvas says. */
export interface Touch {
  id: number;
  event: string;
  detail: object;
}

export class NvuePage {
  readonly document: NvueDocument;
  private waiting: Step[] = [];

  constructor(
    readonly webview: Webview,
    private readonly parts: NvueParts,
  ) {
    const { inserted, removed } = parts;
    this.document = new NvueDocument({ change: (step) => this.draw(step), inserted, removed });
  }

  get globalEvent(): Emitter {
    return this.parts.globalEvent;
  }

  /** Runs the page's script; the base does so some time after the web view is made. */
  start(): void {
    const { service, vue, weex, plus } = this.parts;
    const { framework } = service;
    const { document } = this;
    const uni = new Proxy(framework.uni, {
      get: (target, key, receiver) =>
        key === 'requireNativePlugin' ? weex.requireModule : Reflect.get(target, key, receiver),
    });
    const path = String(this.webview.__path__).slice(1);
    const realm = service.realmOfPage(path, { weex, plus, document, uni });
    realm.run(vue, 'nvue.js');
    const make = realm.globals.__makeNvue as MakeVue;
    const pageOf = (id: number) =>
      framework.getCurrentPages().find(({ $page }) => $page.id === id || $page.meta.id === id);
    const Vue = make(document, pageOf);
    document.classStyles = (element) => Vue.parseClassStyles(element);
    realm.globals.Vue = Vue;
    realm.call(service.read(`${path}.js`), `${path}.js`);
  }

  touched({ id, event, detail }: Touch): void {
    const element = this.document.elements.get(id);
    const told = { type: event, timestamp: Date.now(), detail, ...detail };
    this.parts.run(`nvue ${event}`, () => element?.fire(event, told));
  }

  unmount(): void {
    this.document.unmount?.();
  }

  /** Changes of one turn go to the canvas together. */
  private draw(step: Step): void {
    this.waiting.push(step);
    if (this.waiting.length > 1) return;
    queueMicrotask(() => {
      const { waiting } = this;
      this.waiting = [];
      this.parts.draw(waiting);
    });
  }
}
