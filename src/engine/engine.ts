/**
 * The engine is the loop: an event comes in, the table says what happens, effects go out through the ports, and
 * their outcomes come back as events.
 */
import type { Effect, Notice } from '../call/effects';
import type { CallEvent, Failure } from '../call/events';
import { IDLE, type CallState, type DeadlineName } from '../call/state';
import { transition } from '../call/transition';
import type { CallRecorder, CallReport } from '../diagnostics/report';
import { CallError, lineOf } from '../errors';
import type { Logger } from '../log';
import type { MediaEvent, MediaPort } from '../media/port';
import type { Clock } from '../runtime/clock';
import type { Lifecycle } from '../runtime/environment';
import { callSafely } from '../runtime/listeners';
import type { Signal, SignalingPort } from '../signaling/port';
import { Commands } from './commands';
import { Runner } from './runner';
import { Deadlines } from './deadlines';
import { errorOf } from './failures';

/** Signals about the service rather than about a call. */
export type ServiceSignal = Extract<
  Signal,
  { kind: 'ready' | 'not-ready' | 'login-ended' | 'network' | 'dropped' }
>;

/** Media events that change no call. */
export type MediaReport = Extract<
  MediaEvent,
  { kind: 'quality' | 'volume' | 'devices-changed' | 'warning' }
>;

export interface EngineOptions {
  signaling: SignalingPort;
  media: MediaPort;
  clock: Clock;
  lifecycle: Lifecycle;
  log: Logger;
  sdkAppID: number;
  userID: string;
  userSig: string;
  /** An app event. Errors are told with the same object that rejects a promise. */
  onNotice: (notice: Notice, error: CallError | undefined) => void;
  /** The call state is another one. */
  onChange: (state: CallState) => void;
  onService: (signal: ServiceSignal) => void;
  onMedia: (report: MediaReport) => void;
  /** It hears of everything, and changes nothing. */
  recorder?: CallRecorder | undefined;
  /** A call has ended; this is its report. */
  onReport?: ((report: CallReport) => void) | undefined;
}

/** `Omit` that keeps the members of a union apart. */
type Untimed<E> = E extends unknown ? Omit<E, 'at'> : never;
type CommandEvent = Extract<CallEvent, { command: string }>;
type Commanded<E> = E extends unknown ? Omit<E, 'at' | 'command'> : never;

/** The failure that these effects tell the app, if they tell one. */
function failureIn(effects: readonly Effect[]): Failure | undefined {
  for (const effect of effects) {
    if (effect.kind === 'notify' && effect.notice.name === 'ERROR') return effect.notice.failure;
  }
  return undefined;
}

export class Engine {
  private current: CallState = IDLE;
  private queue: CallEvent[] = [];
  private busy = false;
  private disposed = false;
  private readonly commands = new Commands();
  private readonly deadlines: Deadlines;
  private readonly runner: Runner;
  private readonly unsubscribe: (() => void)[];
  private readonly log: Logger;
  private userSig: string;

  constructor(private readonly options: EngineOptions) {
    const { signaling, media, clock, lifecycle, sdkAppID, userID } = options;
    this.log = options.log.scoped('call');
    this.userSig = options.userSig;
    this.deadlines = new Deadlines(clock, (name: DeadlineName, token: number) =>
      this.dispatch({ kind: 'deadline', name, token, at: clock.now() }),
    );
    this.runner = new Runner({
      signaling,
      media,
      clock,
      log: this.log,
      commands: this.commands,
      credentials: () => ({ sdkAppID, userID, userSig: this.userSig }),
      dispatch: (event) => this.dispatch(event),
      notify: options.onNotice,
    });
    this.unsubscribe = [
      signaling.onSignal((signal) => this.onSignal(signal)),
      media.onEvent((event) => this.onMedia(event)),
      lifecycle.onShow(() => {
        this.runner.catchUp();
        this.deadlines.check();
        this.record(() => options.recorder?.pageShown());
      }),
      lifecycle.onClose(() => this.tell({ kind: 'hangup', command: '' })),
      ...this.recordSurroundings(lifecycle),
    ];
  }

  private recordSurroundings(lifecycle: Lifecycle): (() => void)[] {
    const { recorder } = this.options;
    if (!recorder) return [];
    return [
      lifecycle.onHide(() => this.record(() => recorder.pageHidden())),
      lifecycle.onNetwork?.((network) => this.record(() => recorder.networkChanged(network))) ??
        (() => undefined),
    ];
  }

  /** A call does not fail because it cannot be written down. */
  private record(write: () => void): void {
    callSafely(this.log, 'calls', write);
  }

