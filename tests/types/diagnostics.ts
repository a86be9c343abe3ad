/**
 * The types of the door for diagnostics, as an app meets them. Nothing runs here: the type check is the test, and
 * every `@ts-expect-error` is an error that an app must get.
 */
import {
  describeEvent,
  importCloudAnswer,
  type EventDescription,
  type EventGroup,
  type EventName,
} from '../../src/diagnostics/door';

const name: EventName = 'sdk.network-wifi';
// @ts-expect-error the event is one of the native SDKs
const misplaced: EventName = 'webrtc.network-wifi';
// @ts-expect-error there is no such event
const unknown: EventName = 'sdk.network-6g';

const group: EventGroup = 'dismissal';
// @ts-expect-error there are five groups
describeEvent({ group: 'other', id: 1 });
// @ts-expect-error an id alone is not one event
describeEvent({ id: 1001 });
// @ts-expect-error parameters are numbers
describeEvent({ group: 'sdk', id: 1003, params: ['wifi'] });
// @ts-expect-error there are four languages
describeEvent({ group, id: 1001 }, { language: 'fr' });

const description: EventDescription | undefined = describeEvent({ group, id: 1001 });
// @ts-expect-error nothing is promised of an event that no table has
const sure: EventDescription = describeEvent({ group, id: 1001 });
const level: 'info' | 'warning' | 'error' | undefined = description?.level;
const measured: number[] | undefined = description?.parameters.map(({ value }) => value);

const answer = importCloudAnswer('{}', { language: 'ko' });
const times: number[] = answer.kind === 'events' ? answer.events.map(({ at }) => at) : [];
const units: string[] = answer.kind === 'call-detail' ? answer.series.map(({ unit }) => unit) : [];
// @ts-expect-error an answer about events has no users
const users = answer.kind === 'events' && answer.users;
// @ts-expect-error there are four languages
importCloudAnswer('{}', { language: 'fr' });

export { level, measured, misplaced, name, sure, times, units, unknown, users };
