/** The lines of a report's timeline, and the whole of it as text. */
import {
  describeReport,
  describeTimeline,
  type DescribeReportOptions,
} from '../../src/diagnostics/door';
import { formatDuration } from '../../src/locale';
import type { CallReport } from '../../src/store/types';
import type { ReportScreenWords } from './words';

/** The recorder gives up none of the entries before this one. @see src/diagnostics/report/timeline.ts */
const BEFORE_GAP = 60;

export interface ReportLine {
  time: string;
  text: string;
  note?: string;
}

export function timelineOf(
  report: CallReport,
  options: DescribeReportOptions,
  words: ReportScreenWords,
): ReportLine[] {
  const lines = describeTimeline(report, options).map(({ entry, text }): ReportLine => {
    const { at, code, row } = entry;
    const numbers = row && [row.group, row.id, ...(row.params ?? [])].join(' ');
    const note = [code, numbers].filter((one) => one !== undefined).join(' · ');
    return { time: formatDuration(at / 1000), text, ...(note && { note }) };
  });
  if (report.omitted > 0) {
    const text = words.omitted.replace('{count}', String(report.omitted));
    lines.splice(BEFORE_GAP, 0, { time: '…', text });
  }
  return lines;
}

/** Writes a report for a chat or a mail. */
export function textOf(
  report: CallReport,
  options: DescribeReportOptions,
  words: ReportScreenWords,
): string {
  const { nameOf = (userID: string) => userID } = options;
  const { userID, members, beganAt, roomID, end } = report.call;
  const { user, support, findings } = describeReport(report, options);
  const people = [userID, ...(members ?? [])].map(nameOf).join(', ');
  const began = new Date(beganAt).toISOString();
  return [
    `${began} · ${people} · ${roomID} · ${report.platform}`,
    ...(end ? [`${end.reason} · ${formatDuration(end.seconds)}`] : []),
    '',
    user,
    `${words.support}: ${support}`,
    ...(findings.length > 1 ? ['', words.findings, ...findings.map((one) => `- ${one}`)] : []),
    '',
    words.timeline,
    ...timelineOf(report, options, words).map(({ time, text, note }) =>
      [time, text, note && `(${note})`].filter(Boolean).join('  '),
    ),
  ].join('\n');
}
