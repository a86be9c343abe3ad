import type { NetworkLevel } from '../../port';

export type ConnectionState = 'connected' | 'reconnecting' | 'lost';

/** Good levels in a row that prove a connection: a single one may have been measured before the trouble. */
const GOOD_LEVELS = 2;
const DISCONNECTED: NetworkLevel = 6;

/**
 * The connection of a room that was entered, by all signs that versions of the plug-in are known to give. Any of
 * them may be missing, and several may tell of the same trouble.
 *
 * ```
 *              5101, 5102, -3302…-3307, onConnectionLost, onTryToReconnect, level 6
 *  connected ───────────────────────────────────────────────────────────────────────▶ reconnecting
 *      ▲            onConnectionRecovery, onEnterRoom again, two good levels              │
 *      └──────────────────────────────────────────────────────────────────────────────────┘
 *  any ── the server refuses this user ──▶ lost, for good
 * ```
 */
export class Connection {
  private state: ConnectionState = 'connected';
  private goodLevels = 0;

  constructor(private readonly changed: (state: ConnectionState) => void) {}

  trouble(): void {
    this.goodLevels = 0;
    this.set('reconnecting');
  }

  healed(): void {
    this.set('connected');
  }

  lost(): void {
    this.set('lost');
  }

  /** Takes the level of this phone's own connection. 0 tells nothing. */
  level(level: NetworkLevel): void {
    if (level === DISCONNECTED) return this.trouble();
    if (level === 0) return;
    this.goodLevels += 1;
    if (this.goodLevels >= GOOD_LEVELS) this.healed();
  }

  private set(state: ConnectionState): void {
    if (this.state === state || this.state === 'lost') return;
    this.state = state;
    this.changed(state);
  }
}
