/**
 * The health of a room that was entered decides which trouble WeChat is given time to heal, and when
 * there is no more to wait for.
 *
 * ```
 *              trouble, 5000, no sign of life after coming back
 *  connected ────────────────────────────────────────────────────▶ reconnecting ──▶ out and in again
 *      ▲          1001, 1002, 1018, 1031–1034, two good levels          │     patience is over
 *      └────────────────────────────────────────────────────────────────┘
 * ```
 */
import type { Clock } from '../../runtime/clock';
import type { NetworkLevel } from '../port';
import type { Connection } from './room-hooks';
import { Timers } from '../../runtime/timers';
import { TIMES } from './timings';

interface Deps {
  clock: Clock;
  isIn(): boolean;
  /** Hears of another state than before. */
  connection(state: Connection): void;
  /** Hears that the way to the room does not heal by itself. */
  givenUp(): void;
}

export class RoomHealth {
  /** WeChat left the room because of other apps; nothing can be done before the app is shown. */
  suspended = false;
  hidden = false;
  private connection: Connection = 'connected';
  /** It is true once `netstatus` came, so that its absence means something. */
  private hasNetStatus = false;
  private goodLevels = 0;
  private readonly timers: Timers<'patience' | 'probe'>;

  constructor(private readonly deps: Deps) {
    this.timers = new Timers(deps.clock);
  }

  /** Begins with another room, of which nothing is known. */
  begin(): void {
    this.connection = 'connected';
    this.suspended = false;
    this.hasNetStatus = false;
  }

  /** Waits for nothing any more. */
  stopWaiting(): void {
    this.timers.clearAll();
  }

  entered(): void {
    this.goodLevels = 0;
    this.timers.clear('patience');
    this.setConnection('connected');
  }

  setConnection(state: Connection): void {
    if (state === this.connection) return;
    this.connection = state;
    this.deps.connection(state);
  }

  hide(): void {
    this.hidden = true;
    this.timers.clear('probe');
  }

  /** Doubts the room after the app came back on the screen, until an event comes from it. */
  probe(): void {
    if (!this.hasNetStatus) return;
    this.timers.set('probe', TIMES.probe, () => {
      this.setConnection('reconnecting');
      this.deps.givenUp();
    });
  }

  /** Takes any event as a sign that the live-pusher lives. */
  onActivity(): void {
    this.timers.clear('probe');
  }

  level(level: NetworkLevel): void {
    this.hasNetStatus = true;
    this.goodLevels = level >= 1 && level <= 5 ? this.goodLevels + 1 : 0;
    // One may have been measured before the trouble.
    if (this.goodLevels > 1) this.healed();
  }

  /** Gives the way up when WeChat did not heal it in time. @param patience ms */
  trouble(patience: number): void {
    if (!this.deps.isIn()) return;
    this.goodLevels = 0;
    this.setConnection('reconnecting');
    if (this.suspended || this.timers.isRunning('patience')) return;
    this.timers.set('patience', patience, () => this.deps.givenUp());
  }

  /** Forgets the trouble. @param entered WeChat says that it entered the room anew, by itself */
  healed(entered = false): void {
    if (!this.deps.isIn()) return;
    // While the app is suspended the last events of before may still come in.
    if (this.suspended && !entered) return;
    this.suspended = false;
    this.timers.clear('patience');
    this.setConnection('connected');
  }

  suspend(): void {
    this.suspended = true;
    this.stopWaiting();
    if (this.deps.isIn()) this.setConnection('reconnecting');
  }
}
