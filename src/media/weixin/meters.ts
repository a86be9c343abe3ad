import type { Clock } from '../../runtime/clock';
import type { MediaEvent, NetworkLevel } from '../port';
import { partsOf } from './players';
import { Timers } from './timers';

/** ms between two reports of the volumes. */
const VOLUME_EVERY = 1000;

interface Surroundings {
  userID: string;
  roomID: number;
  clock: Clock;
  emit(event: MediaEvent): void;
}

/** Network quality and volume. Neither is part of what the page renders. */
export class Meters {
  private up: NetworkLevel = 0;
  private readonly down = new Map<string, NetworkLevel>();
  private told: { up: NetworkLevel; down: NetworkLevel } | undefined;
  private readonly volumes = new Map<string, number>();
  private readonly timers: Timers<'volume'>;

  constructor(private readonly around: Surroundings) {
    this.timers = new Timers(around.clock);
  }

  /** `netstatus` of the live-pusher, every 2 s or so. @returns its level */
  pusher(detail: unknown): NetworkLevel {
    this.up = levelOf(detail);
    this.report();
    return this.up;
  }

  player(streamID: string, detail: unknown): void {
    this.down.set(streamID, levelOf(detail));
    this.report();
  }

  /** `audiovolumenotify` of one user. */
  volume(userID: string, detail: unknown): void {
    const { volume } = (detail ?? {}) as { volume?: unknown };
    this.volumes.set(userID, Math.min(100, Math.max(0, Math.round(Number(volume)) || 0)));
    if (this.timers.isRunning('volume')) return;
    this.timers.set('volume', VOLUME_EVERY, () => this.reportVolumes());
  }

  volumeOf(streamID: string, detail: unknown): void {
    this.volume(partsOf(streamID).userID, detail);
  }

  ownVolume(detail: unknown): void {
    this.volume(this.around.userID, detail);
  }

  /** Only players that are there count. */
  keep(streamIDs: string[]): void {
    for (const streamID of [...this.down.keys()]) {
      if (streamIDs.indexOf(streamID) < 0) this.down.delete(streamID);
    }
  }

  close(): void {
    this.timers.clearAll();
  }

  private report(): void {
    const { up } = this;
    const down = Math.max(0, ...this.down.values()) as NetworkLevel;
    if (this.told?.up === up && this.told.down === down) return;
    this.told = { up, down };
    this.around.emit({ kind: 'quality', roomID: this.around.roomID, up, down });
  }

  private reportVolumes(): void {
    const volumes = [...this.volumes].map(([userID, volume]) => ({ userID, volume }));
    this.volumes.clear();
    this.around.emit({ kind: 'volume', roomID: this.around.roomID, volumes });
  }
}

/** `info.netQualityLevel` has the scale of TRTC. It is missing outside of TRTC rooms. */
function levelOf(detail: unknown): NetworkLevel {
  const { info } = (detail ?? {}) as { info?: { netQualityLevel?: unknown } };
  const level = Math.round(Number(info?.netQualityLevel));
  return (level >= 0 && level <= 6 ? level : 0) as NetworkLevel;
}
