/** What the numbers of events mean. */
export {
  describeEvent,
  type DescribeOptions,
  type EventDescription,
  type EventDifference,
  type EventParameter,
  type EventReference,
} from './describe';
export type { EventLevel, ParameterName } from './event-row';
export type { EventGroup, EventName } from './vocabulary';
export type { Locale } from '../../locale/languages';
