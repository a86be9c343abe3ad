/** One nvue page: a context of its own with Vue, `weex` and a document, and the page's own script in it. */
import type { Emitter } from '../emitter';
import type { Offer } from '../offer';
import type { Realm } from '../realm';
import type { Service } from '../service/service';
import type { Weex } from '../service/weex';
import type { Timers } from '../timers';
import type { Webview } from '../view/webviews';
import { NvueDocument, type NvueElement, type Step } from './document';
import { PageBus } from './page-bus';

export interface NvueParts {
  service: Service;
  offer: Offer;
  timers: Timers;
  /** Script of Vue for nvue. */
  vue: string;
  plus: object;
  weex: Weex;
  globalEvent: Emitter;
  /** Hands changes to the canvas, in order. */
  draw(steps: Step[]): void;
  inserted(element: NvueElement): void;
  removed(element: NvueElement): void;
  /** Calls with nobody to catch what is thrown, now or in a task of its own. */
  run(where: string, call: () => void): void;
  later(where: string, call: () => void): void;
  report(where: string, text: string): void;
}

type MakeVue = (document: NvueDocument, pageOf: (id: number) => unknown) => NvueVue;
/** A page as the logic keeps it. */
interface PageVm {
  /** If it is there, the framework calls the hooks of the page by it. */
  __call_hook?: () => void;
}

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
  readonly bus: PageBus;
  private waiting: Step[] = [];
  private hasDied = false;
  private realm: Realm | undefined;

  constructor(
    readonly webview: Webview,
    private readonly parts: NvueParts,
  ) {
    const { inserted, removed } = parts;
    this.document = new NvueDocument({ change: (step) => this.draw(step), inserted, removed });
    this.bus = new PageBus({ ...parts, parse: (text) => this.realm!.parse(text) });
  }

  get isDead(): boolean {
    return this.hasDied;
  }

  /** Counts the listeners of this context, and those that it has with the logic. */
  get listeners(): number {
    return this.parts.globalEvent.count + this.bus.names.length;
  }

  get timers(): Timers {
    return this.parts.timers;
  }

  /** Runs the page's script; the base does so some time after the web view is made. */
  start(): void {
    const { service, vue, plus } = this.parts;
    const { framework } = service;
    const { document } = this;
    const weex = { ...this.parts.weex, requireModule: this.requireModule };
    const own: Record<string | symbol, unknown> = {
      requireNativePlugin: weex.requireModule,
      ...this.bus.api,
      connectSocket: (...asked: never[]) => {
        this.parts.report('nvue page', `${this.path} opens a socket beside those of the logic`);
        return framework.uni.connectSocket(...(asked as [never]));
      },
    };
    const uni = new Proxy(framework.uni, {
      get: (target, key, receiver) => (key in own ? own[key] : Reflect.get(target, key, receiver)),
    });
    const { path } = this;
    const realm = service.realmOfPage(path, { weex, plus, document, uni, ...this.timers.api });
    this.realm = realm;
    realm.run(vue, 'nvue.js');
    const make = realm.globals.__makeNvue as MakeVue;
    const Vue = make(document, (id) => this.pageOf(id));
    document.classStyles = (element) => Vue.parseClassStyles(element);
    realm.globals.Vue = Vue;
    realm.call(service.read(`${path}.js`), `${path}.js`);
  }

  /** As it is listed, without a slash before it. */
  get path(): string {
    return String(this.webview.__path__).slice(1);
  }

  /** The context ends without a word: nothing in it runs any more, and nobody hears it. Its page stays where it is. */
  die(): void {
    this.hasDied = true;
    this.bus.end();
    this.timers.stop();
    const page = this.pageOf(Number(this.webview.id)) as PageVm | undefined;
    if (page) page.__call_hook = () => undefined;
  }

  touched({ id, event, detail }: Touch): void {
    if (this.hasDied) return;
    const element = this.document.elements.get(id);
    const told = { type: event, timestamp: Date.now(), detail, ...detail };
    this.parts.run(`nvue ${event}`, () => element?.fire(event, told));
  }

  unmount(): void {
    if (!this.hasDied) this.document.unmount?.();
  }

  private pageOf(id: number): unknown {
    const pages = this.parts.service.framework.getCurrentPages();
    return pages.find(({ $page }) => $page.id === id || $page.meta.id === id);
  }

  /** The code of this host cannot stop the page's promises: a context that is gone calls no native module. */
  private readonly requireModule = (name: string): object | undefined => {
    const module = this.parts.weex.requireModule(name);
    if (!module) return undefined;
    return new Proxy(module, {
      get: (target, key, receiver) =>
        this.hasDied ? () => undefined : (Reflect.get(target, key, receiver) as unknown),
    });
  };

  /** Changes of one turn go to the canvas together. */
  private draw(step: Step): void {
    if (this.hasDied) return;
    this.waiting.push(step);
    if (this.waiting.length > 1) return;
    queueMicrotask(() => {
      const { waiting } = this;
      this.waiting = [];
      this.parts.draw(waiting);
    });
  }
}
