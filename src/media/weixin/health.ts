/**
 * How the way to the room does once it is entered: which trouble WeChat is given time to heal, and
 * when there is no more to wait for.
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
import { TIMES, type Connection } from './room-hooks';
import { Timers } from './timers';

interface Surroundings {
  clock: Clock;
  isIn(): boolean;
  /** Another state than before. */
  connection(state: Connection): void;
  /** It does not heal by itself. */
  givenUp(): void;
}

export class RoomHealth {
  /** WeChat left the room because of other apps; nothing can be done before the app is shown. */
  suspended = false;
  hidden = false;
  private connection: Connection = 'connected';
  /** `netstatus` comes here, so that its absence means something. */
  private pulse = false;
  private goodLevels = 0;
  private readonly timers: Timers<'patience' | 'probe'>;

  constructor(private readonly around: Surroundings) {
    this.timers = new Timers(around.clock);
  }

  /** Another room: nothing is known about it. */
  begin(): void {
    this.connection = 'connected';
    this.suspended = false;
    this.pulse = false;
  }

  /** Waits for nothing. */
  rest(): void {
    this.timers.clearAll();
  }

  entered(): void {
    this.goodLevels = 0;
    this.timers.clear('patience');
    this.is('connected');
  }

  is(state: Connection): void {
    if (state === this.connection) return;
    this.connection = state;
    this.around.connection(state);
  }

  hide(): void {
    this.hidden = true;
    this.timers.clear('probe');
  }

  /** Back on the screen and still in the room, as it seems. */
  probe(): void {
    if (!this.pulse) return;
    this.timers.set('probe', TIMES.probe, () => {
      this.is('reconnecting');
      this.around.givenUp();
    });
  }

  /** Any event: it lives. */
  sign(): void {
    this.timers.clear('probe');
  }

  level(level: NetworkLevel): void {
    this.pulse = true;
    this.goodLevels = level >= 1 && level <= 5 ? this.goodLevels + 1 : 0;
    // One may have been measured before the trouble.
    if (this.goodLevels > 1) this.healed();
  }

  /** @param patience ms for WeChat to heal it */
  trouble(patience: number): void {
    if (!this.around.isIn()) return;
    this.goodLevels = 0;
    this.is('reconnecting');
    if (this.suspended || this.timers.isRunning('patience')) return;
    this.timers.set('patience', patience, () => this.around.givenUp());
  }

  /** @param entered WeChat says that it entered the room anew, by itself */
  healed(entered = false): void {
    if (!this.around.isIn()) return;
    // While the app is suspended the last events of before may still come in.
    if (this.suspended && !entered) return;
    this.suspended = false;
    this.timers.clear('patience');
    this.is('connected');
  }

  suspend(): void {
    this.suspended = true;
    this.rest();
    if (this.around.isIn()) this.is('reconnecting');
  }
}
