/** A timeline is put into words: a sentence for each entry. */
import type { DescribeReportOptions } from './describe-report';
import type { CallReport, TimelineEntry } from './report';
import { TIMELINE_WORDS, type TimelineWord } from './words/timeline';

/** An entry of a timeline, with its sentence. */
export interface TimelineLine {
  entry: TimelineEntry;
  text: string;
}

/**
 * Puts the timeline of a report into words, entry by entry. The kind stands for itself where it has none, as in the
 * report of a later version.
 *
 * @example
 * describeTimeline(report, { language: 'ko' }).map(({ entry, text }) => `${entry.at} ms: ${text}`);
 */
export function describeTimeline(
  { timeline }: Pick<CallReport, 'timeline'>,
  { language = 'en', nameOf = (userID) => userID }: DescribeReportOptions = {},
): TimelineLine[] {
  const words = TIMELINE_WORDS[language] ?? TIMELINE_WORDS.en;
  const has = (key: string): key is TimelineWord =>
    Object.prototype.hasOwnProperty.call(words, key);
  return timeline.map((entry) => {
    const { kind, who, detail } = entry;
    const exact = `${kind}:${detail}`;
    const template = has(exact) ? words[exact] : has(kind) ? words[kind] : kind;
    const gaps: Record<string, string> = {
      who: who === undefined ? '?' : nameOf(who),
      detail: detail ?? '?',
    };
    return { entry, text: template.replace(/\{(who|detail)\}/g, (_, gap: string) => gaps[gap]!) };
  });
}