  get state(): CallState {
    return this.current;
  }

  /** Takes a new userSig for rooms entered from now on. */
  renewUserSig(userSig: string): void {
    this.userSig = userSig;
  }

  /** Runs a command of the app. @returns settles when the table says so */
  command(event: Commanded<CommandEvent>): Promise<void> {
    if (this.disposed) return this.tooLate(event.kind);
    const { command, done } = this.commands.create();
    this.tell({ ...event, command } as Untimed<CommandEvent>);
    return done;
  }

  /** Starts a call. @returns resolves when it rings and this side is in the room */
  dial(
    request: Omit<Extract<CallEvent, { kind: 'dial' }>['request'], 'command' | 'userID'>,
  ): Promise<void> {
    if (this.disposed) return this.tooLate('dial');
    const { command, done } = this.commands.create();
    const { userID } = this.options;
    this.tell({ kind: 'dial', request: { ...request, command, userID } });
    return done;
  }

  /** A login that is over has nothing to hang up, and nothing else to offer. */
  private tooLate(kind: CommandEvent['kind'] | 'dial'): Promise<void> {
    return kind === 'hangup' || kind === 'logout'
      ? Promise.resolve()
      : Promise.reject(CallError.notLoggedIn());
  }

  private tell(event: Untimed<CallEvent>): void {
    this.dispatch({ ...event, at: this.options.clock.now() } as CallEvent);
  }

  /** Takes one event after the other: what an app's listener causes comes after what caused the listener. */
  dispatch(event: CallEvent): void {
    if (this.disposed) return;
    this.queue.push(event);
    if (this.busy) return;
    this.busy = true;
    try {
      for (let next = this.queue.shift(); next; next = this.queue.shift()) this.step(next);
    } finally {
      this.busy = false;
    }
  }

  private step(event: CallEvent): void {
    const { onChange, recorder, onReport } = this.options;
    const { log } = this;
    const before = this.current;
    const [state, effects] = transition(before, event);
    log.debug(
      `${before.phase} + ${event.kind} → ${state.phase}`,
      effects.map(({ kind }) => kind),
    );
    this.current = state;
    this.deadlines.follow(state);
    const failure = failureIn(effects);
    if (before.phase !== state.phase) this.milestone(state, failure);
    else if (failure) log.warn(lineOf(errorOf(failure)));
    let report: CallReport | undefined;
    this.record(() => {
      const hasEnded = recorder?.step({ event, before, after: state, effects });
      if (hasEnded) report = recorder?.report();
    });
    // Before the effects: an app that asks inside a handler finds the state that the event tells of.
    if (state !== before) onChange(state);
    for (const effect of effects) {
      try {
        this.runner.run(effect, state);
      } catch (error) {
        log.error(`effect ${effect.kind} failed`, error);
      }
    }
    // Last: an app that listens has heard by then that the call is over.
    if (report) onReport?.(report);
  }

  /** Writes one line per phase of a call; of a call that failed, the one line that says why. */
  private milestone(state: CallState, failure: Failure | undefined): void {
    const { phase, roomID, type, end } = state;
    const kind = type === 2 ? 'video' : 'audio';
    const why = phase === 'ending' && end ? ` ${end.reason} after ${end.seconds} s` : '';
    const line = `${state.token} (${kind}, room ${roomID}) ${phase}${why}`;
    if (failure) this.log.error(`${line}, ${lineOf(errorOf(failure))}`);
    else this.log.info(line);
  }

  private onSignal(signal: Signal): void {
    switch (signal.kind) {
      case 'ready':
      case 'not-ready':
      case 'network':
      case 'dropped':
        return this.options.onService(signal);
      case 'login-ended':
        this.tell({ kind: 'login-ended', why: signal.why });
        return this.options.onService(signal);
      case 'invited':
        return this.tell({
          kind: 'invited',
          userID: this.options.userID,
          invitation: signal.invitation,
        });
      default:
        return this.tell(signal);
    }
  }

  private onMedia(event: MediaEvent): void {
    this.record(() => this.options.recorder?.media(event));
    switch (event.kind) {
      case 'stats':
        return;
      case 'quality':
      case 'volume':
      case 'devices-changed':
      case 'warning':
        return this.options.onMedia(event);
      default:
        return this.tell(event);
    }
  }

  dispose(): void {
    if (this.disposed) return;
    this.disposed = true;
    this.queue = [];
    this.deadlines.clear();
    for (const stop of this.unsubscribe) stop();
    this.commands.close();
  }
}
