/** This file runs the published trtc-calling-js 1.0.6 and tsignaling in the latency model as they are. */
import { readFileSync } from 'node:fs';
import { VirtualClock } from '../src/runtime/virtual-clock';
import type { Measured } from './model';
import { Clouds, sdksFor } from './old-sdks';

interface OldCalling {
  on(event: string, listener: (payload: { userID: string }) => void): void;
  login(params: object): Promise<unknown>;
  call(params: object): Promise<unknown>;
  accept(): Promise<unknown>;
  setLogLevel(level: number): void;
}
type OldConstructor = new (options: object) => OldCalling;

/** Runs a script as a page would that has these globals and no others. */
function evaluate(name: string, globals: Record<string, unknown>): void {
  const code = readFileSync(require.resolve(name), 'utf8');
  const shadowed = { ...globals, exports: undefined, module: undefined, define: undefined };
  const run = new Function(...Object.keys(shadowed), code) as (...values: unknown[]) => void;
  run.call(globals.window, ...Object.values(shadowed));
}

function clockFor(clock: VirtualClock) {
  let last = 0;
  const running = new Map<number, () => void>();
  const once = (callback: () => void, ms = 0): number => {
    const id = ++last;
    const fire = () => {
      running.delete(id);
      callback();
    };
    running.set(id, clock.at(clock.now() + ms, fire));
    return id;
  };
  const repeat = (callback: () => void, ms = 0): number => {
    const id = ++last;
    const next = () => {
      running.set(
        id,
        clock.at(clock.now() + ms, () => {
          next();
          callback();
        }),
      );
    };
    next();
    return id;
  };
  const stop = (id: number) => {
    running.get(id)?.();
    running.delete(id);
  };
  class PageDate extends Date {
    constructor(...values: [] | [number]) {
      super(values.length ? values[0]! : clock.now());
    }
    static override now = () => clock.now();
  }
  const timers = { setTimeout: once, setInterval: repeat, clearTimeout: stop, clearInterval: stop };
  return { ...timers, Date: PageDate };
}

/** Telemetry goes nowhere. */
class NoRequest {
  open(): void {}
  setRequestHeader(): void {}
  send(): void {}
}

function page(clouds: Clouds): OldCalling {
  const { TIM, TRTC, getUserMedia } = sdksFor(clouds);
  const quiet = Object.fromEntries(
    ['log', 'info', 'warn', 'error', 'debug', 'time', 'timeEnd'].map((name) => [name, () => {}]),
  );
  const storage = new Map<string, string>();
  // Enough of a page for an HTTP client to find out where it is; its requests go nowhere.
  const link = { setAttribute() {}, href: '', host: 'localhost', protocol: 'https:', pathname: '' };
  const document = { getElementById: () => null, createElement: () => link, addEventListener() {} };
  const window: Record<string, unknown> = { TIM, TRTC, addEventListener() {} };
  const globals = {
    window,
    document,
    location: { protocol: 'https:', hostname: 'localhost' },
    navigator: { userAgent: 'Chrome/120.0.0.0', mediaDevices: { getUserMedia }, onLine: true },
    sessionStorage: {
      getItem: (key: string) => storage.get(key) ?? null,
      setItem: (key: string, value: string) => void storage.set(key, value),
    },
    XMLHttpRequest: NoRequest,
    console: quiet,
    process: undefined,
    ...clockFor(clouds.clock),
  };
  Object.assign(window, globals);
  evaluate('tsignaling', globals);
  evaluate('trtc-calling-js', globals);
  const TRTCCalling = window.TRTCCalling as OldConstructor;
  return new TRTCCalling({ SDKAppID: 1400000000, tim: TIM.create() });
}

export async function measureOld(): Promise<Measured> {
  const clock = new VirtualClock();
  const clouds = new Clouds(clock);
  const [anna, bert] = [page(clouds), page(clouds)];
  const moments = new Map<string, number>();
  const note = (who: string, calling: OldCalling, events: string[]) => {
    for (const event of events) {
      calling.on(event, () => moments.set(`${who} ${event}`, clock.now()));
    }
  };
  note('anna', anna, ['onUserAccept', 'onUserEnter']);
  note('bert', bert, ['onInvited']);
  const happened = async (moment: string): Promise<number> => {
    for (let step = 0; step < 5000 && !moments.has(moment); step++) await clock.advance(1);
    const at = moments.get(moment);
    if (at === undefined) throw new Error(`${moment} never happened in the model`);
    return at;
  };
  await Promise.all([
    anna.login({ userID: 'anna', userSig: 'sig' }),
    bert.login({ userID: 'bert', userSig: 'sig' }),
  ]);
  await clock.advance(100);

  const start = clock.now();
  void anna.call({ userID: 'bert', type: 2 });
  const ring = (await happened('bert onInvited')) - start;
  // The caller is in its room by now, as it is by the time a person answers.
  await clock.advance(1000);
  const accepting = clock.now();
  void bert.accept();
  const accepted = (await happened('anna onUserAccept')) - accepting;
  const entered = (await happened('anna onUserEnter')) - accepting;
  // It says that a user entered when the stream is there.
  return { ring, accepted, entered, picture: entered };
}
