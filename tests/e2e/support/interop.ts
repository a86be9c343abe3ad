/** Plain pages with script tags, and people in front of them who use either client. */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Browser, BrowserContext, Page } from '@playwright/test';
import type { EmulatorOptions } from '../../../emulator/index';
import { loudestSound } from './in-page';
import { serveWithCloud, type App } from './serve';
import { OLD_CLIENT_REPORTS, SDK_FETCHES, stayOnThisMachine } from './stay-on-this-machine';

/** `old`: trtc-calling-js 1.0.6. `new`: the script-tag build of this project. */
export type Kind = 'old' | 'new';

const UMD = 'dist/lib/trtc-calling-uni.umd.js';

/** Global, and the file that sets it. The order is the documented one. */
export const SCRIPTS = {
  TRTC: 'node_modules/trtc-js-sdk/trtc.js',
  TIM: 'node_modules/tim-js-sdk/tim-js.js',
  TSignaling: 'node_modules/tsignaling/tsignaling-js.js',
} as const;

const CLIENTS: Record<Kind, string> = {
  old: 'node_modules/trtc-calling-js/trtc-calling-js.js',
  new: UMD,
};

const html = (scripts: string[]) =>
  ['<!doctype html>', '<meta charset="utf-8" />', '<title>Call</title>', '<body></body>']
    .concat(scripts.map((path) => `<script src="${path}"></script>`))
    .join('\n');

/**
 * The pages /old and /new, each with its scripts, and the local cloud behind them.
 * @param pages further ones, by path
 * @param scripts further ones, by name to file
 * @param options of the local cloud
 */
export async function startSite(
  pages: Record<string, string> = {},
  scripts: Record<string, string> = {},
  options: EmulatorOptions = {},
): Promise<App> {
  if (!existsSync(UMD)) throw new Error(`${UMD} is not built: npm run tarball comes first`);
  const files = new Map<string, { type: string; body: Buffer | string }>();
  const script = (path: string) => ({ type: 'text/javascript', body: readFileSync(resolve(path)) });
  const sdks = Object.entries(SCRIPTS).map(([name, path]) => {
    files.set(`/${name}.js`, script(path));
    return `/${name}.js`;
  });
  files.set('/client-under-test.js', script('tests/e2e/support/pages/client-under-test.js'));
  for (const kind of ['old', 'new'] as const) {
    files.set(`/${kind}.js`, script(CLIENTS[kind]));
    const body = html([...sdks, `/${kind}.js`, '/client-under-test.js']);
    files.set(`/${kind}`, { type: 'text/html; charset=utf-8', body });
  }
  for (const [path, body] of Object.entries(pages)) {
    files.set(path, { type: 'text/html; charset=utf-8', body });
  }
  for (const [name, path] of Object.entries(scripts)) files.set(`/${name}`, script(path));
  return serveWithCloud((request, response) => {
    const file = files.get(new URL(request.url ?? '/', 'http://127.0.0.1').pathname);
    if (!file) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { 'content-type': file.type }).end(file.body);
  }, options);
}

export interface Outcome {
  ok: boolean;
  value?: unknown;
  error?: { code?: number; name?: string; message?: string };
}

export interface Told {
  name: string;
  payload: Record<string, unknown> | null;
  at: number;
}

interface ClientUnderTest {
  events: Told[];
  deviceFault: { release(): void } | undefined;
  missing: string[];
  failDevices(name: string, waits: boolean): void;
  answerWhatRings(): void;
  create(options: object): void;
  run(method: string, ...parameters: unknown[]): Promise<Outcome>;
  show(userID: string, local: boolean): void;
  status(): string;
  type(): number;
  snapshot(): unknown;
  /** Clients of trtc-js-sdk and instances of tsignaling that this page has made. */
  clients: { leave(): Promise<unknown> }[];
  signalings: object[];
  count(name: string): number;
  picture(userID: string): { width: number; frames: number };
  liveTracks(): string[];
  /** The names of the devices that are held now. */
  heldDevices(): string[];
  /** Logs so many instances in and out that share one TIM. */
  shareTim(
    count: number,
    options: object,
    login: object,
  ): Promise<{ after: number; destroys: boolean }>;
}

/** Page functions see this window. */
export interface ClientWindow {
  clientUnderTest: ClientUnderTest;
  loudestSound: typeof loudestSound;
}

