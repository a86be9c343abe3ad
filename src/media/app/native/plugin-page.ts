/**
 * The page's end of the line to the native back end. It calls the plug-in as it is told and passes events on; what the
 * plug-in means is known at the other end. It imports types only: each import would be copied into the page.
 */
import type { FromPlugin, ToPlugin } from './line';
import type { GlobalEvent, NativeEvent, NativeListener, NativePlugin } from './plugin';

export interface PluginPageOptions {
  /** What `uni.requireNativePlugin('TRTCCloudUniPlugin-TRTCCloudImpl')` gave, also where it is not packed. */
  plugin: unknown;
  /** What `weex.requireModule('globalEvent')` gave, in the same JavaScript context. */
  globalEvent: GlobalEvent;
  /** Hands a message to the back end; order is kept. */
  post(message: FromPlugin): void;
  /** Calls back after so many ms. @returns cancels it */
  after(ms: number, callback: () => void): () => void;
}

/**
 * ms from exitRoom to wait for its onExitRoom. It is less than `TIMES.exit`: the next call takes the instance then, and
 * must not have it destroyed by this page.
 */
const EXIT_WITHIN = 2000;

/** What was started has to be ended by a page that goes, in the order that the vendor asks for. */
const ENDS = {
  startRemoteView: 'stopRemoteView',
  startLocalPreview: 'stopLocalPreview',
  startLocalAudio: 'stopLocalAudio',
  enterRoom: 'exitRoom',
  sharedInstance: 'destroySharedInstance',
} as const satisfies Partial<Record<keyof NativePlugin, keyof NativePlugin>>;
type Start = keyof typeof ENDS;
const STARTS = Object.keys(ENDS) as Start[];

/** A method as it is called by its name. */
type Call = (...parameters: readonly unknown[]) => void;

type RemoteView = Parameters<NativePlugin['stopRemoteView']>[0];

interface Started {
  by: Start;
  /** Whose view it is; '' for all else. */
  view: string;
  end(): void;
}

export class PluginPage {
  private readonly listeners = new Map<NativeEvent, NativeListener>();
  private started: Started[] = [];
  /** It is there while a room is being left, and resolves when that is over or overdue. */
  private exiting: Promise<void> | undefined;
  private exited = () => undefined as void;
  private isClosed = false;

  constructor(private readonly options: PluginPageOptions) {}

  /** Takes what the back end says. */
  receive(message: ToPlugin): void {
    if (this.isClosed) return;
    if (message.type === 'greet') this.greet();
    else if (message.type === 'ping') this.post({ type: 'pong' });
    else if (message.type === 'listen') this.listen(message.event, message.on);
    else this.call(message.method, message.parameters);
  }

  /**
   * Leaves the room and lets everything go; for a page that goes. All that can be done at once is done at once: the
   * context of the page may end any moment. Nothing is posted afterwards.
   */
  async close(): Promise<void> {
    this.isClosed = true;
    for (const start of STARTS) {
      if (start === 'sharedInstance' && this.exiting) await this.exiting;
      for (const { by, end } of [...this.started]) if (by === start) end();
    }
    for (const event of [...this.listeners.keys()]) this.listen(event, false);
  }

  private greet(): void {
    const { sharedInstance } = (this.options.plugin ?? {}) as Partial<NativePlugin>;
    this.post({ type: 'hello', packed: typeof sharedInstance === 'function' });
  }

  private call(method: keyof NativePlugin, parameters: readonly unknown[]): void {
    const before = this.started;
    this.note(method, parameters);
    try {
      const isThere = before.some(({ by }) => by === 'sharedInstance');
      if (!isThere && method !== 'sharedInstance') throw new Error('the plug-in has not started');
      // As a method of the plug-in: some bridges need their `this`.
      (this.options.plugin as Record<string, Call>)[method]!(...parameters);
    } catch (error) {
      this.started = before;
      this.post({ type: 'threw', method, text: String(error) });
    }
  }

  /** Keeps what is started until it is ended. */
  private note(method: keyof NativePlugin, parameters: readonly unknown[]): void {
    if (method === 'exitRoom') this.exit();
    const [whose] = method.endsWith('RemoteView') ? (parameters as [RemoteView]) : [];
    const view = whose ? `${whose.streamType} ${whose.userId}` : '';
    for (const by of STARTS) {
      const stop = ENDS[by];
      if (method !== by && method !== stop) continue;
      this.started = this.started.filter((each) => each.by !== by || each.view !== view);
      if (method === stop) continue;
      const rest = whose ? [{ userId: whose.userId, streamType: whose.streamType }] : [];
      this.started.push({ by, view, end: () => this.call(stop, rest) });
    }
  }

  private listen(event: NativeEvent, on: boolean): void {
    const { globalEvent } = this.options;
    const before = this.listeners.get(event);
    if (before) globalEvent.removeEventListener(event, before);
    this.listeners.delete(event);
    if (!on) return;
    const listener: NativeListener = (payload) => {
      if (event === 'onExitRoom') this.exited();
      this.post({ type: 'event', event, data: payload?.data });
    };
    this.listeners.set(event, listener);
    globalEvent.addEventListener(event, listener);
  }

  /** Begins to wait for onExitRoom: a room that is entered before it stays black. */
  private exit(): void {
    this.exiting = new Promise<void>((resolve) => {
      this.exited = () => {
        cancel();
        this.exiting = undefined;
        resolve();
      };
      const cancel = this.options.after(EXIT_WITHIN, this.exited);
    });
  }

  private post(message: FromPlugin): void {
    if (!this.isClosed) this.options.post(message);
  }
}
