/** A realm evaluates the IM SDKs once more, so that several users fit into one process. */
import { readFileSync } from 'node:fs';
import WebSocket from 'ws';
import type { TimModule, TSignalingConstructor } from './sdk-types';

/**
 * One user's own copy of the unmodified IM SDKs.
 *
 * `TIM.create` returns one object per SDKAppID for each time the SDK is evaluated, so two users in
 * one process need two evaluations. Each gets its own `window`, storage, sockets and timers, passed
 * as parameters that shadow the globals. The built-ins (Array, Promise, Error) stay those of the
 * test, so that `instanceof` and deep equality behave.
 */
export interface Realm {
  readonly TIM: TimModule;
  readonly TSignaling: TSignalingConstructor;
  /** @tencentcloud/chat, the successor of tim-js-sdk, evaluated in this realm. */
  chat(): TimModule;
  /** The contents of `localStorage`; hand them to the next realm to play a page reload. */
  readonly storage: Map<string, string>;
  /** Addresses outside the emulator that an SDK asked for; none of them was contacted. */
  readonly blockedRequests: readonly string[];
  /** Every socket the SDKs opened, the latest last. */
  readonly sockets: readonly WebSocket[];
  /** Fires `online` or `offline` as a browser does when the network changes. */
  dispatchNetwork(state: 'online' | 'offline'): void;
  /**
   * The tab is gone: timers stop and sockets drop without a close frame. Nothing of the realm runs
   * afterwards. Safe to call twice.
   */
  dispose(): void;
}

export interface RealmOptions {
  /** Keep what an earlier page stored. */
  storage?: Map<string, string>;
  /**
   * Give the SDK a `Worker`, as browsers do. TIM then moves its socket and its clock into one, and
   * notices a lost connection only by an unanswered ping, some seconds later. Default false: TIM
   * sees the close at once, as it does where there is no Worker.
   */
  worker?: boolean;
  /**
   * TIM leaves promises unhandled when it comes back to a session that has ended: a rejection that
   * a page only logs, but that fails a test. True marks all rejections inside the SDKs as handled.
   */
  tolerateRejections?: boolean;
  /** TIM takes its platform from it ("micromessenger" stays web). */
  userAgent?: string;
  /** The console that the SDKs print to; default none, since TIM greets on every start. */
  console?: Pick<Console, 'log' | 'info' | 'warn' | 'error' | 'debug'>;
}

type Callback = (...args: unknown[]) => void;

const sources = new Map<string, string>();

function sourceOf(file: string): string {
  let source = sources.get(file);
  if (source === undefined) {
    source = readFileSync(require.resolve(file), 'utf8');
    sources.set(file, source);
  }
  return source;
}

/** Runs a CommonJS file with `globals` in front of the real ones. */
function evaluate(file: string, globals: Record<string, unknown>, requires: object): unknown {
  const module = { exports: {} as unknown };
  const scope: Record<string, unknown> = {
    ...globals,
    module,
    exports: module.exports,
    require: (name: string) => {
      if (name in requires) return (requires as Record<string, unknown>)[name];
      throw new Error(`${file} asked for the module "${name}", which a realm does not have`);
    },
  };
  const code = `${sourceOf(file)}\n//# sourceURL=${file}`;
  // The SDKs are scripts for browsers; parameters are the only globals they can be given apart.
  const run = new Function(...Object.keys(scope), code) as (...args: unknown[]) => void;
  run.call(globals.window, ...Object.values(scope));
  return module.exports;
}