export interface CallerOptions {
  /** Seconds that the old client lets a call ring; 30 is built into it. */
  timeout?: number;
  context?: Parameters<Browser['newContext']>[0];
  /** Runs in the page before its scripts. */
  before?: () => void;
  logLevel?: number;
  /** The app makes the TIM instance, and gives it to the client; the old client always has it from the app. */
  sharesTim?: boolean;
}

/** Somebody with a browser of their own, logged in by one of the two clients. */
export class Caller {
  /** The errors that the page reported, unhandled rejections among them. */
  readonly errors: string[] = [];
  strays: string[] = [];

  private constructor(
    readonly kind: Kind,
    readonly userID: string,
    readonly page: Page,
    private readonly context: BrowserContext,
  ) {}

  static async arrive(
    browser: Browser,
    site: App,
    kind: Kind,
    userID: string,
    options: CallerOptions = {},
  ): Promise<Caller> {
    const context = await browser.newContext(options.context);
    // tsx names functions by a helper that a page does not have.
    await context.addInitScript('window.__name = (value) => value');
    if (options.before) await context.addInitScript(options.before);
    await context.addInitScript(`window.loudestSound = ${loudestSound}`);
    const strays = await stayOnThisMachine(context, site.origin, {
      expected: [...SDK_FETCHES, ...(kind === 'old' ? [OLD_CLIENT_REPORTS] : [])],
      answer: 'empty',
    });
    const caller = new Caller(kind, userID, await context.newPage(), context);
    caller.strays = strays;
    caller.page.on('pageerror', (error) => caller.errors.push(error.message));
    await caller.page.goto(`${site.origin}/${kind}`);
    const { sdkAppID } = site.cloud;
    await caller.page.evaluate(
      (value) => (window as unknown as ClientWindow).clientUnderTest.create(value),
      {
        SDKAppID: sdkAppID,
        proxy: site.cloud.proxyFor(site.origin),
        timeout: options.timeout,
        logLevel: options.logLevel,
        sharesTim: options.sharesTim,
      },
    );
    const login = { userID, userSig: site.cloud.signUserSig(userID) };
    const outcome = await caller.run('login', login);
    if (!outcome.ok) throw new Error(`${userID} cannot log in: ${outcome.error?.message}`);
    await caller.told('sdkReady');
    return caller;
  }

  /** Calls a method of the client. */
  run(method: string, ...parameters: unknown[]): Promise<Outcome> {
    return this.page.evaluate(
      ([name, list]) => (window as unknown as ClientWindow).clientUnderTest.run(name, ...list),
      [method, parameters] as const,
    );
  }

  /** Calls a method that must work. */
  async does(method: string, ...parameters: unknown[]): Promise<unknown> {
    const outcome = await this.run(method, ...parameters);
    if (!outcome.ok) {
      throw new Error(`${this.userID} ${method}: ${outcome.error?.code} ${outcome.error?.message}`);
    }
    return outcome.value;
  }

  /** Waits for a condition in the page. */
  async until<A>(
    what: string,
    condition: (argument: A) => unknown,
    argument: A,
    timeout = 15_000,
  ): Promise<void> {
    await this.page
      .waitForFunction(condition as (argument: unknown) => unknown, argument, { timeout })
      .catch(async (error: Error) => {
        const events = await this.events().catch(() => []);
        const names = events
          .filter(({ name }) => name !== 'onUserVoiceVolume')
          .map(({ name, payload }) => `${name} ${JSON.stringify(payload)}`);
        throw new Error(
          `${this.userID} (${this.kind}) never saw: ${what}\n${names.join('\n')}\n${error.message}`,
        );
      });
  }

  events(name?: string): Promise<Told[]> {
    return this.page.evaluate(
      (wanted) =>
        (window as unknown as ClientWindow).clientUnderTest.events.filter(
          (event) => wanted === undefined || event.name === wanted,
        ),
      name,
    );
  }

  /** Waits for an event. @returns its payload; the last one's if it came more often */
  async told(name: string, timeout?: number, times = 1): Promise<Record<string, unknown>> {
    await this.until(
      `${times} × ${name}`,
      ([wanted, count]) =>
        (window as unknown as ClientWindow).clientUnderTest.count(wanted) >= count,
      [name, times] as const,
      timeout,
    );
    return (await this.events(name)).pop()?.payload ?? {};
  }

