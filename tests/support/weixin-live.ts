/**
 * A WeChat for the mini-program driver: the parts of `wx` that it uses, and a page that renders the
 * driver's view as a mini-program does, with a live-pusher that answers in code sequences.
 *
 * Strict: what a real live-pusher would punish (two starts, a camera before the room, commands to a
 * component that is gone) is written down in `faults`, which tests expect to stay empty.
 */
import type {
  LivePlayerAttributes,
  LivePusherAttributes,
  LiveView,
  LiveViewModel,
} from '../../src/media/port';
import type { WeixinApi } from '../../src/media/weixin';
import type { Clock } from '../../src/runtime/clock';
import type { Lifecycle } from '../../src/runtime/environment';

type Scope = 'scope.record' | 'scope.camera';

export class FakeWx implements WeixinApi {
  /** The answers that the user gave before. */
  readonly settings: Partial<Record<Scope, boolean>> = {};
  /** The answer that the user will give; 'open': the prompt stays open. */
  answer: 'allow' | 'refuse' | 'open' | { errno: number; errMsg: string } = 'allow';
  prompts: Scope[] = [];
  keepScreenOn = false;
  device: { platform: string; SDKVersion: string } = { platform: 'ios', SDKVersion: '3.4.0' };
  system: Record<string, 'authorized' | 'denied' | 'not determined'> = {};
  settingsOpened = 0;
  private open: (() => void)[] = [];

  readonly createLivePusherContext: unknown = () => undefined;

  canIUse = () => true;
  getSystemInfoSync = () => this.device;
  getAppAuthorizeSetting = () => this.system;

  getSetting({ success }: Parameters<WeixinApi['getSetting']>[0]): void {
    soon(() => success?.({ authSetting: { ...this.settings } }));
  }

  openSetting({ success }: Parameters<WeixinApi['openSetting']>[0]): void {
    this.settingsOpened += 1;
    Object.assign(this.settings, { 'scope.record': true, 'scope.camera': true });
    soon(() => success?.({ authSetting: { ...this.settings } }));
  }

  authorize({ scope, success, fail }: Parameters<WeixinApi['authorize']>[0]): void {
    const settle = () => {
      const { answer } = this;
      if (typeof answer === 'object') return fail?.(answer);
      this.settings[scope] ??= answer === 'allow';
      if (this.settings[scope]) success?.({ errMsg: 'authorize:ok' });
      else fail?.({ errMsg: 'authorize:fail auth deny' });
    };
    if (this.settings[scope] === undefined) this.prompts.push(scope);
    if (this.answer === 'open' && this.settings[scope] === undefined) this.open.push(settle);
    else soon(settle);
  }

  /** The user answers the prompts that are open. */
  answerPrompts(answer: 'allow' | 'refuse'): void {
    this.answer = answer;
    for (const settle of this.open.splice(0)) settle();
  }

  setKeepScreenOn({ keepScreenOn }: { keepScreenOn: boolean }): void {
    this.keepScreenOn = keepScreenOn;
  }
}

const soon = (callback: () => void) => void Promise.resolve().then(callback);

/** Show and hide of the app. */
export class FakeApp implements Pick<Lifecycle, 'onShow' | 'onHide'> {
  private readonly listeners = { show: new Set<() => void>(), hide: new Set<() => void>() };

  onShow = (listener: () => void) => this.add('show', listener);
  onHide = (listener: () => void) => this.add('hide', listener);

  get listening(): number {
    return this.listeners.show.size + this.listeners.hide.size;
  }

  show(): void {
    for (const listener of this.listeners.show) listener();
  }

  hide(): void {
    for (const listener of this.listeners.hide) listener();
  }

  private add(kind: 'show' | 'hide', listener: () => void): () => void {
    const entry = () => listener();
    this.listeners[kind].add(entry);
    return () => void this.listeners[kind].delete(entry);
  }
}

export interface Remote {
  userID: string;
  audio?: boolean;
  video?: boolean;
}

/** The page with the live components, and the room that they are in. */
export class FakeLivePage {
  /** The calls that a real live-pusher would punish. */
  readonly faults: string[] = [];
  /** start, stop, switchCamera, with the time. */
  readonly commands: { name: string; at: number }[] = [];
  readonly playerCommands: string[] = [];
  /** Every change of page data. */
  readonly data: LiveViewModel[] = [];
  /** The next starts are answered with these codes instead of 1018; 'silent': with nothing. */
  entries: (number | 'silent' | { errMsg: string })[] = [];
  switchCameraFails = false;
  cameraOpens = true;
  answersStop = true;
  /** Others in the room. */
  remotes: Remote[] = [];
  mounted = true;
  inRoom = false;
  facing: 'front' | 'back' = 'front';
  private pusher: LivePusherAttributes | undefined;
  private rendered: LivePusherAttributes | undefined;
  private unbind: (() => void) | undefined;
  private started = false;
  private readonly players = new Map<string, () => void>();
  private readonly unsubscribe: () => void;

  constructor(
    readonly view: LiveView,
    private readonly clock: Clock,
  ) {
    this.pusher = view.current.pusher;
    this.unsubscribe = view.subscribeView((model) => this.setData(model));
  }

  get attributes(): LivePusherAttributes | undefined {
    return this.rendered;
  }

  get playerList(): readonly LivePlayerAttributes[] {
    return this.view.current.players;
  }

