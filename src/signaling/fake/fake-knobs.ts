/** Knobs decide what goes wrong at one fake device, and when its line is cut. */
import type { CallError } from '../../errors';
import type { SignalMessage } from '../message';
import type { LoginEnd, Signal } from '../port';
import type { TransportSink } from '../transport';

/** The line between one device and the service. */
export class FakeLink {
  loggedIn = false;
  /** ms by the clock of the latest login. */
  since = 0;
  connected = true;
  /** Deliveries that wait for the line. */
  readonly held: SignalMessage[] = [];
  /** Called when the line is back. */
  readonly waiting = new Set<() => void>();

  constructor(readonly sink: TransportSink) {}

  arrive(message: SignalMessage): void {
    if (!this.loggedIn) return;
    if (this.connected) this.sink.message(message);
    else this.held.push(message);
  }
}

/** The names of operations that `fail`, `delay` and the counters use. */
export type FakeOperation = 'login' | 'logout' | 'invite' | 'switch' | 'cancel' | 'answer' | 'end';

export interface Failure {
  /** Default: CallError 61006, for login 61005. */
  error?: CallError;
  /** The number of operations that fail; default 1, Infinity: all until `heal`. */
  times?: number;
  /** Fails only when the operation's deadline is reached, as a dead network does. */
  atDeadline?: boolean;
  /** The message goes out all the same: its acknowledgement is what was lost. */
  delivered?: boolean;
}

/** The knobs of one device, for a test to turn. */
export class FakeKnobs {
  /** Operations that were started, by name. */
  readonly counters: Record<FakeOperation, number> = {
    login: 0,
    logout: 0,
    invite: 0,
    switch: 0,
    cancel: 0,
    answer: 0,
    end: 0,
  };
  private readonly delays = new Map<FakeOperation, number | (() => number)>();
  private readonly failures = new Map<FakeOperation, Failure & { times: number }>();

  constructor(
    readonly userID: string,
    readonly device: string,
    private readonly link: FakeLink,
  ) {}

  /** ms that an operation takes before the service has it. */
  delay(operation: FakeOperation, ms: number | (() => number)): void {
    this.delays.set(operation, ms);
  }

  /** The next `times` operations of this name fail. */
  fail(operation: FakeOperation, failure: Failure = {}): void {
    this.failures.set(operation, { ...failure, times: failure.times ?? 1 });
  }

  /** Undoes `fail`, for one operation or all. */
  heal(operation?: FakeOperation): void {
    if (operation) this.failures.delete(operation);
    else this.failures.clear();
  }

  /** The service, or the app on the shared IM instance, ends the login of this device. */
  kick(reason = 'multipleAccount', why: LoginEnd = 'kicked-out'): void {
    if (!this.link.loggedIn) return;
    this.link.loggedIn = false;
    if (why === 'logged-out') this.link.sink.signal({ kind: 'not-ready' });
    this.link.sink.signal({ kind: 'login-ended', why, reason });
  }

  /** Cuts the line: sends fail at their deadline, deliveries wait. */
  disconnect(): void {
    if (!this.link.connected) return;
    this.link.connected = false;
    this.link.sink.signal({ kind: 'network', state: 'disconnected' });
  }

  /** The line is back: what waited arrives in order. */
  reconnect(): void {
    if (this.link.connected) return;
    this.link.connected = true;
    this.link.sink.signal({ kind: 'network', state: 'connected' });
    this.link.waiting.forEach((done) => done());
    this.link.held.splice(0).forEach((message) => this.link.sink.message(message));
  }

  /** Reports a signal that no message backs. */
  inject(signal: Signal): void {
    this.link.sink.signal(signal);
  }

  /** @internal ms that the next operation of this name takes */
  delayOf(operation: FakeOperation): number {
    const delay = this.delays.get(operation) ?? 0;
    return typeof delay === 'function' ? delay() : delay;
  }

  /** @internal the failure that the next operation of this name meets, if any */
  failureOf(operation: FakeOperation): Failure | undefined {
    const failure = this.failures.get(operation);
    if (!failure || failure.times < 1) return undefined;
    failure.times--;
    return failure;
  }
}
