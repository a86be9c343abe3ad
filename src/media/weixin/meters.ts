import type { Clock } from '../../runtime/clock';
import { defined } from '../../runtime/defined';
import type { MediaEvent, NetworkLevel, StreamStats } from '../port';
import { partsOf } from './players';
import { Timers } from '../../runtime/timers';

/** The volumes are reported this often, in ms. */
const VOLUME_EVERY = 1000;
/** What was measured is reported this often, in ms: live-pusher and live-players tell it as often, each by itself. */
const STATS_EVERY = 2000;

interface Deps {
  userID: string;
  roomID: number;
  clock: Clock;
  emit(event: MediaEvent): void;
}

/** The meters read network quality and volume, neither of which is part of what the page renders. */
export class Meters {
  private up: NetworkLevel = 0;
  private readonly down = new Map<string, NetworkLevel>();
  private lastReported: { up: NetworkLevel; down: NetworkLevel } | undefined;
  private readonly volumes = new Map<string, number>();
  private upStats: StreamStats = {};
  private readonly downStats = new Map<string, StreamStats>();
  private readonly timers: Timers<'volume' | 'stats'>;

  constructor(private readonly deps: Deps) {
    this.timers = new Timers(deps.clock);
  }

  /** Reads a `netstatus` of the live-pusher, which comes every 2 s or so. @returns its level */
  pusher(detail: unknown): NetworkLevel {
    this.up = levelOf(detail);
    this.upStats = statsOf(detail);
    this.planStats();
    this.report();
    return this.up;
  }

  player(streamID: string, detail: unknown): void {
    this.down.set(streamID, levelOf(detail));
    const { userID, type } = partsOf(streamID);
    // A shared screen is no part of a call's state.
    if (type === 'main') this.downStats.set(userID, statsOf(detail));
    this.planStats();
    this.report();
  }

  /** Reads an `audiovolumenotify` of one user. */
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
    this.volume(this.deps.userID, detail);
  }

  /** Forgets the levels of players that are gone. */
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
    if (this.lastReported?.up === up && this.lastReported.down === down) return;
    this.lastReported = { up, down };
    this.deps.emit({ kind: 'quality', roomID: this.deps.roomID, up, down });
  }

  private planStats(): void {
    if (this.timers.isRunning('stats')) return;
    this.timers.set('stats', STATS_EVERY, () => {
      const down = [...this.downStats].map(([userID, stats]) => ({ userID, ...stats }));
      const up = this.upStats;
      this.upStats = {};
      this.downStats.clear();
      this.deps.emit({ kind: 'stats', roomID: this.deps.roomID, up, down });
    });
  }

  private reportVolumes(): void {
    const volumes = [...this.volumes].map(([userID, volume]) => ({ userID, volume }));
    this.volumes.clear();
    this.deps.emit({ kind: 'volume', roomID: this.deps.roomID, volumes });
  }
}

type NetStatus = Partial<
  Record<'videoBitrate' | 'audioBitrate' | 'videoFPS' | 'videoWidth' | 'videoHeight', unknown> & {
    netJitter: unknown;
  }
>;

/**
 * Reads `info` of a `netstatus`, which has neither loss nor round trip. A picture without a size is none.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/component/live-pusher.html bindnetstatus
 */
function statsOf(detail: unknown): StreamStats {
  const { info = {} } = (detail ?? {}) as { info?: NetStatus };
  const number = (value: unknown) => {
    const read = typeof value === 'string' && value !== '' ? Number(value) : value;
    return typeof read === 'number' && Number.isFinite(read) ? read : undefined;
  };
  const sound = number(info.audioBitrate);
  const [bitrate, frameRate] = [number(info.videoBitrate), number(info.videoFPS)];
  const [width, height] = [number(info.videoWidth), number(info.videoHeight)];
  return {
    ...defined({ jitter: number(info.netJitter) }),
    ...(sound === undefined ? {} : { audio: { bitrate: sound } }),
    ...(width && height ? { video: defined({ bitrate, frameRate, width, height }) } : {}),
  };
}

/** Reads `info.netQualityLevel`, which has the scale of TRTC and is missing outside of TRTC rooms. */
function levelOf(detail: unknown): NetworkLevel {
  const { info } = (detail ?? {}) as { info?: { netQualityLevel?: unknown } };
  const level = Math.round(Number(info?.netQualityLevel));
  return (level >= 0 && level <= 6 ? level : 0) as NetworkLevel;
}
