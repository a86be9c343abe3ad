/** What was pasted is a report of ours, or what the cloud answered about a call. */
import type { ChartSeries } from '@/components/trtc-call-chart/chart';
import {
  importCloudAnswer,
  importReport,
  type CallReport,
  type CloudAnswer,
  type CloudSeries,
  type Locale,
} from '@/src/diagnostics/door';
import { formatTime } from '../records/format-date';

export type Pasted = { kind: 'report'; report: CallReport } | CloudAnswer;

/** @throws CallError 61001 */
export function readPasted(json: string, language: Locale): Pasted {
  // Only our reports have one; what is no JSON at all is refused by either.
  return /"timeline"\s*:/.test(json)
    ? { kind: 'report', report: importReport(json) }
    : importCloudAnswer(json, { language });
}

/** The cloud tells times of day. */
export const clockTime = (at: number): string =>
  `${formatTime(at)}:${String(new Date(at).getSeconds()).padStart(2, '0')}`;

export interface CloudChart {
  title: string;
  unit: string;
  series: ChartSeries[];
}

/** Puts all lines of a metric into one chart, over the time since the first measurement of all. */
export function chartsOfCloud(all: readonly CloudSeries[]): CloudChart[] {
  const measured = all.filter(({ points }) => points.length > 0);
  const first = measured.reduce((low, { points }) => Math.min(low, points[0]!.at), Infinity);
  const charts = new Map<string, CloudChart>();
  for (const { name, text, unit, userID, peerID, points } of measured) {
    const chart = charts.get(name) ?? { title: text, unit, series: [] };
    charts.set(name, chart);
    chart.series.push({
      name: peerID === undefined ? userID : `${userID} ← ${peerID}`,
      points: points.map(({ at, value }) => ({ at: at - first, value })),
    });
  }
  return [...charts.values()];
}
