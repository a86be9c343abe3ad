/** Runs a built mini-program in this page. `window.weixinHost` is for tests. */
import { glassEasel } from 'glass-easel-miniprogram-adapter';
import { handValuesToElements } from './backend';
import { defineBasics } from './elements/basic';
import { LivePlayer } from './live/player';
import { LivePusher, type Interruption } from './live/pusher';
import { watchSockets } from './live/room';
import { appConfig, packageOf, routesOf, type Package } from './package';
import { Components, type DataCrossing } from './runtime/components';
import { dispatch, installEvents, missHandlers } from './runtime/events';
import { Pages, queryOf } from './runtime/pages';
import { Sandbox } from './sandbox';
import { Styles } from './styles';
import { Weixin } from './wx/index';
import { actions, sounds, type Actions, type Permissions } from './wx/device';

export interface WeixinHost {
  /** Lists what was thrown and not caught. */
  readonly errors: string[];
  /** Globals of a browser that the logic asked for. */
  readonly touched: string[];
  readonly crossings: DataCrossing[];
  readonly routes: string[];
  /** Lists the modules that have run. */
  readonly ran: string[];
  /** While false no sub-package can be loaded that is not there yet. */
  reachable: boolean;
  /** Counts the sub-packages that could not be loaded. */
  failedLoads: number;
  /** While true another program of the phone holds the microphone. */
  microphoneHeld: boolean;
  readonly actions: Actions;
  readonly permissions: Permissions;
  /** The user goes back, by WeChat's button or gesture. */
  goBack(): void;
  /** The app's own code changes pages. */
  changePage(by: 'navigateTo' | 'redirectTo' | 'reLaunch', url: string): void;
  /** The app's own code goes back over so many pages. */
  goBackOver(pages: number): void;
  /** Sends the app to the background. */
  hide(interruption?: Interruption): void;
  show(): void;
  /** Counts what is there now, to be compared with what was there before. */
  resourceCounts(): ResourceCounts;
  /** Lets all live components report this network quality (1 best … 6) and this volume (0 … 100). */
  measure(netQualityLevel: number, volume: number): void;
}

export interface ResourceCounts {
  /** Listeners of wx.on…. */
  listeners: number;
  timers: number;
  pages: number;
  sockets: number;
  sounds: number;
  /** Elements that are drawn, of all pages. */
  elements: number;
}

interface AppOptions extends Record<string, unknown> {
  onLaunch?: (options: object) => void;
  onShow?: (options: object) => void;
  onHide?: () => void;
}

