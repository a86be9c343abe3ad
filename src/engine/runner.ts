/** The runner carries effects out through the ports and brings their outcomes back as events. */
import type { Effect, MessageEffect, Notice } from '../call/effects';
import type { CallEvent } from '../call/events';
import type { CallState } from '../call/state';
import { LIMITS } from '../call/limits';
import { CallError, describeCause } from '../errors';
import type { Logger } from '../log';
import type { MediaPort } from '../media/port';
import { assertNever } from '../runtime/assert-never';
import { attempt } from '../runtime/attempt';
import type { Clock } from '../runtime/clock';
import type { OfflinePushInfo, SignalingPort } from '../signaling/port';
import type { Commands } from './commands';
import { errorOf, failureOf } from './failures';

/** ms until which a message is tried again. */
const SEND_FOR = { invite: 15_000, answer: 10_000, lastMessage: 10_000 } as const;

/** ms for a last message that is to come before the leaving. */
const WORDS_FOR = 1000;

/** ms for an entry that somebody waits to see, and for leaving in all; less than the teardown has. */
const SHOW_FOR = LIMITS.teardown - 3_000;
const LEAVE_FOR = LIMITS.teardown - 1_000;

export interface RunnerOptions {
  signaling: SignalingPort;
  media: MediaPort;
  clock: Clock;
  log: Logger;
  commands: Commands;
  credentials: () => { sdkAppID: number; userID: string; userSig: string };
  dispatch: (event: CallEvent) => void;
  notify: (notice: Notice, error: CallError | undefined) => void;
}

/** `Omit` that keeps the members of a union apart. */
type Untimed<E> = E extends unknown ? Omit<E, 'at' | 'token'> : never;

export class Runner {
  /** The room that is being left; the next one is entered afterwards. */
  private leaving: Promise<void> | undefined;
  /** The number of rooms that were left. */
  private leaves = 0;
  private entering: Promise<unknown> | undefined;
  /** The last message of a call, on its way or out. */
  private words: Promise<unknown> | undefined;
  /** The waits of `atMost`: each function ends one, and the number is the time at which it ends by itself. */
  private readonly waits = new Map<() => void, number>();

  constructor(private readonly options: RunnerOptions) {}

  run(effect: Effect, state: CallState): void {
    const { token } = state;
    const { media, commands, clock } = this.options;
    switch (effect.kind) {
      case 'unlock':
        return media.unlock();
      case 'check':
        return this.check(effect, token);
      case 'prepare': {
        const request = { audio: effect.audio, video: effect.video };
        return this.result(
          token,
          this.inTurn(() => media.prepare(request)),
          {
            done: { kind: 'prepared' },
            failed: 'prepare-failed',
          },
        );
      }
      case 'enter':
        return this.enter(effect, token);
      case 'publish':
        return this.result(
          token,
          this.inTurn(() => media.publish()),
          {
            done: { kind: 'published' },
            failed: 'publish-failed',
          },
        );
      case 'leave':
        return this.leave(effect, token);
      case 'device':
        return this.setDevice(effect, token);
      case 'notify': {
        const { notice } = effect;
        const error = notice.name === 'ERROR' ? errorOf(notice.failure) : undefined;
        return this.options.notify(notice, error);
      }
      case 'resolve':
        return commands.resolve(effect.command);
      case 'refuse':
        return commands.reject(effect.command, errorOf(effect.failure));
      case 'ring-deferred':
        return this.options.dispatch({
          kind: 'invited',
          userID: this.options.credentials().userID,
          invitation: effect.invitation,
          at: clock.now(),
        });
      case 'dial-deferred':
        return this.options.dispatch({ kind: 'dial', request: effect.request, at: clock.now() });
      // Every other effect is a message: a new kind of effect that is none does not compile here.
      default:
        return this.signal(effect, token, state.phase === 'ending');
    }
  }

  /* Media. */

  /**
   * Waits for a room that is being left; starts at once if none is, so that a permission prompt comes
   * out of the user's tap.
   */
  private inTurn<T>(operation: () => Promise<T>): Promise<T> {
    const { leaving, leaves } = this;
    if (!leaving) return attempt(operation);
    return leaving.then(() => {
      // The call that wanted it may have come to its own leaving meanwhile.
      if (this.leaves !== leaves) throw CallError.cancelled('the room was left meanwhile');
      return operation();
    });
  }

  private check(effect: Extract<Effect, { kind: 'check' }>, token: number): void {
    const { media } = this.options;
    const known = this.inTurn(() => media.check({ audio: effect.audio, video: effect.video }));
    known.then(
      (check) => this.report(token, { kind: 'checked', ...check, obstacle: check.obstacle ?? '' }),
      (error) => this.report(token, { kind: 'prepare-failed', failure: failureOf(error) }),
    );
  }

  private enter(effect: Extract<Effect, { kind: 'enter' }>, token: number): void {
    const { media, credentials } = this.options;
    const { roomID, video } = effect;
    const entering = this.inTurn(() => media.enter({ ...credentials(), roomID, video }));
    this.entering = entering;
    this.result(token, entering, { done: { kind: 'entered' }, failed: 'enter-failed' });
  }

