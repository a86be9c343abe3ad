/** The nvue pages of an App: each is started in its web view and goes with it. */
import { Emitter } from '../emitter';
import type { Offer } from '../offer';
import type { NativePage, PackedPlugin } from '../plugin/packed-plugin';
import type { Service } from '../service/service';
import type { NativeModules, Weex } from '../service/weex';
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
}

interface Started {
  page: NvuePage;
  native: NativePage;
  /** What native views of this page say goes to these. */
  listeners: ((message: unknown) => void)[];
}

export class NvuePages {
  private readonly started = new Map<string, Started>();

  constructor(private readonly host: NvueHost) {}

  has(id: string): boolean {
    return this.started.has(id);
  }

  /** Counts the listeners and elements of all pages. */
  get counts(): { listeners: number; elements: number } {
    const pages = [...this.started.values()].map(({ page }) => page);
    return {
      listeners: pages.reduce((sum, { globalEvent }) => sum + globalEvent.count, 0),
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
      vue,
      plus: plusFor(webview),
      weex: weex(globalEvent, { dom, ...plugin?.modules(native, globalEvent) }),
      globalEvent,
      inserted: (element) => plugin?.inserted(element),
      removed: (element) => plugin?.removed(element),
      draw: (steps) => post(id, { draw: steps }),
      run,
    });
    this.started.set(id, { page, native, listeners });
    page.start();
  }

  /** The web view of a page is gone. */
  closed(id: string): void {
    const gone = this.started.get(id);
    if (!gone) return;
    this.host.run('unmount', () => gone.page.unmount());
    this.started.delete(id);
    this.host.plugin?.gone(gone.native);
  }

  /** Something happened on the canvas of a page. */
  told(id: string, event: unknown): void {
    const { touch, native } = event as { touch?: Touch; native?: unknown };
    const { page, listeners } = this.started.get(id) ?? {};
    if (touch) page?.touched(touch);
    else for (const listener of listeners ?? []) listener(native);
  }
}
