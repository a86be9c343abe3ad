/** Samples of a user become the lines of four charts, and those the tables behind them. */
import type { MonitoredUser, StreamSample } from '../model';

export interface Line {
  /** `sent`, or `from bob`. */
  name: string;
  /** One value for each time; null where nothing was told. */
  values: (number | null)[];
}

export interface Chart {
  title: string;
  unit: string;
  /** Epoch seconds, as the library of charts takes them. */
  times: number[];
  lines: Line[];
}

const CHARTS: { title: string; unit: string; of(stream: StreamSample): number | undefined }[] = [
  {
    title: 'Bitrate',
    unit: 'kbit/s',
    of: ({ audioKbps, videoKbps }) =>
      audioKbps === undefined && videoKbps === undefined
        ? undefined
        : Math.round((audioKbps ?? 0) + (videoKbps ?? 0)),
  },
  { title: 'Frame rate', unit: 'fps', of: ({ fps }) => fps },
  { title: 'Loss', unit: '%', of: ({ lossPercent }) => lossPercent },
  { title: 'Round trip', unit: 'ms', of: ({ roundTripMs }) => roundTripMs },
];

export function chartsOf({ samples }: MonitoredUser): Chart[] {
  const times = samples.map(({ at }) => at / 1000);
  const peers = [...new Set(samples.flatMap(({ down }) => down.map(({ userID }) => userID)))];
  return CHARTS.map(({ title, unit, of }) => {
    const valuesOf = (pick: (at: number) => StreamSample | undefined) =>
      samples.map((_, at) => {
        const stream = pick(at);
        return (stream && of(stream)) ?? null;
      });
    const sent = { name: 'sent', values: valuesOf((at) => samples[at]!.up) };
    const received = peers.map((peer) => ({
      name: `from ${peer}`,
      values: valuesOf((at) => samples[at]!.down.find(({ userID }) => userID === peer)),
    }));
    return { title, unit, times, lines: [sent, ...received] };
  });
}

/** The last value of each line in words: `sent 512 kbit/s, from bob 498 kbit/s`. */
export function lastOf({ lines, unit }: Chart): string {
  const told = lines.flatMap(({ name, values }) => {
    const value = values.at(-1);
    return value === null || value === undefined ? [] : [`${name} ${value} ${unit}`];
  });
  return told.join(', ') || 'nothing yet';
}
