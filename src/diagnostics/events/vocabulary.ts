/**
 * The vocabulary joins the vendor's tables of events: ids repeat between them, so a group and a name make an
 * event.
 *
 * @see https://www.tencentcloud.com/document/product/647/37906 the tables, of 2023-10-11
 */
import type { EventRow, ParameterName } from './event-row';
import { DISMISSAL_EXCEPTIONS, EXPERIENCES, REALTIME_EXCEPTIONS } from './exceptions';
import { SDK_EVENTS } from './sdk-events';
import { UNLISTED_EVENTS, WEBRTC_EVENTS, type DifferenceName } from './webrtc-events';

/** The rows of the five tables, and none else. */
export const LISTED_EVENTS = {
  sdk: SDK_EVENTS,
  webrtc: WEBRTC_EVENTS,
  experience: EXPERIENCES,
  dismissal: DISMISSAL_EXCEPTIONS,
  realtime: REALTIME_EXCEPTIONS,
} as const;

/** All that can be described: the tables, and what the SDK in use sends beside them. */
export const EVENTS = {
  ...LISTED_EVENTS,
  webrtc: { ...WEBRTC_EVENTS, ...UNLISTED_EVENTS },
} as const;

/**
 * The table that an id belongs to: events of the native SDKs, events of the web SDK, bad experiences, causes
 * told after a room was dismissed, and measurements found too bad in a running call.
 */
export type EventGroup = keyof typeof EVENTS;

/** The name of an event within its group. */
export type NameIn<G extends EventGroup> = keyof (typeof EVENTS)[G] & string;

/** The name of an event, with its group: `sdk.network-wifi`. */
export type EventName = { [G in EventGroup]: `${G}.${NameIn<G>}` }[EventGroup];

/** Words for all of it in one language. `{width}` in a sentence stands for the value of that parameter. */
export type EventWords = { readonly [G in EventGroup]: Readonly<Record<NameIn<G>, string>> } & {
  /** What trtc-js-sdk means with an event of the web SDK, where that is not what the table says. */
  readonly differences: Readonly<Record<DifferenceName, string>>;
  readonly parameters: Readonly<Record<ParameterName, string>>;
};

/** Lists the rows of a group, with the names that {@link EventName} has of them. */
export function rowsOf(group: EventGroup): [name: string, row: EventRow][] {
  return Object.entries<EventRow>(EVENTS[group]);
}
