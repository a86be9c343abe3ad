/** The page stack knows which pages there are, shows the top one, and calls their lifecycle functions. */
import type { Root } from 'glass-easel-miniprogram-adapter';
import { PageView } from '../backend';
import { pathFrom } from '../package';
import type { Styles } from '../styles';
import type { Components } from './components';

type Query = Record<string, string>;

/** The instance is what the page's own code sees of a page of WeChat. */
export interface PageInstance {
  route: string;
  __route__: string;
  options: Query;
  getOpenerEventChannel(): EventChannel;
  [name: string]: unknown;
}

interface Entry {
  route: string;
  instance: PageInstance;
  root: Root;
  view: PageView;
}

interface Deps {
  components: Components;
  styles: Styles;
  routes: string[];
  run(where: string, call: () => void): void;
  /** Loads the sub-package that a page is in. @throws Error if it cannot be reached */
  fetch(route: string): void;
  /** Runs the code of a page, which registers it. */
  load(route: string): void;
}

interface Callbacks {
  success?: (result: object) => void;
  fail?: (error: object) => void;
  complete?: (result: object) => void;
}

export interface Target extends Callbacks {
  url: string;
  events?: Record<string, (...all: unknown[]) => void>;
}

const LIMIT = 10;

/** An event channel connects a page with the one that opened it. */
export class EventChannel {
  private readonly listeners = new Map<string, ((...all: unknown[]) => void)[]>();
  on(name: string, listener: (...all: unknown[]) => void): void {
    this.listeners.set(name, [...(this.listeners.get(name) ?? []), listener]);
  }
  off(name: string): void {
    this.listeners.delete(name);
  }
  emit(name: string, ...all: unknown[]): void {
    for (const listener of this.listeners.get(name) ?? []) listener(...all);
  }
}

export class Pages {
  private readonly stack: Entry[] = [];

  constructor(private readonly deps: Deps) {}

  get instances(): PageInstance[] {
    return this.stack.map(({ instance }) => instance);
  }

  get elements(): number {
    const counts = this.stack.map(({ view }) => view.root.querySelectorAll('*').length);
    return counts.reduce((sum, count) => sum + count, 0);
  }

  get top(): { route: string; view: PageView } | undefined {
    return this.stack.at(-1);
  }

  navigateTo = (target: Target): void =>
    this.go('navigateTo', target, (url) => {
      if (this.stack.length >= LIMIT) throw new Error('webview count limit exceed');
      this.hideTop();
      this.push(url, target);
    });

  redirectTo = (target: Target): void =>
    this.go('redirectTo', target, (url) => {
      this.pop();
      this.push(url, target);
    });

  reLaunch = (target: Target): void =>
    this.go('reLaunch', target, (url) => {
      while (this.stack.length > 0) this.pop();
      this.push(url, target);
    });

  navigateBack = (options: Callbacks & { delta?: number } = {}): void => {
    setTimeout(() => {
      const count = Math.min(options.delta ?? 1, this.stack.length - 1);
      for (let i = 0; i < count; i++) this.pop();
      const top = this.stack.at(-1);
      if (top && count > 0) this.shown(top);
      answer('navigateBack', options);
    });
  };

  /** Opens the first page of the app. */
  launch(url: string): void {
    this.push(url, { url });
  }

  /** Tells the top page that the app comes to the front or leaves it. */
  appShown(on: boolean): void {
    const top = this.stack.at(-1);
    if (!top) return;
    if (on) this.tell(top, 'onShow', 'show');
    else this.tell(top, 'onHide', 'hide');
  }

  private go(name: string, target: Target, change: (url: string) => void): void {
    const from = this.stack.at(-1)?.route ?? '';
    // The page that asks goes on until its code is through.
    setTimeout(() => {
      try {
        const [path = '', query] = target.url.split('?');
        const route = pathFrom(from, path);
        if (!this.deps.routes.includes(route)) throw new Error(`page "${path}" is not found`);
        this.deps.fetch(route);
        change(query === undefined ? route : `${route}?${query}`);
      } catch (error) {
        const errMsg = `${name}:fail ${error instanceof Error ? error.message : String(error)}`;
        target.fail?.({ errMsg });
        target.complete?.({ errMsg });
        return;
      }
      answer(name, target);
    });
  }

  private push(url: string, { events = {} }: Target): void {
    const { components, styles, run, load } = this.deps;
    const [route = '', search = ''] = url.split('?');
    run(`page ${route}`, () => load(route));
    const view = new PageView(route, styles.of(route));
    const channel = new EventChannel();
    for (const [name, listener] of Object.entries(events)) channel.on(name, listener);
    const release = components.hold();
    const root = components.env
      .associateBackend(view)
      .createRoot('wx-page-root', components.space, `/${route}`);
    const instance = root.get() as unknown as PageInstance;
    const options = queryOf(search);
    // Before it is attached: uni tells pages from components by their route.
    Object.assign(instance, { route, __route__: route, options });
    instance.getOpenerEventChannel = () => channel;
    const entry = { route, instance, root, view };
    this.stack.push(entry);
    const place = document.createElement('div');
    const body = view.getRootNode();
    (body as unknown as HTMLElement).append(place);
    run(`page ${route}`, () => root.attach(body, place as never));
    this.call(entry, 'onLoad', options);
    this.shown(entry);
    release();
    this.call(entry, 'onReady');
  }

  private pop(): void {
    const entry = this.stack.pop();
    if (!entry) return;
    this.call(entry, 'onUnload');
    this.deps.run(`page ${entry.route}`, () => entry.root.release());
    entry.view.close();
  }

  private hideTop(): void {
    const top = this.stack.at(-1);
    if (!top) return;
    this.tell(top, 'onHide', 'hide');
    top.view.show(false);
  }

  private shown(entry: Entry): void {
    entry.view.show(true);
    this.tell(entry, 'onShow', 'show');
  }

  private tell(entry: Entry, method: string, lifetime: string): void {
    this.call(entry, method);
    this.deps.run(`${lifetime} of ${entry.route}`, () =>
      entry.root.getComponent().triggerPageLifetime(lifetime, []),
    );
  }

  private call({ instance, route }: Entry, method: string, ...all: unknown[]): void {
    const own = instance[method];
    if (typeof own !== 'function') return;
    this.deps.run(`${method} of ${route}`, () => void own.apply(instance, all));
  }
}

function answer(name: string, { success, complete }: Callbacks): void {
  const result = { errMsg: `${name}:ok` };
  success?.(result);
  complete?.(result);
}

/** Splits a query as WeChat does, which decodes nothing here. */
export function queryOf(search: string): Query {
  const pairs = search.split('&').filter((pair) => pair !== '');
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf('=');
      return at < 0 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)];
    }),
  );
}