export function createRealm(options: RealmOptions = {}): Realm {
  const storage = options.storage ?? new Map<string, string>();
  const blockedRequests: string[] = [];
  const sockets: WebSocket[] = [];
  const timers = new Set<NodeJS.Timeout>();
  const listeners = new Map<string, Set<Callback>>();
  let disposed = false;

  const start = (timer: NodeJS.Timeout) => {
    timers.add(timer);
    return timer;
  };
  const stop = (timer: NodeJS.Timeout | number | undefined) => {
    clearTimeout(timer);
    timers.delete(timer as NodeJS.Timeout);
  };
  const clock = {
    setTimeout: (callback: Callback, delay?: number, ...args: unknown[]) => {
      if (disposed) return undefined;
      const timer = start(
        setTimeout(() => {
          timers.delete(timer);
          callback(...args);
        }, delay),
      );
      return timer;
    },
    setInterval: (callback: Callback, delay?: number, ...args: unknown[]) =>
      disposed ? undefined : start(setInterval(callback, delay, ...args)),
    clearTimeout: stop,
    clearInterval: stop,
  };

  class RealmWebSocket extends WebSocket {
    constructor(url: string) {
      super(url, { perMessageDeflate: false });
      sockets.push(this);
      // Without a listener, ws throws connection errors at the process.
      this.on('error', () => {});
      if (disposed) this.terminate();
    }
  }

  /** Telemetry and help texts go to Tencent by HTTP; here they go nowhere. */
  class BlockedRequest {
    readyState = 0;
    status = 0;
    responseText = '';
    onreadystatechange: (() => void) | null = null;
    open(_method: string, url: string) {
      blockedRequests.push(url);
    }
    setRequestHeader() {}
    abort() {}
    send() {
      clock.setTimeout(() => {
        this.readyState = 4;
        this.onreadystatechange?.();
      }, 0);
    }
  }

  const localStorage = {
    getItem: (key: string) => storage.get(key) ?? null,
    setItem: (key: string, value: string) => void storage.set(key, String(value)),
    removeItem: (key: string) => void storage.delete(key),
    clear: () => storage.clear(),
  };
  const quiet = { log() {}, info() {}, warn() {}, error() {}, debug() {} };
  const navigator = {
    userAgent:
      options.userAgent ?? 'Mozilla/5.0 (X11; Linux x86_64) Chrome/120.0.0.0 Safari/537.36',
    cookieEnabled: true,
    onLine: true,
    language: 'en',
  };
  const window: Record<string, unknown> = {
    navigator,
    localStorage,
    addEventListener: (type: string, listener: Callback) => {
      if (!listeners.has(type)) listeners.set(type, new Set());
      listeners.get(type)!.add(listener);
    },
    removeEventListener: (type: string, listener: Callback) => {
      listeners.get(type)?.delete(listener);
    },
  };
  const globals: Record<string, unknown> = {
    window,
    navigator,
    localStorage,
    // The chat SDK looks for the page's address when it logs in.
    location: { href: 'http://127.0.0.1/', protocol: 'http:', hostname: '127.0.0.1' },
    // TIM asks for the page's encoding when it measures a message.
    document: { charset: 'UTF-8', characterSet: 'UTF-8' },
    ...clock,
    WebSocket: RealmWebSocket,
    XMLHttpRequest: BlockedRequest,
    console: options.console ?? quiet,
    // What Node has and a page has not, or has differently.
    global: undefined,
    process: undefined,
    Worker: undefined,
    ...(options.tolerateRejections ? { Promise: TolerantPromise } : {}),
    ...(options.worker ? workerGlobals(() => disposed, clock, RealmWebSocket) : {}),
  };
  Object.assign(window, globals, { window });

  const TIM = evaluate('tim-js-sdk', globals, {}) as TimModule;
  const TSignaling = interop(evaluate('tsignaling', globals, { 'tim-js-sdk': TIM }));

  return {
    TIM,
    TSignaling,
    chat: () => evaluate('@tencentcloud/chat', globals, {}) as TimModule,
    storage,
    blockedRequests,
    sockets,
    dispatchNetwork(state) {
      navigator.onLine = state === 'online';
      for (const listener of [...(listeners.get(state) ?? [])]) listener({ type: state });
    },
    dispose() {
      disposed = true;
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
      for (const socket of sockets) {
        socket.removeAllListeners();
        socket.on('error', () => {});
        socket.terminate();
      }
    },
  };
}

class TolerantPromise<T> extends Promise<T> {
  override then<A = T, B = never>(
    fulfilled?: ((value: T) => A | PromiseLike<A>) | null,
    rejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    const next = super.then(fulfilled, rejected);
    Promise.prototype.then.call(next, undefined, () => {});
    return next;
  }
}

function interop(exported: unknown): TSignalingConstructor {
  const module = exported as { default?: TSignalingConstructor };
  return module.default ?? (exported as TSignalingConstructor);
}

/** A `Worker` on the same thread: TIM's two workers only use messages, a socket and an interval. */
function workerGlobals(
  disposed: () => boolean,
  clock: Record<string, unknown>,
  Socket: new (url: string) => WebSocket,
): Record<string, unknown> {
  const scripts = new Map<string, string>();
  class PageBlob {
    readonly text: string;
    constructor(parts: string[]) {
      this.text = parts.join('');
    }
  }
  class PageWorker {
    onmessage: ((event: { data: unknown }) => void) | null = null;
    private receive: ((event: { data: unknown }) => void) | null;
    constructor(url: string) {
      const toPage = (data: unknown) =>
        queueMicrotask(() => {
          // A browser's timer ids are numbers; Node's timers cannot be posted.
          const plain = typeof data === 'object' && data && !('callback' in data) ? 1 : data;
          if (this.receive && !disposed()) this.onmessage?.({ data: plain });
        });
      const names = ['postMessage', 'WebSocket', ...Object.keys(clock)];
      const body = `let onmessage = null; ${scripts.get(url) ?? ''}\nreturn onmessage;`;
      const run = new Function(...names, body) as (...args: unknown[]) => typeof this.receive;
      this.receive = run(toPage, Socket, ...Object.values(clock));
    }
    postMessage(data: unknown) {
      queueMicrotask(() => {
        if (!disposed()) this.receive?.({ data });
      });
    }
    terminate() {
      this.receive = null;
    }
  }
  return {
    Worker: PageWorker,
    Blob: PageBlob,
    URL: {
      createObjectURL: (blob: PageBlob) => {
        const url = `blob:${scripts.size}`;
        scripts.set(url, blob.text);
        return url;
      },
      revokeObjectURL() {},
    },
  };
}
