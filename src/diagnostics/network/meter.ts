import type { NetworkLevel } from '../../runtime/network-level';
import type { ProbeQuality } from '../../runtime/network-probe';

/** The figures of one direction are averages; what could not be measured is absent. */
export interface NetworkFigures {
  /**
   * 0 unknown, 1 excellent … 5 very bad, 6 disconnected: what the SDK says of round trip and loss, on the average, as its
   * documents advise. A connection that is broken at the end is 6.
   */
  level: NetworkLevel;
  /** Round trip to the server, in ms. */
  rtt?: number;
  /** Lost packets, in per cent. */
  loss?: number;
  /** Sound and picture together, in kbit/s. */
  bitrate?: number;
  /** How often the SDK told its figures. */
  samples: number;
}

const UNKNOWN = 0;
const DISCONNECTED = 6;

/** A meter gathers what is known of one direction. */
export class Meter {
  private levels: NetworkLevel[] = [];
  private readonly trips: number[] = [];
  private readonly losses: number[] = [];
  private readonly traffic = { bytes: 0, ms: 0 };
  private lastRead: { bytes: number; at: number } | undefined;

  quality({ level, rtt, loss }: ProbeQuality): void {
    if (level === UNKNOWN) return;
    this.levels.push(level);
    if (level === DISCONNECTED) return;
    // 0 before the first one is measured.
    if (rtt > 0) this.trips.push(rtt);
    this.losses.push(loss);
  }

  /** @param bytes so far @param at ms by the clock */
  bytes(bytes: number, at: number): void {
    const { lastRead } = this;
    this.lastRead = { bytes, at };
    // A stream that is sent anew counts from 0 again.
    if (!lastRead || bytes < lastRead.bytes) return;
    this.traffic.bytes += bytes - lastRead.bytes;
    this.traffic.ms += at - lastRead.at;
  }

  figures(): NetworkFigures {
    const { levels, trips, losses, traffic } = this;
    return {
      level: this.level(),
      ...(trips.length > 0 && { rtt: Math.round(average(trips)) }),
      ...(losses.length > 0 && { loss: Math.round(average(losses) * 10) / 10 }),
      // Bits in a millisecond are kbit in a second.
      ...(traffic.ms > 0 && { bitrate: Math.round((traffic.bytes * 8) / traffic.ms) }),
      samples: levels.length,
    };
  }

  private level(): NetworkLevel {
    const { levels } = this;
    if (levels.length === 0) return UNKNOWN;
    if (levels[levels.length - 1] === DISCONNECTED) return DISCONNECTED;
    return Math.round(average(levels)) as NetworkLevel;
  }
}

const average = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
