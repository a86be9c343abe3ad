/**
 * The room of the one live-pusher of a call: this file holds its way in, through, and out.
 *
 * ```
 *        enter              a live-pusher is in the page,      its attributes      1018
 *  idle ───────▶ waiting ─── 500 ms after the last exit ──▶ entering ── start ──────────▶ in
 *   ▲               ▲                                         │  │                        │
 *   │               ├──── failed or no answer: stop ──────────┘  │                        │
 *   │               ├──── live-pusher gone, or trouble that lasts: stop ──────────────────┤
 *   │               │                                            │ refused, attempts      │ 1019 with
 *   └─ leave: stop ─┴───────────── from everywhere ──────────────┴── used up ─────────────┘ a reason
 * ```
 *
 * Entering right after leaving made real clients enter, leave and enter again; starting a camera
 * before the room is entered left them black. Hence the pause, and {@link RoomHooks.entered}.
 */
import { CallError } from '../../errors';
import type { Logger } from '../../log';
import type { Clock } from '../../runtime/clock';
import type { LivePusherContext } from '../live-view';
import { exitReason, textMeaning } from './codes';
import type { PusherMeaning, Report } from './codes';
import { PendingStops } from './pending-stops';
import { RoomHealth } from './room-health';
import { NOT_GRANTED } from './permissions';
import type { RoomHooks } from './room-hooks';
import { Timers } from '../../runtime/timers';
import { ENTER_AGAIN_AFTER, TIMES } from './timings';

interface Wanted {
  url: string;
  hooks: RoomHooks;
  /** It counts the failed attempts in a row. */
  failed: number;
  /** The room was entered at least once. */
  entered: boolean;
  done: { resolve(): void; reject(error: CallError): void };
}

type Phase = 'idle' | 'waiting' | 'entering' | 'in';
type Timer = 'guard' | 'component' | 'answer' | 'settle';

export class PusherRoom {
  /** It is the attribute of that name: '' outside of a room. */
  url = '';
  entry = 0;
  readonly health: RoomHealth;
  private phase: Phase = 'idle';
  private wanted: Wanted | undefined;
  private context: (() => LivePusherContext) | undefined;
  private started = false;
  private earliest = 0;
  private readonly timers: Timers<Timer>;
  private readonly pendingStops: PendingStops;

  constructor(
    private readonly clock: Clock,
    private readonly log: Logger,
  ) {
    this.timers = new Timers(clock);
    this.pendingStops = new PendingStops(clock, log);
    this.health = new RoomHealth({
      clock,
      isIn: () => this.phase === 'in',
      connection: (state) => this.wanted?.hooks.connection(state),
      givenUp: () => this.comeBack(),
    });
  }

  get isIn(): boolean {
    return this.phase === 'in';
  }

  /** Tells whether it is in the room or about to be: what is heard of the others is about now. */
  get isNear(): boolean {
    return this.phase === 'in' || (this.phase === 'entering' && this.started);
  }

  get isWanted(): boolean {
    return this.wanted !== undefined;
  }

  get hasPusher(): boolean {
    return this.context !== undefined;
  }

  /** Gives the live-pusher to command, if it is in the page. */
  get pusher(): LivePusherContext | undefined {
    return this.context?.();
  }

  /** Resolves once the room is entered. @throws CallError 61007; 61011 is up to the caller */
  enter(url: string, hooks: RoomHooks): Promise<void> {
    return new Promise<void>((resolve, reject) => {
      this.wanted = { url, hooks, failed: 0, entered: false, done: { resolve, reject } };
      this.health.begin();
      this.phase = 'waiting';
      this.timers.set('component', TIMES.component, () => {
        this.giveUp(
          CallError.roomEntryFailed('no live-pusher came into the page to enter the room with'),
        );
      });
      hooks.changed();
      this.proceed();
    });
  }

  /** Leaves, and reports nothing any more. Resolves when the live-pusher stopped, or after half a second. */
  leave(): Promise<void> {
    this.wanted = undefined;
    const stopping = this.exit();
    this.phase = 'idle';
    this.timers.clearAll();
    this.health.stopWaiting();
    return stopping;
  }

  /** Waits for nothing any more; comes after `leave`. */
  dispose(): void {
    this.pendingStops.close();
    this.context = undefined;
  }

  /* The component. */

  bind(context: () => LivePusherContext): () => void {
    if (this.context) {
      this.log.warn('a second live-pusher came into the page; it takes the place of the first');
      void this.exit();
      this.retreat();
    }
    this.context = context;
    this.proceed();
    return () => {
      if (this.context !== context) return;
      this.context = undefined;
      // WeChat leaves the room with the component.
      this.retreat();
    };
  }

  rendered(entry: number): void {
    if (this.phase !== 'entering' || entry !== this.entry || this.started) return;
    this.started = true;
    this.timers.set('answer', TIMES.answer, () => this.attemptFailed('no answer'));
    this.pusher?.start({
      fail: (error) => {
        if (this.phase === 'entering' && entry === this.entry) this.startFailed(error);
      },
    });
  }

