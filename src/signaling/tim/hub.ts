/**
 * A hub joins all drivers of one TIM instance. `TIM.create` returns one object for each SDKAppID, so several
 * TRTCCalling of one page share it, or the app's chat does: one wrapper, one tsignaling, one login.
 */
import type { Logger } from '../../log';
import type { Clock } from '../../runtime/clock';
import { describeCause } from '../../errors';
import { TimLogin } from './tim-login';
import type { SignalMessage } from '../message';
import type { LoginEnd, Signal, SignalingCredentials } from '../port';
import { SerialQueue } from '../../runtime/serial-queue';
import type { Tim, TimEvent, TimModule, Tsignaling, TsignalingConstructor } from './sdk-types';
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
  /** Signals that arrive while this driver's login is on its way; they follow its 'ready'. */
  early: (() => void)[] | undefined;
  /** True from a 'not-ready' to the 'ready' that takes it back. */
  isWaiting: boolean;
}

const NEW_INVITATION = 'ts_new_invitation_received';
/** tsignaling's level for nothing at all: it would print userSigs. */
const SILENT = 4;

const hubs = new WeakMap<object, Hub>();

export class Hub {
  readonly tsignaling: Tsignaling;
  readonly wrapper: TimWrapper;
  private readonly timLogin: TimLogin;
  private readonly nudge: ReconnectNudge;
  private readonly operations = new SerialQueue();
  private readonly logins = new SerialQueue();
  private readonly clients = new Set<HubClient>();

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
        message: (message) => this.deliverToAll(({ sink }) => sink.message(message)),
        dropped: (signal) => this.deliverToAll(({ sink }) => sink.signal(signal)),
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
    this.timLogin = new TimLogin({ TIM, tim, tsignaling, wrapper, clock, log });
    this.nudge = new ReconnectNudge(clock, () => {
      const userIDList = [this.userID];
      tim.getUserProfile({ userIDList }).catch(() => undefined);
    });
  }

  get userID(): string {
    return this.timLogin.userID;
  }

  join(sink: TransportSink): HubClient {
    const client: HubClient = { sink, isIn: false, early: undefined, isWaiting: false };
    this.clients.add(client);
    return client;
  }

  async leave(client: HubClient): Promise<void> {
    if (this.clients.size === 1) this.timLogin.abandon();
    await this.logout(client);
    this.clients.delete(client);
    if (this.clients.size > 0) return;
    this.nudge.stop();
    this.wrapper.stop();
    hubs.delete(this.options.tim);
  }

  login(client: HubClient, credentials: SignalingCredentials): Promise<void> {
    return this.logins.add(async () => {
      const early: (() => void)[] = [];
      Object.assign(client, { isIn: true, isWaiting: false, early });
      try {
        await this.timLogin.login(credentials);
      } catch (error) {
        client.isIn = false;
        throw error;
      } finally {
        client.early = undefined;
      }
      client.sink.signal({ kind: 'ready' });
      early.forEach((deliver) => deliver());
    });
  }

  /** Logs TIM out when the last driver leaves and the login was made here. */
  logout(client: HubClient): Promise<void> {
    return this.logins.add(async () => {
      if (!client.isIn) return;
      client.isIn = false;
      if ([...this.clients].some((each) => each.isIn)) return;
      this.nudge.stop();
      await this.timLogin.logout();
    });
  }

  /**
   * TIM takes a newer userSig by a new login only. No operation is on its way meanwhile, and what arrives in
   * between is found by the search for missed invites.
   */
  renew(credentials: SignalingCredentials): Promise<void> {
    return this.logins.add(() =>
      this.operations.add(async () => {
        if (credentials.userID !== this.userID) return;
        try {
          await this.timLogin.renew(credentials);
        } catch (error) {
          this.endLogin('user-sig-expired', describeCause(error) ?? 'the login was not renewed');
          throw error;
        }
      }),
    );
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
    this.forEachLoggedIn((client) => client !== from && client.sink.message(message));
  }

  private deliverToAll(deliver: (client: HubClient) => void): void {
    this.forEachLoggedIn((client) =>
      client.early ? client.early.push(() => deliver(client)) : deliver(client),
    );
  }

  private forEachLoggedIn(action: (client: HubClient) => void): void {
    [...this.clients].filter((client) => client.isIn).forEach(action);
  }

  private stateChanged({ name, data }: TimEvent): void {
    const { EVENT } = this.options.TIM;
    if (name === EVENT.SDK_READY) this.becameReady();
    else if (name === EVENT.SDK_NOT_READY) this.becameNotReady();
    else if (name === EVENT.KICKED_OUT) this.kickedOut(data);
    else this.networkChanged(data);
  }

  private becameReady(): void {
    const stranger = this.timLogin.strangerAfter(this.userID);
    if (stranger) return this.endLogin('logged-out', `the app has logged in ${stranger}`);
    this.timLogin.becameReady();
    this.forEachLoggedIn((client) => {
      if (!client.isWaiting) return;
      client.isWaiting = false;
      client.sink.signal({ kind: 'ready' });
    });
  }

  private becameNotReady(): void {
    this.timLogin.becameNotReady();
    // Before the first 'ready' of a login there is nothing to take back.
    if (this.userID === '') return;
    this.forEachLoggedIn((client) => {
      client.isWaiting = true;
      client.sink.signal({ kind: 'not-ready' });
    });
    void this.timLogin.wasLoggedOut().then((gone) => {
      if (gone && this.userID !== '') this.endLogin('logged-out', 'the app has logged out its IM');
    });
  }

  private kickedOut(data: unknown): void {
    const { type } = (data ?? {}) as { type?: unknown };
    const hasExpired = type === this.options.TIM.TYPES.KICKED_OUT_USERSIG_EXPIRED;
    const reason = typeof type === 'string' ? type : 'unknown';
    this.endLogin(hasExpired ? 'user-sig-expired' : 'kicked-out', reason);
  }

  private endLogin(why: LoginEnd, reason: string): void {
    this.timLogin.reset();
    this.nudge.stop();
    this.wrapper.giveUpSends();
    this.forEachLoggedIn((client) => {
      client.isIn = false;
      client.sink.signal({ kind: 'login-ended', why, reason });
    });
  }

  private networkChanged(data: unknown): void {
    const { state } = (data ?? {}) as { state?: unknown };
    if (state !== 'connected' && state !== 'connecting' && state !== 'disconnected') return;
    if (state === 'connected') this.wrapper.inbound.reconnected();
    if (this.userID !== '') this.nudge.networkChanged(state);
    const signal: Signal = { kind: 'network', state };
    this.forEachLoggedIn((client) => client.sink.signal(signal));
  }
}