  /** Takes the live components out of the page, or puts them back. */
  mount(on: boolean): void {
    this.mounted = on;
    if (on) this.render();
    else this.removePusher();
  }

  close(): void {
    this.unsubscribe();
    this.mount(false);
  }

  /** A code of the live-pusher. */
  code(code: number, message = ''): void {
    this.view.pusherEvent('statechange', { code, message });
  }

  error(errCode: number | undefined, errMsg: string): void {
    this.view.pusherEvent('error', { errCode, errMsg });
  }

  users(code: 1031 | 1032 | 1033 | 1034, ...userlist: object[]): void {
    this.code(code, JSON.stringify({ userlist }));
  }

  netLevel(netQualityLevel: number): void {
    this.view.pusherEvent('netstatus', { info: { netQualityLevel, videoBitrate: 600 } });
  }

  /** Somebody comes, or what they send changes: the codes that a room sends. */
  remote({ userID, audio = false, video = false }: Remote): void {
    this.remotes = [
      ...this.remotes.filter((one) => one.userID !== userID),
      { userID, audio, video },
    ];
    if (this.inRoom) this.tell({ userID, audio, video });
  }

  remoteGone(userID: string): void {
    this.remotes = this.remotes.filter((one) => one.userID !== userID);
    if (this.inRoom) this.users(1032, { userid: userID });
  }

  /** WeChat takes the live-pusher out of the room without being told to. */
  dropOut(): void {
    this.inRoom = false;
    this.started = false;
  }

  private setData(model: LiveViewModel): void {
    this.data.push(model);
    this.pusher = model.pusher;
    this.render();
    const wanted = model.players.map(({ streamID }) => streamID);
    for (const [streamID, unbind] of [...this.players]) {
      if (wanted.includes(streamID)) continue;
      unbind();
      this.players.delete(streamID);
    }
    for (const streamID of wanted) {
      if (this.players.has(streamID)) continue;
      const command = (name: string) => () => void this.playerCommands.push(`${name} ${streamID}`);
      const context = { play: command('play'), stop: command('stop') };
      this.players.set(
        streamID,
        this.view.bindPlayer(streamID, () => context),
      );
    }
  }

  /** Data reaches components a moment later. */
  private render(): void {
    soon(() => {
      if (!this.pusher || !this.mounted) return this.removePusher();
      // Before it is inserted, so that it is not inserted with what another one was told.
      this.unbind ??= this.bind();
      const before = this.rendered;
      this.rendered = this.view.current.pusher;
      if (!this.rendered) return;
      if (!before) this.facing = this.rendered.devicePosition;
      this.watchCamera(before?.enableCamera ?? false);
      this.view.pusherRendered(this.rendered.entry);
    });
  }

  private watchCamera(before: boolean): void {
    const on = this.rendered?.enableCamera ?? false;
    if (on && !this.inRoom) this.faults.push('camera before the room');
    if (!on || before || !this.cameraOpens) return;
    soon(() => {
      this.code(1003);
      this.code(1007);
    });
  }

  private removePusher(): void {
    this.rendered = undefined;
    this.dropOut();
    this.unbind?.();
    this.unbind = undefined;
  }

  private bind(): () => void {
    let gone = false;
    const command =
      (name: string, run: (options: Options) => void) =>
      (options: Options = {}) => {
        this.commands.push({ name, at: this.clock.now() });
        if (gone) this.faults.push(`${name} of a live-pusher that is gone`);
        else run(options);
      };
    const unbind = this.view.bindPusher(() => ({
      start: command('start', (options) => this.start(options)),
      stop: command('stop', ({ success }) => {
        if (this.inRoom) soon(() => this.code(1019, 'exit room, reason[0]'));
        this.dropOut();
        if (this.answersStop) soon(() => success?.());
      }),
      switchCamera: command('switchCamera', ({ success, fail }) => {
        if (this.switchCameraFails) return soon(() => fail?.({ errMsg: 'switchCamera:fail' }));
        this.facing = this.facing === 'front' ? 'back' : 'front';
        soon(() => success?.());
      }),
    }));
    return () => {
      gone = true;
      unbind();
    };
  }

  private start({ success, fail }: Options): void {
    if (this.started) this.faults.push('start of a live-pusher that was started');
    if (!this.rendered?.url.startsWith('room://')) this.faults.push('start without an address');
    this.started = true;
    const entry = this.entries.shift();
    if (typeof entry === 'object') {
      this.started = false;
      return soon(() => fail?.(entry));
    }
    soon(() => success?.());
    if (entry === 'silent') return;
    soon(() => {
      if (!this.started) return;
      if (entry !== undefined) return this.code(entry);
      this.inRoom = true;
      for (const code of [1001, 1002, 1018]) this.code(code);
      for (const remote of this.remotes) this.tell(remote);
    });
  }

  private tell({ userID, audio, video }: Remote): void {
    const stream = (kind: string) => `room://cloud.tencent.com/rtc?userid=${userID}&${kind}`;
    this.users(1031, { userid: userID });
    this.users(1033, {
      userid: userID,
      streamtype: 'main',
      hasvideo: video ?? false,
      ...(video ? { playurl: stream('streamtype=main') } : {}),
    });
    this.users(1034, {
      userid: userID,
      hasaudio: audio ?? false,
      ...(audio ? { playurl: stream('streamtype=main') } : {}),
    });
  }
}

interface Options {
  success?: () => void;
  fail?: (error: unknown) => void;
}
