/** app-service is the logic layer: the framework of the base and the built App in one JavaScript context. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import vm from 'node:vm';

/** These names of a browser are there in the base's engine and are hidden from the App. */
const HIDDEN = [
  ...['window', 'document', 'frames', 'self', 'location', 'navigator', 'localStorage', 'history'],
  ...['Caches', 'screen', 'alert', 'confirm', 'prompt', 'fetch', 'XMLHttpRequest', 'WebSocket'],
  ...['webkit', 'print'],
];

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
  private readonly context: vm.Context;
  private readonly globals: Record<string, unknown>;

  constructor(private readonly parts: ServiceParts) {
    const { plus, weex, timers, console, isIos } = parts;
    const globals: Record<string, unknown> = {
      exports: { platform: isIos ? 'iOS' : 'Android' },
      console,
      plus,
      weex,
      ...timers,
    };
    globals.globalThis = globals.global = globals;
    this.globals = globals;
    // The base's engine makes no code of text.
    this.context = vm.createContext(globals, {
      name: this.name,
      codeGeneration: { strings: false, wasm: false },
    });
    globals.service = {
      register: (_name: string, { create }: Registered) => {
        const { instance } = create('app-service', { weex }, {});
        globals.__uniConfig = instance.__uniConfig;
        globals.__uniRoutes = instance.__uniRoutes;
      },
    };
    this.run(this.read('app-config-service.js'), 'app-config-service.js');
    this.run(parts.framework, 'framework.js');
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
    this.call('app-service.js', {});
  }

  /** Runs a file of the build. It sees these names besides the globals, and none of a browser. */
  call(file: string, names: Record<string, unknown>): void {
    const values = [...HIDDEN.filter((name) => !(name in names)), ...Object.keys(names)];
    const source = `(function(${values.join(',')}){${this.read(file)}\n})`;
    const start = this.run(source, file) as (...all: unknown[]) => void;
    start(...values.map((name) => names[name]));
  }

  /** Runs a script of the base in which `names` are known. */
  evaluate(script: string, name: string, names: Record<string, unknown>): void {
    const source = `(function(${Object.keys(names).join(',')}){${script}\n})`;
    (this.run(source, name) as (...all: unknown[]) => void)(...Object.values(names));
  }

  global(name: string): unknown {
    return this.globals[name];
  }

  private read(file: string): string {
    return readFileSync(join(this.parts.folder, file), 'utf8');
  }

  private run(code: string, filename: string): unknown {
    return vm.runInContext(code, this.context, { filename: `app/${filename}` });
  }
}
