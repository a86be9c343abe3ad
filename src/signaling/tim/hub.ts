/**
 * All drivers of one TIM instance. `TIM.create` returns one object for each SDKAppID, so several
 * TRTCCalling of one page share it, or the app's chat does: one wrapper, one tsignaling, one login.
 */
import type { Logger } from '../../log';
import type { Clock } from '../../runtime/clock';
import { TimLogin } from './tim-account';
import type { SignalMessage } from '../message';
import type { Signal, SignalingCredentials } from '../port';
import { SerialQueue } from '../../runtime/serial-queue';
import type { Tim, TimEvent, TimModule, Tsignaling, TsignalingConstructor } from './sdk';
import { TimWrapper, type SendPlan } from './tim-wrapper';
import type { TransportSink } from '../transport';
import { ReconnectNudge } from './reconnect-nudge';

export interface HubOptions {
  TIM: TimModule;
  TSignaling: TsignalingConstructor;
  tim: Tim;
  sdkAppID: number;
  clock: Clock;
  log: Logger;
}

/** One driver on a hub. */
export interface HubClient {
  readonly sink: TransportSink;
  isIn: boolean;
  /** What arrives while this driver's login is on its way, kept until it has been told 'ready'. */
  early: (() => void)[] | undefined;
  /** Told 'not-ready' and not yet 'ready' again. */
  isWaiting: boolean;
}

const NEW_INVITATION = 'ts_new_invitation_received';
/** tsignaling's level for nothing at all: it would print userSigs. */
const SILENT = 4;

const hubs = new WeakMap<object, Hub>();

export class Hub {
  readonly tsignaling: Tsignaling;
  readonly wrapper: TimWrapper;
  private readonly account: TimLogin;
  private readonly waker: ReconnectNudge;
  private readonly operations = new SerialQueue();
  private readonly logins = new SerialQueue();
  private readonly seats = new Set<HubClient>();

  /** The hub of this TIM, new if there is none. */
  static of(options: HubOptions): Hub {
    const known = hubs.get(options.tim);
    if (known) return known;
    const hub = new Hub(options);
    hubs.set(options.tim, hub);
    return hub;
  }

  private constructor(private readonly options: HubOptions) {
    const { TIM, TSignaling, tim, sdkAppID, clock, log } = options;
    this.wrapper = new TimWrapper({
      TIM,
      tim,
      clock,
      log,
      sink: {
        message: (message) => this.tellAll(({ sink }) => sink.message(message)),
        dropped: (signal) => this.tellAll(({ sink }) => sink.signal(signal)),
      },
      onState: (event) => this.stateChanged(event),
    });
    this.tsignaling = new TSignaling({ SDKAppID: sdkAppID, tim: this.wrapper.facade });
    this.tsignaling.setLogLevel(SILENT);
    this.tsignaling.on(NEW_INVITATION, ({ data }) => {
      this.wrapper.inbound.replayedInviteIsKnown((data as { inviteID: string }).inviteID);
    });
    this.wrapper.start();
    const { tsignaling, wrapper } = this;
    this.account = new TimLogin({ TIM, tim, tsignaling, wrapper, clock, log });
    this.waker = new ReconnectNudge(clock, () => {
      const userIDList = [this.userID];
      tim.getUserProfile({ userIDList }).catch(() => undefined);
    });
  }

  get userID(): string {
    return this.account.userID;
  }

  join(sink: TransportSink): HubClient {
    const seat: HubClient = { sink, isIn: false, early: undefined, isWaiting: false };
    this.seats.add(seat);
    return seat;
  }

  async leave(seat: HubClient): Promise<void> {
    if (this.seats.size === 1) this.account.abandon();
    await this.logout(seat);
    this.seats.delete(seat);
    if (this.seats.size > 0) return;
    this.waker.stop();
    this.wrapper.stop();
    hubs.delete(this.options.tim);
  }

  login(seat: HubClient, credentials: SignalingCredentials): Promise<void> {
    return this.logins.add(async () => {
      const early: (() => void)[] = [];
      Object.assign(seat, { isIn: true, isWaiting: false, early });
      try {
        await this.account.login(credentials);
      } catch (error) {
        seat.isIn = false;
        throw error;
      } finally {
        seat.early = undefined;
      }
      seat.sink.signal({ kind: 'ready' });
      early.forEach((tell) => tell());
    });
  }

  /** Logs TIM out when the last driver leaves and the login was made here. */
  logout(seat: HubClient): Promise<void> {
    return this.logins.add(async () => {
      if (!seat.isIn) return;
      seat.isIn = false;
      if ([...this.seats].some((each) => each.isIn)) return;
      this.waker.stop();
      await this.account.logout();
    });
  }

  /**
   * Runs an operation of tsignaling once the previous one is done: two at a time lock each other out.
   * @param operation must call tsignaling, or send, in the turn in which it is called
   */
  perform<T>(plan: SendPlan, operation: () => Promise<T>): Promise<T> {
    return this.operations.add(() => this.wrapper.perform(plan, operation));
  }

  /** Shows the other drivers of this account what one of them has sent. */
  echo(from: HubClient, message: SignalMessage): void {
    this.forAll((seat) => seat !== from && seat.sink.message(message));
  }

  private tellAll(tell: (seat: HubClient) => void): void {
    this.forAll((seat) => (seat.early ? seat.early.push(() => tell(seat)) : tell(seat)));
  }

  private forAll(action: (seat: HubClient) => void): void {
    [...this.seats].filter((seat) => seat.isIn).forEach(action);
  }

  private stateChanged({ name, data }: TimEvent): void {
    const { EVENT } = this.options.TIM;
    if (name === EVENT.SDK_READY) this.becameReady();
    else if (name === EVENT.SDK_NOT_READY) this.becameNotReady();
    else if (name === EVENT.KICKED_OUT) this.kickedOut(data);
    else this.networkChanged(data);
  }

  private becameReady(): void {
    this.account.becameReady();
    this.forAll((seat) => {
      if (!seat.isWaiting) return;
      seat.isWaiting = false;
      seat.sink.signal({ kind: 'ready' });
    });
  }

  private becameNotReady(): void {
    this.account.becameNotReady();
    // Before the first 'ready' of a login there is nothing to take back.
    if (this.userID === '') return;
    this.forAll((seat) => {
      seat.isWaiting = true;
      seat.sink.signal({ kind: 'not-ready' });
    });
  }

  private kickedOut(data: unknown): void {
    const { type } = (data ?? {}) as { type?: unknown };
    this.account.lost();
    this.waker.stop();
    this.forAll((seat) => {
      seat.isIn = false;
      seat.sink.signal({ kind: 'kicked-out', reason: typeof type === 'string' ? type : 'unknown' });
    });
  }

  private networkChanged(data: unknown): void {
    const { state } = (data ?? {}) as { state?: unknown };
    if (state !== 'connected' && state !== 'connecting' && state !== 'disconnected') return;
    if (this.userID !== '') this.waker.networkChanged(state);
    const signal: Signal = { kind: 'network', state };
    this.forAll((seat) => seat.sink.signal(signal));
  }
}
