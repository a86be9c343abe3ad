/** Importing reads what TRTC's cloud answers about a call, into plain data that a timeline or a chart can draw. */
import type { Locale } from '../../locale/languages';
import { readSeries, readUsers, type CloudSeries, type CloudUser } from './call-detail';
import { readEvents, type CloudEvent } from './cloud-events';
import { JsonReader, parsed, unreadable } from './json-reader';

export type { CloudPoint, CloudSeries, CloudUser } from './call-detail';
export type { CloudEvent, CloudPicture } from './cloud-events';
export { importReport } from './report';
export type { MetricUnit } from './metrics';

/** What the cloud told of a call: which events there were, or who was there and how it went. */
export type CloudAnswer =
  | { kind: 'events'; events: CloudEvent[] }
  | {
      kind: 'call-detail';
      users: CloudUser[];
      /** Users in all; an answer has a page of them. */
      total: number;
      series: CloudSeries[];
    };

export interface ImportOptions {
  /** English unless asked for another. */
  language?: Locale;
}

/**
 * Reads an answer of TRTC's API, version 2019-07-22: of DescribeUserEvent (once DescribeDetailEvent) or of
 * DescribeCallDetailInfo (once DescribeCallDetail). Nothing is asked of the cloud: an app's server, or somebody with
 * access to the console, has asked before. Nothing is kept that neither a timeline nor a chart shows, such as addresses.
 *
 * @param answer the JSON as text or parsed, with its envelope `Response` or without
 * @throws CallError 61001 if it is no such answer, or a refusal of the API, whose code and text the error tells
 * @see https://www.tencentcloud.com/document/product/647/37762 DescribeUserEvent
 * @see https://www.tencentcloud.com/document/product/647/55013 DescribeCallDetailInfo
 * @example
 * const answer = importCloudAnswer(json, { language: 'zh-CN' });
 * if (answer.kind === 'events') timeline.show(answer.events);
 * else chart.show(answer.series);
 */
export function importCloudAnswer(
  answer: unknown,
  { language = 'en' }: ImportOptions = {},
): CloudAnswer {
  const response = responseOf(parsed(answer));
  const { names } = response;
  if (names.includes('UserList') || response.list('Data').some((one) => one.has('DataType'))) {
    const users = readUsers(response);
    const total = response.has('Total') ? response.number('Total') : users.length;
    return { kind: 'call-detail', users, total, series: readSeries(response, language) };
  }
  if (names.includes('Data') && !names.includes('Total')) {
    return { kind: 'events', events: readEvents(response, language) };
  }
  throw unreadable(`the answer has ${names.join(', ') || 'nothing'}`);
}

/** @throws CallError 61001 also where the API refused */
function responseOf(answer: unknown): JsonReader {
  const outer = JsonReader.of(answer, '');
  const response = outer.has('Response') ? outer.object('Response') : outer;
  if (!response.has('Error')) return response;
  const refusal = response.object('Error');
  const [code, message] = [refusal.text('Code'), refusal.text('Message')];
  throw unreadable(
    `the API refused with ${code}`,
    { code, message },
    `Ask again: ${message || 'the code says what is wrong'}.`,
  );
}
