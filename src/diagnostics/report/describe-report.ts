/** A report is put into words: one sentence for the user, one for who supports them, one for each finding. */
import { formatDuration } from '../../locale/duration';
import type { Locale } from '../../locale/languages';
import type { CallFinding, CallReport, FigureName } from './report';
import type { FindingKind } from './thresholds';
import { WORDS, type FindingWord, type ReportWords } from './words';

export interface DescribeReportOptions {
  /** `en` if left out or unknown. */
  language?: Locale;
  /** Names a user as the app does; without it a user is called by the userID. */
  nameOf?: (userID: string) => string;
}

/** A verdict says what was wrong with a call, or that nothing was. */
export interface Verdict {
  /** For the user: what was wrong most, or that nothing unusual happened. */
  user: string;
  /** For who supports them: the findings that weigh most, with their times and figures. */
  support: string;
  /** Every finding of the report in its order, in the words for support. */
  findings: string[];
}

/** So many findings make the sentence for support. */
const MOST_TOLD = 3;

/**
 * Puts a report into words.
 *
 * @example
 * calling.on(EVENT.CALL_REPORT, (report) => show(describeReport(report, { language: 'ja' }).user));
 */
export function describeReport(
  { findings }: Pick<CallReport, 'findings'>,
  { language = 'en', nameOf = (userID) => userID }: DescribeReportOptions = {},
): Verdict {
  const words = WORDS[language] ?? WORDS.en;
  const [first] = findings;
  if (!first) return { user: words.none[0], support: words.none[1], findings: [] };
  const told = findings.map((finding) => sentence(finding, 1, words, nameOf));
  return {
    user: sentence(first, 0, words, nameOf),
    support: told.slice(0, MOST_TOLD).join(words.and),
    findings: told,
  };
}

function sentence(
  finding: CallFinding,
  voice: 0 | 1,
  words: ReportWords,
  nameOf: (userID: string) => string,
): string {
  const { kind, who, from, to, code, figures = {} } = finding;
  const key = wordOf(kind, who);
  // A report may be of a later version, or of somebody else's making.
  const text = words.findings[key]?.[voice] ?? kind;
  const isPoint = to === from || (to === undefined && code !== undefined);
  const time = words.times[isPoint ? 'at' : to === undefined ? 'since' : 'between'];
  const gaps: Record<string, string | number | undefined> = {
    ...Object.fromEntries(
      Object.entries(figures).map(([name, value]) => [name, shown(name, value)]),
    ),
    from: formatDuration(from / 1000),
    to: formatDuration((to ?? from) / 1000),
    code,
    who: who === undefined ? '?' : nameOf(who),
  };
  const fill = (template: string) =>
    template.replace(/\{(\w+)\}/g, (_, gap: string) => String(gaps[gap] ?? '?'));
  return fill(text.replace('{time}', fill(time)));
}

function wordOf(kind: FindingKind, who: string | undefined): FindingWord {
  if (kind === 'no-device' && who !== undefined) return 'no-device:peer';
  return kind === 'peer-gone' && who === undefined ? 'peer-gone:all' : kind;
}

/** What took its time is told in seconds; the rest is whole. */
const shown = (name: string, value: number): number =>
  (name as FigureName) === 'took' ? Math.round(value / 100) / 10 : Math.round(value);
