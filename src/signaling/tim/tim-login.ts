/** The TIM login is shared by all drivers of one instance: one of them makes it, the last ends it. */
import { ErrorCode, EXPIRED_AT_SERVER } from '../../error-codes';
import { CallError } from '../../errors';
import type { Logger } from '../../log';
import type { Clock } from '../../runtime/clock';
import { createMessage, whyNotReady } from './create-message';
import { causeWithAge } from '../../runtime/tested-sdks';
import { within } from '../../runtime/within';
import type { SignalingCredentials } from '../port';
import type { CustomMessageOptions, Tim, TimMessage, TimModule, Tsignaling } from './sdk-types';
import type { TimWrapper } from './tim-wrapper';

/** ms that a login may take until messages can be sent. TIM itself would wait 90 s. */
export const LOGIN_TIMEOUT = 30_000;
/** ms that a logout may take. Afterwards the line is taken for dead, and the server finds out. */
export const LOGOUT_TIMEOUT = 5000;
/** TIM's answer while a login of the app's own is on its way. */
const LOGIN_IN_PROGRESS = 2025;
/** TIM's answers while nobody is logged in: never, and not any more. */
const NOBODY_IN: readonly unknown[] = [2024, 3005];

interface TimLoginOptions {
  TIM: TimModule;
  tim: Tim;
  tsignaling: Tsignaling;
  wrapper: TimWrapper;
  clock: Clock;
  log: Logger;
}

/** The one account that a TIM instance is logged in with. */
export class TimLogin {
  /** '' while logged out. */
  userID = '';
  private ready = false;
  /** True if this login is ours to end; false if it is the app's. */
  private isOurs = false;
  /** True while this logs out only to log in again. */
  private isRenewing = false;
  private waiting: (() => void)[] = [];
  private abandonLogin: ((error: CallError) => void) | undefined;

  constructor(private readonly options: TimLoginOptions) {}

  /** TIM said that messages can be sent. */
  becameReady(): void {
    this.ready = true;
    // Before tsignaling looks for missed invites, whose age depends on it.
    this.options.wrapper.serverTime.learn(this.probe()?.clientTime);
    this.waiting.splice(0).forEach((resolve) => resolve());
  }

  becameNotReady(): void {
    this.ready = false;
  }

  /** The server has ended the login. */
  reset(): void {
    this.userID = '';
    this.ready = false;
    this.isOurs = false;
    this.options.wrapper.inbound.self = '';
  }

  /** TIM's user, if that is somebody else than who logged in here: the app has logged in anew. */
  strangerAfter(userID: string): string | undefined {
    const from = userID === '' ? undefined : this.probe()?.from;
    return from === userID ? undefined : from;
  }

  /** Resolves with true if nobody is logged in at TIM, though nobody here has logged out. */
  async wasLoggedOut(): Promise<boolean> {
    if (this.isRenewing) return false;
    const why = await whyNotReady(this.options.tim, this.draft());
    return !this.isRenewing && NOBODY_IN.includes(why);
  }

  /** Logs out and in again with a newer userSig; a login that is the app's own stays. @throws CallError 61005 */
  async renew(credentials: SignalingCredentials): Promise<void> {
    if (!this.isOurs) return;
    this.isRenewing = true;
    try {
      await this.logOutInTime();
      this.ready = false;
      await this.login(credentials);
    } finally {
      this.isRenewing = false;
    }
  }