  private startFailed(error: unknown): void {
    const { wanted } = this;
    if (!wanted) return;
    const report = wanted.hooks.redact(error);
    // In the background WeChat refuses commands in the same words.
    if (!this.health.hidden && textMeaning(report.message) === 'not-granted') {
      this.giveUp(CallError.notSupported(NOT_GRANTED, report));
    } else {
      this.attemptFailed(report);
    }
  }

  /* The app. */

  show(): void {
    const { health } = this;
    health.hidden = false;
    if (!this.wanted) return;
    if (health.suspended && this.phase === 'in') {
      // WeChat has left the room; whether it comes back by itself depends on its version.
      health.suspended = false;
      this.comeBack();
    } else if (this.phase === 'waiting') {
      health.suspended = false;
      this.proceed();
    } else if (this.phase === 'in') {
      health.probe();
    }
  }

  /* What the live-pusher reports. */

  hear(means: PusherMeaning, report: Report): void {
    if (!this.wanted) return;
    switch (means.kind) {
      case 'entered':
        return this.arrived();
      case 'exited':
        return this.exited(report.message);
      case 'pushing':
      case 'users':
        return this.health.healed();
      case 'trouble':
        if (this.phase !== 'entering') return this.health.trouble(means.patience);
        return means.entryLost ? this.attemptFailed(report) : undefined;
      case 'suspended':
        return this.suspend();
      case 'entry-failed':
        return this.attemptFailed(report);
      case 'refused':
        return this.giveUp(CallError.roomEntryFailed(report));
    }
  }

  /** Gives up a room that cannot work at all. */
  giveUp(error: CallError): void {
    const { wanted } = this;
    if (!wanted) return;
    this.log.warn(`the room is given up: ${error.reason}`);
    void this.leave();
    wanted.hooks.changed();
    if (wanted.entered) wanted.hooks.connection('lost');
    else wanted.done.reject(error);
  }

  /* Steps. */

  private proceed(): void {
    const { wanted } = this;
    if (!wanted || this.phase !== 'waiting' || !this.context) return;
    // A hidden app could not hold the room. The first time the user has just tapped.
    if (wanted.entered && (this.health.hidden || this.health.suspended)) return;
    const wait = this.earliest - this.clock.now();
    if (wait > 0) {
      this.timers.set('guard', wait, () => this.proceed());
      return;
    }
    this.timers.clear('component');
    this.phase = 'entering';
    this.started = false;
    this.url = wanted.url;
    this.entry += 1;
    wanted.hooks.changed();
  }

  private arrived(): void {
    const { wanted } = this;
    if (!wanted) return;
    if (this.phase === 'in') return this.health.healed(true);
    if (this.phase !== 'entering') return;
    this.phase = 'in';
    this.timers.clear('answer');
    const again = wanted.entered;
    wanted.entered = true;
    wanted.failed = 0;
    this.timers.set('settle', TIMES.settle, () => wanted.hooks.settled());
    wanted.hooks.entered(again);
    this.health.entered();
    if (!again) wanted.done.resolve();
  }

  private exited(message: string): void {
    const reason = exitReason(message);
    if (reason === 'removed' || reason === 'dismissed') {
      const { wanted } = this;
      void this.leave();
      wanted?.hooks.changed();
      if (wanted?.entered) wanted.hooks.closed(reason);
      else wanted?.done.reject(CallError.roomDismissed({ code: 1019, message: reason }));
    } else if (this.phase === 'in') {
      // WeChat left by itself. Else it is the answer to our own stop.
      this.health.trouble(TIMES.comeback);
    }
  }

  private suspend(): void {
    if (this.phase === 'idle') return;
    this.health.suspend();
    if (this.phase === 'entering') this.attemptFailed('the app was suspended');
  }

  /** Leaves the room and enters it again. */
  private comeBack(): void {
    if (this.phase !== 'in') return;
    if (this.health.hidden) {
      this.health.suspended = true;
      return;
    }
    void this.exit();
    this.retreat();
    this.proceed();
  }

  /** Waits for the next chance to enter a room that is out of reach. */
  private retreat(): void {
    const { wanted, phase } = this;
    if (!wanted || (phase !== 'in' && phase !== 'entering')) return;
    this.phase = 'waiting';
    this.timers.clear('answer', 'settle');
    this.health.stopWaiting();
    this.url = '';
    this.earliest = Math.max(this.earliest, this.clock.now() + TIMES.guard);
    if (phase === 'in') {
      wanted.hooks.left();
      this.health.setConnection('reconnecting');
    }
    wanted.hooks.changed();
  }

  private attemptFailed(cause: Report | string): void {
    const { wanted } = this;
    if (!wanted || this.phase !== 'entering') return;
    const pause = ENTER_AGAIN_AFTER[wanted.failed];
    wanted.failed += 1;
    if (pause === undefined) return this.giveUp(CallError.roomEntryFailed(cause));
    this.log.log(`entering the room failed, again in ${pause} ms`, cause);
    void this.exit();
    this.retreat();
    this.earliest = Math.max(this.earliest, this.clock.now() + pause);
    this.proceed();
  }

  private exit(): Promise<void> {
    const { context, phase } = this;
    this.url = '';
    if (phase !== 'in' && !(phase === 'entering' && this.started)) return Promise.resolve();
    this.earliest = this.clock.now() + TIMES.guard;
    if (!context) return Promise.resolve();
    return this.pendingStops.send(context);
  }
}
