/** The sandbox is the logic layer: its code sees WeChat's globals and JavaScript's own, and nothing of a browser. */
import { pathFrom } from './package';

/** JavaScript itself brings these globals in WeChat. `Function` is not among them: see below. */
const LANGUAGE = [
  ...['Array', 'ArrayBuffer', 'BigInt', 'Boolean', 'DataView', 'Date', 'Error', 'EvalError'],
  ...['Float32Array', 'Float64Array', 'Infinity', 'Int16Array', 'Int32Array', 'Int8Array'],
  ...['JSON', 'Map', 'Math', 'NaN', 'Number', 'Object', 'Promise', 'Proxy', 'RangeError'],
  ...['ReferenceError', 'Reflect', 'RegExp', 'Set', 'String', 'Symbol', 'SyntaxError'],
  ...['TypeError', 'URIError', 'Uint16Array', 'Uint32Array', 'Uint8Array', 'Uint8ClampedArray'],
  ...['WeakMap', 'WeakSet', 'decodeURI', 'decodeURIComponent', 'encodeURI'],
  ...['encodeURIComponent', 'escape', 'isFinite', 'isNaN', 'parseFloat', 'parseInt', 'unescape'],
  ...['undefined', 'arguments'],
];

type Scope = Record<string, unknown>;
interface Module {
  exports: unknown;
}

export class Sandbox {
  /** Lists the globals of a browser that the code asked for, and did not get. */
  readonly touched = new Set<string>();
  /** Lists what went wrong in the code and was not caught. */
  readonly errors: string[] = [];
  /** Holds the timers of the code that have not fired for good. */
  readonly running = new Set<number>();
  private readonly modules = new Map<string, Module>();
  private readonly scope: Scope = Object.create(null) as Scope;
  private readonly guard: object;

  /**
   * @param globals WeChat's: wx, App, Page, Component …
   * @param packageOf the sub-package of a file, '' for the main package
   */
  constructor(
    private readonly scripts: Record<string, string>,
    globals: Scope,
    private readonly packageOf: (path: string) => string,
  ) {
    const own = window as unknown as Scope;
    for (const name of LANGUAGE) if (name in own) this.scope[name] = own[name];
    const { scope } = this;
    Object.assign(scope, globals, this.timers(), {
      Function: closed(),
      console: this.console(),
      global: scope,
      globalThis: scope,
    });
    this.guard = new Proxy(scope, {
      has: (target, key) => key in target || key in window,
      get: (target, key) => {
        if (typeof key === 'symbol') return undefined;
        if (!(key in target)) this.touched.add(key);
        return target[key];
      },
    });
  }

  /** Gives what a module of the package exports; it runs once. @throws Error, also of the module */
  require(path: string): unknown {
    const known = this.modules.get(path);
    if (known) return known.exports;
    const code = this.scripts[path];
    if (code === undefined) throw new Error(`module '${path}.js' is not defined`);
    const module: Module = { exports: {} };
    this.modules.set(path, module);
    const from = (name: string) => {
      const wanted = pathFrom(path, name.replace(/\.js$/, ''));
      // In WeChat code of a sub-package is there for that sub-package only.
      const home = this.packageOf(wanted);
      if (home !== '' && home !== this.packageOf(path)) {
        throw new Error(`module '${wanted}.js' is not defined, require args is '${name}'`);
      }
      return this.require(wanted);
    };
    const wrapped = `with($guard){return function(module,exports,require){${code}\n}}`;
    const source = `${wrapped}\n//# sourceURL=weixin/${path}.js`;
    const make = new Function('$guard', source) as (guard: object) => ModuleBody;
    make(this.guard)(module, module.exports, from);
    return module.exports;
  }

  /** Calls back as WeChat does, with nobody to catch what is thrown, and writes that down. */
  run<T>(where: string, call: () => T): T | undefined {
    try {
      return call();
    } catch (error) {
      this.report(where, error);
      return undefined;
    }
  }

  /** Lists the modules that have run. */
  get ran(): string[] {
    return [...this.modules.keys()];
  }

  report(where: string, error: unknown): void {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    this.errors.push(`${where}: ${text}`);
    console.error(`${where}:`, error);
  }

  /** The console, where frameworks report what handlers throw. */
  private console(): Console {
    const error = (...all: unknown[]) => {
      this.errors.push(`console: ${all.map(String).join(' ')}`);
      console.error(...all);
    };
    return { ...console, error };
  }

  /** Makes the page's own timers, counted. */
  private timers() {
    const { running } = this;
    const clear = (timer: number) => {
      running.delete(timer);
      window.clearTimeout(timer);
    };
    return {
      setTimeout: (callback: () => void, ms?: number, ...all: []) => {
        const timer = window.setTimeout(() => {
          running.delete(timer);
          callback(...all);
        }, ms);
        running.add(timer);
        return timer;
      },
      setInterval: (callback: () => void, ms?: number, ...all: []) => {
        const timer = window.setInterval(callback, ms, ...all);
        running.add(timer);
        return timer;
      },
      clearTimeout: clear,
      clearInterval: clear,
    };
  }
}

type ModuleBody = (module: Module, exports: unknown, require: (name: string) => unknown) => void;

/** Replaces `Function`, since WeChat makes no code of text. `instanceof` goes on working. */
function closed(): unknown {
  const refuse = function () {
    throw new EvalError('code generation from text is not allowed in a mini-program');
  };
  refuse.prototype = Function.prototype;
  return refuse;
}
