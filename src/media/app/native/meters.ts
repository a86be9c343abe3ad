import type { MediaEvent, NetworkLevel } from '../../port';
import { NativeStats } from './native-stats';
import { userOf } from './event-hub';

interface Deps {
  userID: string;
  roomID: number;
  emit(event: MediaEvent): void;
}

/** The meters read network quality and volume, which the plug-in reports every few moments. */
export class Meters {
  private lastReported: { up: NetworkLevel; down: NetworkLevel } | undefined;

  private readonly stats = new NativeStats();

  constructor(private readonly deps: Deps) {}

  /** Reads onStatistics, which comes every 2 s. */
  statistics(statistics: unknown): void {
    const { emit, roomID } = this.deps;
    emit({ kind: 'stats', roomID, ...this.stats.read(statistics) });
  }

  /** Reads onNetworkQuality. @returns the level of this phone's own connection */
  quality(local: unknown, remotes: unknown): NetworkLevel {
    const { emit, roomID } = this.deps;
    const up = levelOf(local);
    const down = Math.max(0, ...listOf(remotes).map(levelOf)) as NetworkLevel;
    if (this.lastReported?.up !== up || this.lastReported.down !== down) {
      this.lastReported = { up, down };
      emit({ kind: 'quality', roomID, up, down });
    }
    return up;
  }

  /** Reads onUserVoiceVolume. The user without a name is this one. */
  volume(users: unknown): void {
    const { emit, roomID, userID } = this.deps;
    const volumes = listOf(users).map((entry) => {
      const { userId, volume } = (entry ?? {}) as Record<string, unknown>;
      return { userID: userOf(userId) || userID, volume: percent(volume) };
    });
    if (volumes.length > 0) emit({ kind: 'volume', roomID, volumes });
  }
}

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

const percent = (value: unknown): number =>
  Math.min(100, Math.max(0, Math.round(Number(value)) || 0));

function levelOf(value: unknown): NetworkLevel {
  const { quality } = (value ?? {}) as { quality?: unknown };
  const level = Math.round(Number(quality));
  return (level >= 0 && level <= 6 ? level : 0) as NetworkLevel;
}