export async function start(): Promise<void> {
  const files = (await (await fetch('package.json')).json()) as Package;
  const config = appConfig(files);
  const routes = routesOf(config);
  const homeOf = (path: string) => packageOf(config, path);
  const { path, query, reachable, silent } = startOf(window.location, config.pages[0]!);
  LivePusher.silent = silent;
  const builtIns = defineBasics();
  customElements.define('wx-live-pusher', LivePusher);
  customElements.define('wx-live-player', LivePlayer);
  const run = (where: string, call: () => void) => sandbox.run(where, call);
  installEvents(run);
  handValuesToElements();
  watchSockets();
  missHandlers((where, name) => sandbox.report(where, `there is no handler '${name}'`));
  const components = new Components(
    files,
    routes,
    [...builtIns, 'live-pusher', 'live-player'],
    run,
  );
  const pages = new Pages({
    components,
    styles: new Styles(files, routes, builtIns),
    routes,
    run,
    fetch: (route) => fetchPackage(route),
    load: (route) => loadComponent(route),
  });
  const weixin = new Weixin(pages);
  let app: AppOptions = {};
  // Set while the file that registers it runs, as in WeChat.
  let registering = '';
  const register = (definition: object) =>
    components.space.component(registering).definition(definition).register();
  const sandbox = new Sandbox(
    files.scripts,
    {
      wx: weixin.api,
      App: (options: AppOptions) => void (app = options),
      getApp: () => app,
      getCurrentPages: () => pages.instances,
      Page: (definition: object) =>
        components.space.component(registering).pageDefinition(definition).register(),
      Component: register,
      Behavior: (definition: object) =>
        components.space.behavior().definition(definition).register(),
      requirePlugin: () => {
        throw new Error('there are no plug-ins');
      },
    },
    homeOf,
  );

  const loaded = new Set<string>();
  function loadComponent(path: string): void {
    if (loaded.has(path)) return;
    loaded.add(path);
    const config = components.space.getComponentStaticConfig(path);
    if (!config) throw new Error(`there is no component ${path}`);
    for (const used of Object.values(config.usingComponents ?? {})) {
      const component = new URL(used, `http://package/${path}`).pathname.slice(1);
      const home = homeOf(component);
      if (home !== '' && home !== homeOf(path)) {
        throw new Error(`${path} uses ${component}, which is in the sub-package ${home}`);
      }
      loadComponent(component);
    }
    registering = path;
    sandbox.require(path);
  }
  function fetchPackage(route: string): void {
    const home = homeOf(route);
    const there = home === '' || sandbox.ran.some((file) => homeOf(file) === home);
    if (there || host.reachable) return;
    host.failedLoads += 1;
    throw new Error(`loadSubPackage fail, ${home}`);
  }

  glassEasel.addGlobalErrorListener((error, method) => {
    sandbox.report(method ?? 'component', error);
    return false;
  });
  glassEasel.addGlobalWarningListener((message, component) => {
    const { is = String(component) } = component as { is?: string };
    sandbox.report('warning', `${is}: ${message}`);
    return false;
  });
  window.addEventListener('error', ({ error, message }) => {
    sandbox.errors.push(`uncaught: ${String((error as Error | undefined)?.stack ?? message)}`);
  });
  window.addEventListener('unhandledrejection', ({ reason }) => {
    sandbox.errors.push(`unhandled: ${String((reason as Error | undefined)?.stack ?? reason)}`);
  });

  const host: WeixinHost = {
    errors: sandbox.errors,
    get touched() {
      return [...sandbox.touched];
    },
    crossings: components.crossings,
    get ran() {
      return sandbox.ran;
    },
    reachable,
    failedLoads: 0,
    get microphoneHeld() {
      return LivePusher.microphoneHeld;
    },
    set microphoneHeld(held) {
      LivePusher.microphoneHeld = held;
    },
    get routes() {
      return pages.instances.map(({ route }) => route);
    },
    actions,
    permissions: weixin.permissions,
    goBack: () => pages.navigateBack(),
    changePage: (by, url) => pages[by]({ url }),
    goBackOver: (delta) => pages.navigateBack({ delta }),
    hide(interruption) {
      pages.appShown(false);
      run('App.onHide', () => app.onHide?.call(app));
      weixin.app.hide.tell({});
      const pusher = pages.top?.view.root.querySelector<LivePusher>('wx-live-pusher');
      if (interruption) pusher?.interrupt(interruption);
    },
    show() {
      run('App.onShow', () => app.onShow?.call(app, {}));
      weixin.app.show.tell({});
      pages.appShown(true);
    },
    resourceCounts: () => ({
      listeners: weixin.listeners,
      timers: sandbox.running.size,
      pages: pages.instances.length,
      sockets: weixin.network.sockets,
      sounds: sounds(),
      elements: pages.elements,
    }),
    measure(netQualityLevel, volume) {
      const live = pages.top?.view.root.querySelectorAll('wx-live-pusher, wx-live-player') ?? [];
      for (const component of live) {
        dispatch(component, 'netstatus', { info: { netQualityLevel } });
        dispatch(component, 'audiovolumenotify', { volume });
      }
    },
  };
  (window as unknown as { weixinHost: WeixinHost }).weixinHost = host;

  const options = { path, query: queryOf(query), scene: 1001 };
  weixin.launchedWith(options);
  run('app.js', () => sandbox.require('app'));
  run('App.onLaunch', () => app.onLaunch?.call(app, options));
  run('App.onShow', () => app.onShow?.call(app, options));
  weixin.app.show.tell(options);
  pages.launch(query === '' ? path : `${path}?${query}`);
}

/** Reads `?path=…&query=…` of the host's own address: a link or a code of WeChat leads to any page. */
function startOf({ search }: Location, first: string) {
  const asked = new URLSearchParams(search);
  return {
    path: asked.get('path') ?? first,
    query: asked.get('query') ?? '',
    reachable: asked.get('reachable') !== 'no',
    silent: asked.get('silent') === 'yes',
  };
}

void start();
