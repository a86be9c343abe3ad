/** A chart is lines over the time of a call, in steps that are all of the same length. */

/** One measurement. */
export interface ChartPoint {
  /** ms since the beginning */
  at: number;
  value: number;
}

/** A line of a chart. */
export interface ChartSeries {
  name: string;
  /** The earliest first. */
  points: readonly ChartPoint[];
}

/** Lines over steps: what was measured in each, and null where nothing was. */
export interface Steps {
  /** ms since the beginning, of the middle of each step */
  times: number[];
  rows: (number | null)[][];
}

/** More lie on each other on a phone. */
const MOST_STEPS = 120;
/** Gathers the measurements of all lines into steps. A step with several has their mean. */
export function stepsOf(series: readonly ChartSeries[]): Steps {
  const ats = series.flatMap(({ points }) => points.map(({ at }) => at));
  if (ats.length === 0) return { times: [], rows: series.map(() => []) };
  const first = ats.reduce((low, at) => Math.min(low, at), Infinity);
  const last = ats.reduce((high, at) => Math.max(high, at), -Infinity);
  const step = Math.max(usualPause(series), (last - first) / MOST_STEPS, 1);
  const count = Math.round((last - first) / step) + 1;
  return {
    times: Array.from({ length: count }, (_, index) => first + index * step),
    rows: series.map(({ points }) => meansOf(points, first, step, count)),
  };
}

/** The median of the times between measurements of a line, in ms. */
function usualPause(series: readonly ChartSeries[]): number {
  const pauses = series
    .flatMap(({ points }) => points.slice(1).map(({ at }, index) => at - points[index]!.at))
    .sort((one, other) => one - other);
  return pauses[Math.floor(pauses.length / 2)] ?? 0;
}

function meansOf(
  points: readonly ChartPoint[],
  first: number,
  step: number,
  count: number,
): (number | null)[] {
  const sums = Array.from({ length: count }, () => ({ sum: 0, of: 0 }));
  for (const { at, value } of points) {
    const place = sums[Math.round((at - first) / step)]!;
    place.sum += value;
    place.of += 1;
  }
  return sums.map(({ sum, of }) => (of === 0 ? null : rounded(sum / of)));
}

/** Draws on over a single step without a measurement, which came late or early; more of them are a gap. */
export function bridged(row: readonly (number | null)[]): (number | null)[] {
  return row.map((value, index) => {
    const [before, after] = [row[index - 1] ?? null, row[index + 1] ?? null];
    return value === null && before !== null && after !== null ? (before + after) / 2 : value;
  });
}

/** Says a line in two figures: its least and its most. */
export function rangeOf({ points }: ChartSeries): { least: number; most: number } {
  const values = points.map(({ value }) => value);
  return {
    least: rounded(values.reduce((low, value) => Math.min(low, value), Infinity)),
    most: rounded(values.reduce((high, value) => Math.max(high, value), -Infinity)),
  };
}

/** One digit behind the point is as much as is measured. */
const rounded = (value: number) => Math.round(value * 10) / 10;
