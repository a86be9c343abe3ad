/**
 * Runs a built App as it is: its logic in uni's own framework in this process, its pages by uni's own view layer
 * and the nvue runtime in Chromium. `plus`, `weex` and the phone are the host's; what they do not offer is an error.
 */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { BrowserContext } from '@playwright/test';
import type { Base } from './bundle';
import { Network } from './device/network';
import { Phone, STATUS_BAR, type PhoneOptions } from './device/phone';
import { Emitter } from './emitter';
import type { NvueElement, Step } from './nvue/document';
import { NvuePage, type Touch } from './nvue/page';
import { Offer } from './offer';
import { createPlus } from './service/plus';
import { Service } from './service/service';
import { createWeex, type NativeModules } from './service/weex';
import { Timers } from './timers';
import { Webviews, type Webview } from './view/webviews';
import { Window } from './view/window';

export interface AppOptions {
  /** The folder of the built App. */
  folder?: string;
  phone?: PhoneOptions;
  /** What the App has stored before, as if by its last run. */
  stored?: Record<string, unknown>;
  /** The native plug-in that is packed with the App. */
  plugin?: (phone: Phone) => PackedPlugin;
}

/** A native plug-in: modules for each context, and components in nvue pages. */
export interface PackedPlugin {
  /**
   * @param page the nvue page whose context asks; none: app-service
   * @param events the other events of that context
   */
  modules(page: NativePage | undefined, events: Emitter): NativeModules;
  inserted(element: NvueElement): void;
  removed(element: NvueElement): void;
  /** A page is gone, and its context with it. */
  gone(page: NativePage): void;
}

/** What native code knows of the page whose context called it. */
export interface NativePage {
  /** Names the web view. */
  readonly id: string;
  /** Hands a message to the page's canvas, where native views are drawn. */
  post(message: unknown): void;
  /** Takes what native views have to say. */
  onMessage(listener: (message: unknown) => void): void;
}

/** What is there now, to be compared with what was there before. */
export interface ResourceCounts {
  /** Listeners of `plus.globalEvent`, of keys, and of `globalEvent` in every context. */
  listeners: number;
  timers: number;
  pages: number;
  webviews: number;
  sockets: number;
  sounds: number;
  /** Elements of nvue pages. */
  elements: number;
}

/** A built App's folder, as `npm run build:app` makes it. */
export const APP = resolve('dist/build/app');

/** Modules that this App asks for and copes without, each with the reason why that is harmless. */
const WITHOUT = {
  'DCloud-Crypto': 'a base may lack it, and a room is then found without',
  'TRTCCloudUniPlugin-TRTCCloudImpl':
    'the plug-in is not packed; the App then takes its web back end',
};

export class AppHost {
  /** What was thrown and not caught, and what was logged as an error. */
  readonly errors: string[] = [];
  readonly phone: Phone;
  readonly network: Network;
  private readonly offer = new Offer();
  private readonly globalEvent = new Emitter();
  private readonly key = new Emitter();
  private readonly serviceEvents = new Emitter();
  private readonly timers = new Timers((where, call) => this.run(where, call));
  private readonly webviews: Webviews;
  private readonly nvuePages = new Map<string, NvuePage>();
  private readonly nativePages = new Map<string, NativePage>();
  private readonly nativeListeners = new Map<string, (message: unknown) => void>();
  private readonly plugin: PackedPlugin | undefined;
  private service!: Service;
  private view!: Window;
  private plus!: ReturnType<typeof createPlus>;
  private hasQuit = false;
  private closed = false;

  private constructor(
    private readonly base: Base,
    private readonly folder: string,
    origin: string,
    options: AppOptions,
  ) {
    this.phone = new Phone(options.phone);
    for (const [key, value] of Object.entries(options.stored ?? {})) {
      this.phone.storage.write(key, value);
    }
    this.plugin = options.plugin?.(this.phone);
    this.network = new Network(origin, (text) => this.report('network', text));
    this.webviews = new Webviews({
      open: (webview) => this.opened(webview),
      close: (webview) => this.closedView(webview),
      raise: (webview) => this.view.raise(webview),
      hide: (webview) => this.view.hide(webview),
      evaluate: (webview, code) => this.view.evaluate(webview, code),
    });
  }

  /** Starts an App in a window of its own. @param origin of the local cloud, all that can be reached */
  static async start(
    base: Base,
    context: BrowserContext,
    origin: string,
    options: AppOptions = {},
  ): Promise<AppHost> {
    const folder = options.folder ?? APP;
    if (!existsSync(join(folder, 'app-service.js'))) {
      throw new Error(`${folder} is not built: npm run build:app comes first`);
    }
    const host = new AppHost(base, folder, origin, options);
    await host.open(context);
    return host;
  }

  get window(): Window {
    return this.view;
  }

  /** Paths of the pages, the top one last. */
  get routes(): string[] {
    return this.service.framework.getCurrentPages().map(({ route }) => route);
  }

  /** Names of the base that were asked for and are not there. */
  get missing(): string[] {
    return [...this.offer.missing];
  }

  /** The App has ended itself, as the back key does on the first page. */
  get quit(): boolean {
    return this.hasQuit;
  }

  get topWebview(): string {
    return String(this.service.framework.getCurrentPages().at(-1)?.$page.id ?? '1');
  }

  /** The framework's `uni`, for what an app's own code does. */
  get uni(): Uni {
    return this.service.framework.uni;
  }

  /** The user presses the back key of Android. */
  pressBack(): void {
    this.run('back key', () => this.key.fire('backbutton', {}));
  }

  hide(): void {
    this.phone.isShown = false;
    this.run('pause', () => this.globalEvent.fire('pause', {}));
  }

