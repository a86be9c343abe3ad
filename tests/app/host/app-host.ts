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
import { Phone, type PhoneOptions } from './device/phone';
import { Emitter } from './emitter';
import { NvuePages } from './nvue/pages';
import { Offer } from './offer';
import type { PackedPlugin } from './plugin/packed-plugin';
import { createPlus } from './service/plus';
import { Service } from './service/service';
import { createWeex, type NativeModules, type Weex } from './service/weex';
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
  private readonly nvuePages: NvuePages;
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
    this.nvuePages = new NvuePages({
      offer: this.offer,
      vue: base.nvue,
      plugin: this.plugin,
      service: () => this.service,
      plusFor: (webview) => this.plus.forPage(webview),
      weex: (globalEvent, natives) => this.weex(globalEvent, natives),
      post: (id, message) => this.view.post(id, message),
      run: (where, call) => this.run(where, call),
      report: (where, text) => this.report(where, text),
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

  /** The context of the logic is found by it in a debugger. */
  get contextName(): string {
    return this.service.name;
  }

  /** The names of the contexts of nvue pages begin with this. */
  get nvueContexts(): string {
    return this.service.nameOfPage('');
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

  /** The system takes the process of a page's web view, or the context of an nvue page. Nobody is told. */
  async killPage(id = this.topWebview): Promise<void> {
    if (this.nvuePages.has(id)) this.nvuePages.kill(id);
    else await this.view.kill(id);
  }

  resourceCounts(): ResourceCounts {
    const { listeners, timers, elements } = this.nvuePages.counts;
    const emitters = [this.globalEvent, this.key, this.serviceEvents];
    return {
      listeners: emitters.reduce((sum, { count }) => sum + count, listeners),
      timers: this.timers.count + timers,
      pages: this.routes.length,
      webviews: this.webviews.ids.length,
      sockets: this.network.sockets,
      sounds: this.phone.sounds.count,
      elements,
    };
  }

  /** Ends everything that the App has running. */
  close(): void {
    this.closed = true;
    this.timers.stop();
    this.nvuePages.close();
    this.network.close();
  }

  private async open(context: BrowserContext): Promise<void> {
    const { base, folder, phone, offer } = this;
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
      phone.ofView,
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
      weex: this.weex(
        this.serviceEvents,
        this.plugin?.modules(undefined, this.serviceEvents) ?? {},
      ),
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
    const start = () => this.webviews.get(webview.id) && this.nvuePages.start(webview);
    setTimeout(() => this.run('nvue page', start), 0);
  }

  private closedView(webview: Webview): void {
    this.nvuePages.closed(webview.id);
    this.view.close(webview);
  }

  /** Each context has a `weex` of its own. */
  private weex(globalEvent: Emitter, natives: NativeModules): Weex {
    const { offer, phone, network } = this;
    return createWeex({ offer, phone, network, globalEvent, natives, absent: WITHOUT });
  }

  private fromView(id: string, type: string, args: unknown): void {
    // A closed web view has no way to say anything more.
    if (this.closed || !this.webviews.get(id)) return;
    this.run(type, () => this.globalEvent.fire('plusMessage', { data: { type, args } }));
  }

  private fromCanvas(id: string, event: unknown): void {
    if (!this.closed) this.nvuePages.told(id, event);
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