  /** Resolves when messages can be sent. @throws CallError 61005 with TIM's error as its cause */
  async login({ userID, userSig }: SignalingCredentials): Promise<void> {
    if (this.userID === userID && this.ready) return;
    if (this.userID !== '' && this.userID !== userID) {
      throw CallError.loginFailed(`TIM is logged in as ${this.userID}`);
    }
    const { clock, wrapper } = this.options;
    const deadline = clock.now() + LOGIN_TIMEOUT;
    let abandoned = false;
    // Replayed invites are judged by it, and they come before the login has settled.
    wrapper.inbound.self = userID;
    const attempt = this.attempt({ userID, userSig }).then((outcome) => {
      if (abandoned && outcome.isOurs) this.logOutQuietly();
      return outcome;
    });
    const inTime = <T>(promise: Promise<T>) =>
      within(clock, deadline - clock.now(), this.orAbandoned(promise), () => {
        throw CallError.loginFailed(`not ready within ${LOGIN_TIMEOUT / 1000} s`);
      });
    try {
      const { isOurs } = await inTime(attempt);
      // A second login, while the line is being rebuilt, is a repeated one.
      this.isOurs = this.isOurs || isOurs;
      // TIM announced itself before anybody here listened, and does not do so again.
      const missedReady = !isOurs && !this.ready && this.probe() !== undefined;
      if (missedReady) this.becameReady();
      await inTime(this.untilReady());
      this.assertUser(userID);
      this.userID = userID;
      if (missedReady) wrapper.announceReady();
    } catch (error) {
      abandoned = true;
      if (this.isOurs) this.logOutQuietly();
      this.reset();
      throw error instanceof CallError ? error : failureOf(error, this.options.TIM);
    }
  }

  /** Ends the login if it is ours. Never rejects. */
  async logout(): Promise<void> {
    const { isOurs } = this;
    this.reset();
    if (isOurs) await this.logOutInTime();
  }

  private async logOutInTime(): Promise<void> {
    const { clock, tsignaling, log } = this.options;
    const late = () => {
      throw new Error('TIM did not log out in time');
    };
    try {
      await within(clock, LOGOUT_TIMEOUT, tsignaling.logout().then(ignore), late);
    } catch (error) {
      log.warn('logout failed', error);
    }
  }

  /** Ends a login that is on its way: nobody waits for it any more. */
  abandon(): void {
    this.abandonLogin?.(CallError.destroyed());
  }

  private orAbandoned<T>(promise: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      this.abandonLogin = reject;
      promise.then(resolve, reject);
    });
  }

  /** tsignaling learns its user by its own login only, also where TIM is logged in already. */
  private async attempt(credentials: SignalingCredentials): Promise<{ isOurs: boolean }> {
    try {
      const result = await this.options.tsignaling.login(credentials);
      const { repeatLogin } = (result?.data ?? {}) as { repeatLogin?: boolean };
      return { isOurs: repeatLogin !== true };
    } catch (error) {
      const { code } = (error ?? {}) as { code?: unknown };
      if (code === LOGIN_IN_PROGRESS) return { isOurs: false };
      throw error;
    }
  }

  private untilReady(): Promise<void> {
    return this.ready ? Promise.resolve() : new Promise((resolve) => this.waiting.push(resolve));
  }

  /** TIM takes a login as another user for a repeated one, and stays who it is. */
  private assertUser(userID: string): void {
    const from = this.probe()?.from;
    if (from !== undefined && from !== userID) {
      throw CallError.loginFailed(`TIM is logged in as ${from}`);
    }
  }

  /**
   * A message that is not sent tells whom TIM would send it as, and the server's time.
   * @returns undefined while TIM is not ready
   */
  private probe(): (TimMessage & { clientTime?: unknown }) | undefined {
    return createMessage(this.options.tim, this.draft());
  }

  private draft(): CustomMessageOptions {
    const { CONV_C2C } = this.options.TIM.TYPES;
    return { to: 'nobody', conversationType: CONV_C2C, payload: { data: '' } };
  }

  private logOutQuietly(): void {
    this.options.tsignaling.logout().then(ignore, ignore);
  }
}

function failureOf(error: unknown, TIM: TimModule): CallError {
  const { code } = (error ?? {}) as { code?: unknown };
  if (code === EXPIRED_AT_SERVER) return CallError.userSigExpired(error);
  return new CallError(ErrorCode.LoginFailed, causeWithAge(error, 'tim-js-sdk', TIM), error);
}

const ignore = () => undefined;
