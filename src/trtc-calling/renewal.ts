/** A renewal asks the app for a new userSig before the one of the login ends. */
import { describeCause } from '../errors';
import type { Logger } from '../log';
import { attempt } from '../runtime/attempt';
import type { Clock } from '../runtime/clock';
import type { LoginParams, TRTCCallingOptions } from './parameters';

/** ms before the end of a userSig at which a new one is asked for. */
const RENEW_BEFORE = 5 * 60_000;

/** ms until the next attempt after one that failed, or that brought a userSig which ends at once. */
const RENEW_AGAIN = 30_000;

interface RenewalOptions {
  getUserSig: TRTCCallingOptions['getUserSig'];
  clock: Clock;
  log: Logger;
  /** Uses the new userSig. If it rejects, another one is asked for after a while. */
  use(credentials: LoginParams): Promise<void>;
}

export class Renewal {
  private cancel: () => void = () => undefined;
  /** Counts what was planned: an answer to an earlier plan comes too late. */
  private plans = 0;

  constructor(private readonly options: RenewalOptions) {}

  /** Asks in time before this userSig ends; not at all if nobody can say when, or give a new one. */
  plan({ userID, expiresAt }: LoginParams, isFirst = true): void {
    this.stop();
    if (!this.options.getUserSig || expiresAt === undefined) return;
    const { clock } = this.options;
    // A userSig ends by the date, which may be set meanwhile; the clock may not.
    const left = expiresAt - RENEW_BEFORE - clock.wall();
    this.askIn(isFirst ? left : Math.max(left, RENEW_AGAIN), userID);
  }

  /** Asks at once, because the service or a room refuses the userSig. */
  askNow(userID: string): void {
    this.stop();
    if (this.options.getUserSig) this.askIn(0, userID);
  }

  stop(): void {
    this.plans++;
    this.cancel();
    this.cancel = () => undefined;
  }

  private askIn(ms: number, userID: string): void {
    const { clock } = this.options;
    this.cancel = clock.at(clock.now() + ms, () => void this.ask(userID));
  }

  private async ask(userID: string): Promise<void> {
    const { getUserSig, use } = this.options;
    const plan = this.plans;
    const answer = await attempt(() => getUserSig!(userID)).catch((error: unknown) => ({ error }));
    // Meanwhile the app has logged in or out.
    if (plan !== this.plans) return;
    if ('error' in answer) return this.askAgain(userID, answer.error);
    const { userSig, expiresAt } = answer;
    const credentials = { userID, userSig, expiresAt };
    this.plan(credentials, false);
    await use(credentials).catch((error: unknown) => this.askAgain(userID, error));
  }

  private askAgain(userID: string, error: unknown): void {
    const { log } = this.options;
    log.scoped('login').warn(`the userSig was not renewed: ${describeCause(error)}; trying again`);
    this.stop();
    this.askIn(RENEW_AGAIN, userID);
  }
}
