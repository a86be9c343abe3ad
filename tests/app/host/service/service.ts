/** app-service is the logic layer: the framework of the base and the built App in one JavaScript context. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Realm } from '../realm';

/** What the host calls of the framework. */
export interface Framework {
  Vue: object;
  uni: Uni & Record<string, unknown>;
  getApp: unknown;
  getCurrentPages(): Page[];
  [name: string]: unknown;
}

interface Page {
  route: string;
  $page: { id: number; fullPath: string; meta: { isNVue: boolean; id?: number } };
}

export interface ServiceParts {
  /** The folder of the built App. */
  folder: string;
  framework: string;
  plus: object;
  weex: object;
  timers: object;
  console: object;
  isIos: boolean;
}

interface Registered {
  create(
    name: string,
    env: object,
    context: object,
  ): { instance: { __uniConfig: object; __uniRoutes: object } };
}

let services = 0;

export class Service {
  readonly framework: Framework;
  /** The context is found by it in a debugger. */
  readonly name = `app-service ${++services}`;
  private readonly realm: Realm;

  constructor(private readonly parts: ServiceParts) {
    const { plus, weex, timers, console, isIos } = parts;
    const globals: Record<string, unknown> = {
      exports: { platform: isIos ? 'iOS' : 'Android' },
      console,
      plus,
      weex,
      ...timers,
    };
    this.realm = new Realm(this.name, globals);
    globals.service = {
      register: (_name: string, { create }: Registered) => {
        const { instance } = create('app-service', { weex }, {});
        globals.__uniConfig = instance.__uniConfig;
        globals.__uniRoutes = instance.__uniRoutes;
      },
    };
    this.realm.run(this.read('app-config-service.js'), 'app-config-service.js');
    this.realm.run(parts.framework, 'framework.js');
    const framework = globals.__framework as Framework;
    this.framework = framework;
    globals.__VUE__ = framework.Vue;
    for (const name of [
      ...['Vue', 'uni', 'getApp', 'getCurrentPages', '__definePage', '__registerApp'],
      ...['__registerPage', 'UniServiceJSBridge'],
    ]) {
      globals[name] = framework[name];
    }
  }

  /** Starts the App itself. */
  start(): void {
    this.realm.call(this.read('app-service.js'), 'app-service.js');
  }

  /** The context of an nvue page is found by it in a debugger. */
  nameOfPage(path: string): string {
    return `${this.name}: ${path}`;
  }

  /** Makes the context of an nvue page, which has some of the framework in common with this one. */
  realmOfPage(path: string, globals: Record<string, unknown>): Realm {
    const { timers, console } = this.parts;
    const { getApp, getCurrentPages } = this.framework;
    const { __uniConfig, __uniRoutes } = this.realm.globals;
    const shared = { getApp, getCurrentPages, __uniConfig, __uniRoutes };
    return new Realm(this.nameOfPage(path), { console, ...timers, ...shared, ...globals });
  }

  /** Makes the value of a JSON text, of objects of this context. */
  parse(text: string): unknown {
    return this.realm.parse(text);
  }

  /** Reads a file of the build. */
  read(file: string): string {
    return readFileSync(join(this.parts.folder, file), 'utf8');
  }
}
