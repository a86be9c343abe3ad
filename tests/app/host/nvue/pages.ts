/** The nvue pages of an App: each is started in its web view and goes with it. */
import { Emitter } from '../emitter';
import type { Offer } from '../offer';
import type { NativePage, PackedPlugin } from '../plugin/packed-plugin';
import type { Service } from '../service/service';
import type { NativeModules, Weex } from '../service/weex';
import { Timers } from '../timers';
import type { Webview } from '../view/webviews';
import { NvuePage, type Touch } from './page';

export interface NvueHost {
  offer: Offer;
  /** Script of Vue for nvue. */
  vue: string;
  plugin: PackedPlugin | undefined;
  service(): Service;
  plusFor(webview: Webview): object;
  weex(globalEvent: Emitter, natives: NativeModules): Weex;
  /** Hands a message to the canvas of a page. */
  post(id: string, message: unknown): void;
  /** Calls with nobody to catch what is thrown. */
  run(where: string, call: () => void): void;
  report(where: string, text: string): void;
}

interface Started {
  page: NvuePage;
  native: NativePage;
  /** What native views of this page say goes to these. */
  listeners: ((message: unknown) => void)[];
}

export class NvuePages {
  private readonly started = new Map<string, Started>();
  /** What pages have said, and what was said to them, in order. */
  private readonly onItsWay: (() => void)[] = [];
  /** Listeners that pages have left with the logic. */
  private left = 0;
  /** Timers of pages that are gone: their context lives here until its work is done. */
  private lingering: Timers[] = [];

  constructor(private readonly host: NvueHost) {}

  has(id: string): boolean {
    return this.started.has(id);
  }

  /** Counts what pages have, and have left. */
  get counts(): { listeners: number; timers: number; elements: number } {
    const pages = [...this.started.values()].map(({ page }) => page);
    this.lingering = this.lingering.filter(({ count }) => count > 0);
    const timers = [...this.lingering, ...pages.map((page) => page.timers)];
    return {
      listeners: pages.reduce((sum, { listeners }) => sum + listeners, this.left),
      timers: timers.reduce((sum, { count }) => sum + count, 0),
      elements: pages.reduce((sum, { document }) => sum + document.elements.size, 0),
    };
  }

  start(webview: Webview): void {
    const { offer, vue, plugin, service, plusFor, weex, post, run } = this.host;
    const { id } = webview;
    const globalEvent = new Emitter();
    const listeners: Started['listeners'] = [];
    const native: NativePage = {
      id,
      post: (message) => post(id, { native: message }),
      onMessage: (listener) => void listeners.push(listener),
    };
    const dom = offer.object('weex module dom', {
      addRule: (_kind: string, font: object) => post(id, { font }),
    });
    const page = new NvuePage(webview, {
      service: service(),
      offer,
      timers: new Timers(run),
      later: (where, call) => this.later(where, call),
      vue,
      plus: plusFor(webview),
      weex: weex(globalEvent, { dom, ...plugin?.modules(native, globalEvent) }),
      globalEvent,
      inserted: (element) => plugin?.inserted(element),
      removed: (element) => plugin?.removed(element),
      draw: (steps) => post(id, { draw: steps }),
      run,
      report: (where, text) => this.host.report(where, text),
    });
    this.started.set(id, { page, native, listeners });
    page.start();
  }

  /** The web view of a page is gone. */
  closed(id: string): void {
    const gone = this.started.get(id);
    if (!gone) return;
    const { page, native } = gone;
    const { run, report, plugin } = this.host;
    run('unmount', () => page.unmount());
    const { names } = page.bus;
    this.left += names.length;
    for (const name of names) report('nvue page', `${page.path} leaves a listener of ${name}`);
    this.started.delete(id);
    this.lingering.push(page.timers);
    for (const element of page.document.elements.values()) plugin?.removed(element);
    plugin?.gone(native);
  }

  /** The context of a page ends without a word. Its views, and what native code does for it, stay. */
  kill(id: string): void {
    const { page, native } = this.started.get(id)!;
    page.die();
    this.host.plugin?.died(native);
  }

  /** Ends the timers of all pages. */
  close(): void {
    for (const { page } of this.started.values()) page.timers.stop();
    for (const timers of this.lingering) timers.stop();
  }

  private later(where: string, call: () => void): void {
    this.onItsWay.push(call);
    // As many tasks as messages: each takes the first that waits.
    setImmediate(() => this.host.run(where, this.onItsWay.shift()!));
  }

  /** Something happened on the canvas of a page. */
  told(id: string, event: unknown): void {
    const { touch, native } = event as { touch?: Touch; native?: unknown };
    const { page, listeners } = this.started.get(id) ?? {};
    if (touch) page?.touched(touch);
    else for (const listener of listeners ?? []) listener(native);
  }
}
