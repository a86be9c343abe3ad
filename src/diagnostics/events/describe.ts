/** Describing an event is to find its row by the numbers that were told, and to put it into words. */
import type { Locale } from '../../locale/languages';
import type { EventLevel, EventRow, ParameterName } from './event-row';
import {
  EVENTS,
  LISTED_EVENTS,
  rowsOf,
  type EventGroup,
  type EventName,
  type EventWords,
} from './vocabulary';
import { DIFFERENCES, READ_IN, type DifferenceName } from './webrtc-events';
import { WORDS } from './words';

/** An event as Tencent's console, the cloud's API or the report of an SDK tells it. */
export interface EventReference {
  group: EventGroup;
  id: number;
  /** `ParamOne` and `ParamTwo`. They may be left out where the event uses none; what it does not use is ignored. */
  params?: readonly number[];
}

/** A value that was measured and told with the event. */
export interface EventParameter {
  name: ParameterName;
  value: number;
  /** What the value is, and its unit. */
  text: string;
}

/** What trtc-js-sdk means with an event of the web SDK, where that is not what the vendor's table says. */
export interface EventDifference {
  /** Name and version of the SDK in which this was read: `trtc-js-sdk 4.15.22`. */
  sdk: string;
  level: EventLevel;
  text: string;
}

export interface EventDescription {
  /** A short name for programs: `sdk.network-wifi`. It stays when words are changed. */
  name: EventName;
  group: EventGroup;
  id: number;
  level: EventLevel;
  /** A sentence by the vendor's table, or by the SDK where no table has the event. */
  text: string;
  parameters: EventParameter[];
  /** False: trtc-js-sdk sends the event, and no table of the vendor has it. */
  listed: boolean;
  /** Where the web SDK in use means something else than `text`; then believe this for calls of this library. */
  difference?: EventDifference;
}

export interface DescribeOptions {
  /** English unless asked for another. */
  language?: Locale;
}

/**
 * Says what an event of TRTC means: one of the vendor's five tables of event ids (173 rows), or one of the
 * 11 events that trtc-js-sdk sends beside them.
 *
 * @param event the numbers of the event, and the table that they belong to: ids repeat between tables
 * @returns undefined if neither the tables nor the SDK have the event, or not with these parameters
 * @see https://www.tencentcloud.com/document/product/647/37906 the tables
 * @see docs/diagnostics.md all rows, and what tells them on which platform
 * @example
 * describeEvent({ group: 'sdk', id: 1003, params: [1, -1] })?.text; // 'The device is on Wi-Fi'
 * describeEvent({ group: 'realtime', id: 2005 }, { language: 'ko' })?.text;
 */
export function describeEvent(
  event: EventReference,
  { language = 'en' }: DescribeOptions = {},
): EventDescription | undefined {
  const { group, id, params = [] } = event;
  // A caller without types may ask for anything.
  if (!Object.prototype.hasOwnProperty.call(EVENTS, group)) return undefined;
  const found = rowsOf(group).find(([, row]) => row.id === id && hasParams(row, params));
  if (!found) return undefined;
  const [name, row] = found;
  const words = WORDS[language] ?? WORDS.en;
  const parameters = parametersOf(row, params, words);
  const difference = differenceOf(group, name, words);
  return {
    name: `${group}.${name}` as EventName,
    group,
    id,
    level: row.level,
    text: filled((words[group] as Record<string, string>)[name]!, parameters),
    parameters,
    listed: name in LISTED_EVENTS[group],
    ...(difference && { difference }),
  };
}

/** Only the numbers of a row tell it from others; what it does not use, and what is measured, may be anything. */
const hasParams = (row: EventRow, params: readonly number[]) =>
  row.params.every((value, at) => typeof value === 'string' || value === params[at]);

function parametersOf(
  row: EventRow,
  params: readonly number[],
  words: EventWords,
): EventParameter[] {
  return row.params.flatMap((name, at) => {
    const value = params[at];
    if (typeof name !== 'string' || value === undefined) return [];
    return [{ name, value, text: words.parameters[name] }];
  });
}

const filled = (text: string, parameters: EventParameter[]) =>
  text.replace(/\{(\w+)\}/g, (_, gap) =>
    String(parameters.find(({ name }) => name === gap)?.value ?? '?'),
  );

function differenceOf(
  group: EventGroup,
  name: string,
  words: EventWords,
): EventDifference | undefined {
  if (group !== 'webrtc' || !(name in DIFFERENCES)) return undefined;
  const known = name as DifferenceName;
  return { sdk: READ_IN, level: DIFFERENCES[known], text: words.differences[known] };
}
