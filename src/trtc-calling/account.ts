/** The account knows who is logged in and what the service says, and shows it to everybody who watches. */
import { IDLE, type CallState } from '../call/state';
import type { CallRecorder, CallReport, ReportOptions } from '../diagnostics/report';
import type { MediaReport, ServiceSignal } from '../engine/engine';
import { CallError, ErrorCode, guarded, lineOf } from '../errors';
import { createLogger, LOG_LEVELS, type Logger } from '../log';
import type { AppMediaOption, VideoQuality } from '../media/port';
import type { Platform } from '../platform/platform';
import { assertNever } from '../runtime/assert-never';
import { Listeners } from '../runtime/listeners';
import type { LoginEnd } from '../signaling/port';
import { Dates } from './dates';
import { logDropped } from './dropped';
import { Emitter } from './emitter';
import { EVENT } from './events';
import {
  appMediaOf,
  checkLogin,
  sdkAppIDOf,
  type LoginParams,
  type TRTCCallingOptions,
} from './parameters';
import { appEventOf } from './payloads';
import { Renewal } from './renewal';
import { Session } from './session';
import { Wishes } from './wishes';
import { snapshotOf, type CallSnapshot, type ServiceState } from './snapshot';

const LOGGED_OUT: ServiceState = {
  userID: '',
  login: 'logged-out',
  quality: { up: 0, down: 0 },
};

/** What methods reject with after the login has ended by itself. */
const END_OF_LOGIN: Readonly<Record<LoginEnd, (reason: string) => CallError>> = {
  'kicked-out': () => CallError.notLoggedIn('this user logged in somewhere else'),
  'user-sig-expired': (reason) => CallError.userSigExpired(reason),
  'logged-out': (reason) => CallError.notLoggedIn(reason),
};

export class Account {
  readonly log: Logger = createLogger(LOG_LEVELS.warn);
  readonly emitter = new Emitter(this.log.scoped('app'));
  /** Applied to every login from now on. */
  quality: VideoQuality = '480p';
  private readonly sdkAppID: number;
  private readonly appMedia: AppMediaOption;
  private readonly subscribers = new Listeners<CallSnapshot>(
    this.log.scoped('app'),
    'the snapshot',
  );
  private session: Session | undefined;
  /** It outlives the login, so that its last call can still be looked at. */
  private recorder: CallRecorder | undefined;
  private readonly wishes = new Wishes();
  private service: ServiceState = LOGGED_OUT;
  private readonly dates: Dates;
  private current: CallSnapshot;
  private readonly renewal: Renewal;
  /** A newer userSig that the IM login has not been told yet. */
  private owed = '';
  /** In the words of a CallError, why the login ended by itself. */
  private whyEnded: CallError | undefined;
  private ending: Promise<void> | undefined;

  constructor(
    private readonly options: TRTCCallingOptions,
    private readonly platform: Platform,
  ) {
    this.sdkAppID = sdkAppIDOf(options);
    this.appMedia = appMediaOf(options);
    this.dates = new Dates(platform.clock);
    this.renewal = new Renewal({
      getUserSig: options.getUserSig,
      clock: platform.clock,
      log: this.log,
      use: (credentials) => this.useNew(credentials),
    });
    this.current = snapshotOf(LOGGED_OUT, IDLE, this.dates);
  }

  get snapshot(): CallSnapshot {
    return this.current;
  }

  subscribe(listener: (snapshot: CallSnapshot) => void): () => void {
    return this.subscribers.add(listener);
  }

  async login(params: LoginParams): Promise<void> {
    this.assertAlive();
    const credentials = checkLogin(params);
    const { userID, userSig } = credentials;
    const { last } = this.wishes;
    if (last?.userID !== userID && (last || !this.isReady(userID))) {
      return this.wishes.add(userID, async (isLast) => {
        if (!isLast()) throw this.overtaken();
        await this.close();
        await this.open(credentials, isLast);
      });
    }
    // Once more: it is one login, and the newer userSig counts.
    await last?.done;
    if (!this.isReady(userID)) return;
    this.session?.engine.renewUserSig(userSig);
    this.renewal.plan(credentials);
  }

  async logout(): Promise<void> {
    await this.wishes.add(undefined, () => this.close());
  }

  destroy(): Promise<void> {
    this.ending ??= this.logout().then(() => {
      this.emitter.clear();
      this.subscribers.clear();
    });
    return this.ending;
  }

  /**
   * Runs at once when logged in, so that what needs the user's tap happens inside it; after a login
   * that is under way otherwise.
   */
  whenReady<T>(action: (session: Session) => Promise<T>): Promise<T> {
    return guarded(() => {
      this.assertAlive();
      const { last } = this.wishes;
      if (!last) return action(this.ready());
      if (last.userID === undefined) throw CallError.notLoggedIn('this user logs out');
      return last.done.then(() => action(this.ready()));
    });
  }

  /** Resolves also where there is nothing to hang up: no login, or one that failed. */
  hangUp(): Promise<void> {
    return guarded(async () => {
      this.assertAlive();
      const { last } = this.wishes;
      // A call may wait for the login that is under way.
      if (last?.userID !== undefined) await last.done.catch(() => undefined);
      await this.session?.engine.command({ kind: 'hangup' });
    });
  }

  report(options?: ReportOptions): CallReport | undefined {
    return this.recorder?.report(options);
  }

  /** The session, if there is one, whatever its state. */
  get opened(): Session | undefined {
    return this.session;
  }

  private ready(): Session {
    this.assertAlive();
    const { session } = this;
    if (!session || this.service.login !== 'ready') {
      throw this.whyEnded ?? CallError.notLoggedIn();
    }
    return session;
  }

  private assertAlive(): void {
    if (this.ending) throw CallError.destroyed();
  }