  private leave({ shown, afterWords }: Extract<Effect, { kind: 'leave' }>, token: number): void {
    const { media, log } = this.options;
    // The last message is an effect of the same turn, and comes after this one.
    const words = afterWords && Promise.resolve().then(() => this.words);
    const awaited = words ?? (shown ? this.entering : undefined);
    const entered = awaited && this.atMost(words ? WORDS_FOR : SHOW_FOR, awaited);
    const go = () => {
      this.leaves++;
      return media.leave();
    };
    const left = (entered ? entered.then(go) : attempt(go)).catch((error) =>
      log.warn(`leaving the room failed: ${describeCause(error)}`),
    );
    // The next call waits for this one; a driver that never answers must not hold it.
    const leaving: Promise<void> = this.atMost(LEAVE_FOR, left).then(() => {
      if (this.leaving === leaving) this.leaving = undefined;
      this.report(token, { kind: 'left' });
    });
    this.leaving = leaving;
    this.entering = undefined;
  }

  /** Resolves when the promise settles or so many ms have passed. */
  private atMost(ms: number, promise: Promise<unknown>): Promise<void> {
    const { clock } = this.options;
    const until = clock.now() + ms;
    return new Promise<void>((resolve) => {
      const done = () => {
        cancel();
        this.waits.delete(done);
        resolve();
      };
      const cancel = clock.at(until, done);
      this.waits.set(done, until);
      promise.then(done, done);
    });
  }

  /** Ends what has waited long enough; for a page that slept. */
  catchUp(): void {
    const now = this.options.clock.now();
    for (const [done, until] of [...this.waits]) if (until <= now) done();
  }

  private setDevice(effect: Extract<Effect, { kind: 'device' }>, token: number): void {
    const { media } = this.options;
    const { device, on, command } = effect;
    const set = attempt(() =>
      device === 'microphone' ? media.setMicrophone(on) : media.setCamera(on),
    );
    set.then(
      () => this.report(token, { kind: 'device-set', command }),
      (error) =>
        this.report(token, {
          kind: 'device-failed',
          command,
          device,
          on,
          failure: failureOf(error),
        }),
    );
  }

  /* Signalling. */

  private signal(effect: MessageEffect, token: number, isLast: boolean): void {
    const { signaling, clock } = this.options;
    const until = (ms: number) => clock.now() + ms;
    switch (effect.kind) {
      case 'invite': {
        const { kind, push, ref, ...request } = effect;
        const deadline = until(SEND_FOR.invite);
        const pushInfo = push as OfflinePushInfo | undefined;
        attempt(() =>
          signaling.invite({ ...request, ref, deadline, ...(pushInfo ? { push: pushInfo } : {}) }),
        ).then(
          ({ inviteID }) => this.report(token, { kind: 'invite-sent', ref, inviteID }),
          (error) => this.report(token, { kind: 'invite-failed', ref, failure: failureOf(error) }),
        );
        return;
      }
      case 'answer': {
        const { inviteID, type } = effect;
        const deadline = until(SEND_FOR.answer);
        const sent = attempt(() =>
          signaling.answer({ inviteID, type, answer: 'accept', deadline }),
        );
        return this.result(token, sent, { done: { kind: 'answer-sent' }, failed: 'answer-failed' });
      }
      case 'switch-request': {
        const { kind, ...request } = effect;
        const timeout = LIMITS.switch / 1000;
        const deadline = until(SEND_FOR.answer);
        attempt(() => signaling.switchType({ ...request, timeout, deadline })).catch((error) =>
          this.report(token, {
            kind: 'switch-failed',
            ref: effect.ref,
            failure: failureOf(error),
          }),
        );
        return;
      }
      case 'switch-answer': {
        const { inviteID, accept, type, to } = effect;
        const answer = accept ? 'accept' : 'reject';
        const deadline = until(SEND_FOR.answer);
        return this.lastMessage(token, isLast, () =>
          signaling.answer({ inviteID, type, answer, switchTo: to, deadline }),
        );
      }
      case 'cancel': {
        const { ref, type, reason } = effect;
        const deadline = until(SEND_FOR.lastMessage);
        return this.lastMessage(token, isLast, () =>
          signaling.cancel({ ref, type, reason, deadline }),
        );
      }
      case 'decline': {
        const { inviteID, type, answer } = effect;
        const deadline = until(SEND_FOR.lastMessage);
        return this.lastMessage(token, isLast, () =>
          signaling.answer({ inviteID, type, answer, deadline }),
        );
      }
      case 'end-signal': {
        const { kind, ...request } = effect;
        const deadline = until(SEND_FOR.lastMessage);
        return this.lastMessage(token, isLast, () => signaling.end({ ...request, deadline }));
      }
      default:
        return assertNever(effect);
    }
  }

  /** A message that the call does not depend on: a failure is logged. `isLast`: teardown waits for it. */
  private lastMessage(token: number, isLast: boolean, send: () => Promise<unknown>): void {
    const sent = attempt(send);
    this.words = sent;
    sent
      .catch((error) => this.options.log.warn(`a message was not sent: ${describeCause(error)}`))
      .then(() => (isLast ? this.report(token, { kind: 'last-message-done' }) : undefined));
  }

  private result(
    token: number,
    promise: Promise<unknown>,
    outcome: {
      done: { kind: 'prepared' | 'entered' | 'published' | 'answer-sent' };
      failed: 'prepare-failed' | 'enter-failed' | 'publish-failed' | 'answer-failed';
    },
  ): void {
    promise.then(
      () => this.report(token, outcome.done),
      (error) => this.report(token, { kind: outcome.failed, failure: failureOf(error) }),
    );
  }

  private report(token: number, event: Untimed<CallEvent>): void {
    this.options.dispatch({ ...event, token, at: this.options.clock.now() } as CallEvent);
  }
}