  show(): void {
    this.phone.isShown = true;
    this.run('resume', () => this.globalEvent.fire('resume', {}));
  }

  /** The system takes the process of a page's web view. An nvue page has none of its own, and is closed. */
  async killPage(id = this.topWebview): Promise<void> {
    if (this.nvuePages.has(id)) this.run('close', () => this.webviews.get(id)?.close());
    else await this.view.kill(id);
  }

  resourceCounts(): ResourceCounts {
    const pages = [...this.nvuePages.values()];
    const emitters = [
      ...[this.globalEvent, this.key, this.serviceEvents],
      ...pages.map(({ globalEvent }) => globalEvent),
    ];
    return {
      listeners: emitters.reduce((sum, { count }) => sum + count, 0),
      timers: this.timers.count,
      pages: this.routes.length,
      webviews: this.webviews.ids.length,
      sockets: this.network.sockets,
      sounds: this.phone.sounds.count,
      elements: pages.reduce((sum, { document }) => sum + document.elements.size, 0),
    };
  }

  /** Ends everything that the App has running. */
  close(): void {
    this.closed = true;
    this.timers.stop();
    this.network.close();
  }

  private async open(context: BrowserContext): Promise<void> {
    const { base, folder, phone, offer, network } = this;
    const addresses = {
      window: base.window,
      canvas: base.canvas,
      view: pathToFileURL(join(folder, '__uniappview.html')).href,
    };
    this.view = await Window.open(
      context,
      addresses,
      {
        fromView: (id, type, args) => this.fromView(id, type, args),
        fromCanvas: (id, event) => this.fromCanvas(id, event),
        mayCapture: (devices) => devices.every((device) => phone.permissions.mayCapture(device)),
        report: (text) => this.report('view', text),
      },
      { os: phone.isIos ? 'iOS' : 'Android', statusBar: STATUS_BAR },
    );
    this.plus = createPlus({
      offer,
      phone,
      webviews: this.webviews,
      globalEvent: this.globalEvent,
      key: this.key,
      quit: () => void (this.hasQuit = true),
    });
    this.service = new Service({
      folder,
      framework: base.service,
      plus: this.plus.plus,
      weex: createWeex({
        offer,
        phone,
        network,
        globalEvent: this.serviceEvents,
        natives: this.plugin?.modules(undefined, this.serviceEvents) ?? {},
        absent: WITHOUT,
      }),
      timers: this.timers.api,
      console: this.console(),
      isIos: phone.isIos,
    });
    // The base makes the first web view before the App's logic starts.
    this.webviews.create('__uniappview.html', '1');
    this.run('app-service.js', () => this.service.start());
  }

  private opened(webview: Webview): void {
    this.view.open(webview);
    if (!webview.nvue) return;
    // The base loads the page's script some time later.
    setTimeout(() => this.run('nvue page', () => this.startNvue(webview)), 0);
  }

  private startNvue(webview: Webview): void {
    if (!this.webviews.get(webview.id)) return;
    const { id } = webview;
    const globalEvent = new Emitter();
    const native: NativePage = {
      id,
      post: (message) => this.view.post(id, { native: message }),
      onMessage: (listener) => void this.nativeListeners.set(id, listener),
    };
    this.nativePages.set(id, native);
    const dom = this.offer.object('weex module dom', {
      addRule: (_kind: string, font: object) => this.view.post(id, { font }),
    });
    const page = new NvuePage(webview, {
      service: this.service,
      vue: this.base.nvue,
      plus: this.plus.forPage(webview),
      weex: createWeex({
        offer: this.offer,
        phone: this.phone,
        network: this.network,
        globalEvent,
        natives: { dom, ...this.plugin?.modules(native, globalEvent) },
        absent: WITHOUT,
      }),
      globalEvent,
      inserted: (element) => this.plugin?.inserted(element),
      removed: (element) => this.plugin?.removed(element),
      draw: (steps: Step[]) => this.view.post(id, { draw: steps }),
      run: (where, call) => this.run(where, call),
    });
    this.nvuePages.set(id, page);
    page.start();
  }

  private closedView(webview: Webview): void {
    const page = this.nvuePages.get(webview.id);
    this.run('unmount', () => page?.unmount());
    this.nvuePages.delete(webview.id);
    const native = this.nativePages.get(webview.id);
    if (native) this.plugin?.gone(native);
    this.nativePages.delete(webview.id);
    this.nativeListeners.delete(webview.id);
    this.view.close(webview);
  }

  private fromView(id: string, type: string, args: unknown): void {
    // A closed web view has no way to say anything more.
    if (this.closed || !this.webviews.get(id)) return;
    this.run(type, () => this.globalEvent.fire('plusMessage', { data: { type, args } }));
  }

  private fromCanvas(id: string, event: unknown): void {
    if (this.closed) return;
    const { touch, native } = event as { touch?: Touch; native?: unknown };
    if (touch) this.nvuePages.get(id)?.touched(touch);
    else this.nativeListeners.get(id)?.(native);
  }

  /** Calls as the base does, with nobody to catch what is thrown. */
  private run(where: string, call: () => void): void {
    if (this.closed) return;
    try {
      call();
    } catch (error) {
      this.report(where, error);
    }
  }

  private report(where: string, error: unknown): void {
    // Errors of the App come from another realm.
    const text = (error as Error | undefined)?.stack ?? String(error);
    this.errors.push(`${where}: ${text}`);
  }

  private console(): object {
    const quiet = () => undefined;
    return {
      log: quiet,
      info: quiet,
      debug: quiet,
      warn: quiet,
      error: (...all: unknown[]) => this.report('console', all.map(shown).join(' ')),
    };
  }
}

const shown = (value: unknown): string => (value as Error | undefined)?.stack ?? String(value);