  private isReady(userID: string): boolean {
    return this.session?.userID === userID && this.service.login === 'ready';
  }

  private overtaken(): CallError {
    return this.ending
      ? CallError.destroyed()
      : CallError.cancelled('another login() or logout() came after this login()');
  }

  private async open(credentials: LoginParams, isLast: () => boolean): Promise<void> {
    this.setService({ ...LOGGED_OUT, userID: credentials.userID, login: 'logging-in' });
    const { tim, proxy = {} } = this.options;
    try {
      this.session = await Session.open({
        platform: this.platform,
        log: this.log,
        ports: { sdkAppID: this.sdkAppID, tim, proxy, appMedia: this.appMedia },
        credentials,
        quality: this.quality,
        onNotice: (notice, error) => {
          const event = appEventOf(notice, error);
          if (event) this.emitter.tell(...event);
          // The room was refused: IM notices only when it connects again, and the next call needs a new one.
          if (error?.code === ErrorCode.UserSigExpired) this.renewal.askNow(credentials.userID);
        },
        onChange: (call) => this.callChanged(call),
        onService: (signal) => this.onService(signal),
        onMedia: (report) => this.onMedia(report),
        onReport: (report) => this.emitter.tell(EVENT.CALL_REPORT, report),
      });
      this.recorder = this.session.recorder;
    } catch (error) {
      this.setService(LOGGED_OUT);
      this.log.scoped('login').error(`${credentials.userID} ${lineOf(CallError.from(error))}`);
      throw error;
    }
    if (!isLast()) {
      await this.close();
      throw this.overtaken();
    }
    if (this.service.login === 'logging-in') this.setService({ ...this.service, login: 'ready' });
    this.ready();
    this.renewal.plan(credentials);
  }

  private async close(): Promise<void> {
    const { session } = this;
    this.renewal.stop();
    this.owed = '';
    this.whyEnded = undefined;
    if (!session) return;
    await session.logOut();
    this.session = undefined;
    this.setService(LOGGED_OUT);
  }

  /* A userSig ends; the IM login and rooms entered later need a new one. */

  private async useNew(credentials: LoginParams): Promise<void> {
    const { session } = this;
    if (this.service.login !== 'ready') return this.logInAgain(credentials);
    if (session?.userID !== credentials.userID) return;
    session.engine.renewUserSig(credentials.userSig);
    this.owed = credentials.userSig;
    await this.payOwed();
  }

  /** TIM takes a new userSig only with a new login, for which a running call is not disturbed. */
  private async payOwed(): Promise<void> {
    const { session, owed } = this;
    if (!session || !owed || session.call.phase !== 'idle') return;
    this.owed = '';
    await session.renewLogin(owed);
  }

  /** @throws CallError; resolves as well if the app has logged in or out meanwhile, which counts */
  private async logInAgain(credentials: LoginParams): Promise<void> {
    if (this.wishes.last) return;
    try {
      await this.login(credentials);
    } catch (error) {
      const { code } = CallError.from(error);
      const isOvertaken = code === ErrorCode.Cancelled || code === ErrorCode.Destroyed;
      if (!isOvertaken && !this.wishes.last) throw error;
    }
  }

  /* What the ports report besides calls. */

  private onService(signal: ServiceSignal): void {
    switch (signal.kind) {
      case 'ready':
        this.setService({ ...this.service, login: 'ready' });
        return this.emitter.tell(EVENT.SDK_READY, { name: EVENT.SDK_READY });
      case 'not-ready':
        return this.emitter.tell(EVENT.SDK_NOT_READY, { name: EVENT.SDK_NOT_READY });
      case 'login-ended':
        return this.loginEnded(signal.why, signal.reason);
      case 'network':
        return this.log.scoped('signaling').log(`connection: ${signal.state}`);
      case 'dropped':
        return logDropped(this.log, signal);
      default:
        return assertNever(signal);
    }
  }

  private loginEnded(why: LoginEnd, reason: string): void {
    const { userID } = this.service;
    this.renewal.stop();
    this.whyEnded = END_OF_LOGIN[why](reason);
    this.log.scoped('login').warn(`${userID} ${lineOf(this.whyEnded)}`);
    this.setService(why === 'logged-out' ? LOGGED_OUT : { ...this.service, login: why });
    if (why === 'kicked-out') this.emitter.tell(EVENT.KICKED_OUT, { message: reason });
    if (why !== 'user-sig-expired') return;
    this.emitter.tell(EVENT.SDK_NOT_READY, { name: EVENT.SDK_NOT_READY });
    this.renewal.askNow(userID);
  }

  private callChanged(call: CallState): void {
    this.refresh(call);
    if (!this.owed || call.phase !== 'idle') return;
    // A login that could not be renewed is over, which the driver reports.
    this.payOwed().catch(() => undefined);
  }

  private onMedia(report: MediaReport): void {
    switch (report.kind) {
      case 'quality':
        return this.setService({
          ...this.service,
          quality: { up: report.up, down: report.down },
        });
      case 'volume':
        return this.emitter.tell(EVENT.USER_VOICE_VOLUME, {
          volumeMap: report.volumes.map((volume) => ({ ...volume })),
        });
      case 'warning':
        return this.emitter.tell(EVENT.ERROR, CallError.from(report.error));
      case 'devices-changed':
        return this.emitter.tell(EVENT.DEVICES_CHANGED, {});
      default:
        return assertNever(report);
    }
  }

  private setService(service: ServiceState): void {
    this.service = service;
    this.refresh(this.session?.call ?? { ...IDLE, end: this.current.end });
  }

  private refresh(call: CallState): void {
    this.current = snapshotOf(this.service, call, this.dates);
    this.subscribers.emit(this.current);
  }
}