  async forget(): Promise<void> {
    await this.page.evaluate(
      () => void (window as unknown as ClientWindow).clientUnderTest.events.splice(0),
    );
  }

  heldDevices(): Promise<string[]> {
    return this.page.evaluate(() =>
      (window as unknown as ClientWindow).clientUnderTest.heldDevices(),
    );
  }

  status(): Promise<string> {
    return this.page.evaluate(() => (window as unknown as ClientWindow).clientUnderTest.status());
  }

  async becomes(status: 'idle' | 'calling' | 'connected', timeout?: number): Promise<void> {
    await this.until(
      `status ${status}`,
      (wanted) => (window as unknown as ClientWindow).clientUnderTest.status() === wanted,
      status,
      timeout,
    );
  }

  async snapshot<T = Record<string, unknown>>(): Promise<T> {
    return (await this.page.evaluate(() =>
      (window as unknown as ClientWindow).clientUnderTest.snapshot(),
    )) as T;
  }

  /** The call has this type, and the camera follows it. */
  isIn(type: 1 | 2): Promise<void> {
    return this.until(
      `a call of type ${type}`,
      (wanted) => {
        const { clientUnderTest } = window as unknown as ClientWindow;
        const camera = clientUnderTest.liveTracks().includes('video');
        return clientUnderTest.type() === wanted && camera === (wanted === 2);
      },
      type,
    );
  }

  async show(userID: string, local = false): Promise<void> {
    await this.page.evaluate(
      ([id, mine]) => (window as unknown as ClientWindow).clientUnderTest.show(id, mine),
      [userID, local] as const,
    );
  }

  /** The picture of somebody is decoded and moves. */
  async sees(userID: string): Promise<void> {
    const seen = await this.page
      .waitForFunction(
        (id) => (window as unknown as ClientWindow).clientUnderTest.picture(id).frames || undefined,
        userID,
        { timeout: 20_000 },
      )
      .then((handle) => handle.jsonValue())
      .catch(() => undefined);
    await this.until(
      `a moving picture of ${userID}`,
      ([id, before]) =>
        (window as unknown as ClientWindow).clientUnderTest.picture(id).frames > before + 2,
      [userID, seen ?? 0] as const,
    );
  }

  /** Something is audible here: an element that plays, is not muted, and is louder than silence. */
  async hears(): Promise<void> {
    await this.until(
      'sound',
      async (players) => (await (window as unknown as ClientWindow).loudestSound(players)) > 2,
      'audio, video',
      20_000,
    );
  }

  /** Somebody sits here and accepts whatever rings. */
  async answersWhatRings(): Promise<void> {
    await this.page.evaluate(() =>
      (window as unknown as ClientWindow).clientUnderTest.answerWhatRings(),
    );
  }

  /**
   * getUserMedia rejects like this from now on, or only takes its time if the name is empty.
   * `when told`: it hangs until `devicesFailNow`.
   */
  async devicesFail(name: string, when: 'at once' | 'when told' = 'at once'): Promise<void> {
    await this.page.evaluate(
      ([error, waits]) =>
        (window as unknown as ClientWindow).clientUnderTest.failDevices(error, waits),
      [name, when === 'when told'] as const,
    );
  }

  async devicesFailNow(): Promise<void> {
    await this.page.evaluate(() =>
      (window as unknown as ClientWindow).clientUnderTest.deviceFault?.release(),
    );
  }

  /** Devices of this kind are gone from the list. */
  async unplug(kind: 'audioinput' | 'videoinput'): Promise<void> {
    await this.page.evaluate(
      (gone) => void (window as unknown as ClientWindow).clientUnderTest.missing.push(gone),
      kind,
    );
  }

  liveTracks(): Promise<string[]> {
    return this.page.evaluate(() =>
      (window as unknown as ClientWindow).clientUnderTest.liveTracks(),
    );
  }

  /** No device is held any more. */
  async released(): Promise<void> {
    await this.until(
      'its devices released',
      () => (window as unknown as ClientWindow).clientUnderTest.liveTracks().length === 0,
      undefined,
    );
  }

  async leave(): Promise<void> {
    await this.context.close();
  }
}
