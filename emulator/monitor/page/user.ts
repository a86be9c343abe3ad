/** A user of a room: what happened to them, and what their SDK measured. */
import { h, type VNode } from 'vue';
import { describeEvent } from '../../../src/diagnostics/events';
import type { MonitoredEvent, MonitoredUser } from '../model';
import { ChartView } from './chart';
import { chartsOf } from './series';
import { timeText } from './time';

export function userView(user: MonitoredUser): VNode {
  const title = `user-${user.userID}`;
  return h('section', { class: 'user', key: user.userID, 'aria-labelledby': title }, [
    h('h3', { id: title }, user.userID),
    h('p', { class: 'facts' }, factsOf(user)),
    h(
      'div',
      { class: 'charts' },
      chartsOf(user).map((chart) => h(ChartView, { chart, key: chart.title })),
    ),
    h('h4', 'What the SDK reported'),
    user.events.length
      ? h('ol', { class: 'events' }, user.events.map(eventView))
      : h('p', 'Nothing yet.'),
  ]);
}

function factsOf({ joinedAt, leftAt, sdk, samples }: MonitoredUser): string {
  const { up } = samples.at(-1) ?? {};
  return [
    leftAt === undefined
      ? `in the room since ${timeText(joinedAt)}`
      : `left at ${timeText(leftAt)}`,
    sdk && `trtc-js-sdk ${sdk}`,
    leftAt === undefined && up?.width && `sends ${up.width} × ${up.height}`,
  ]
    .filter(Boolean)
    .join(' · ');
}

/** The vendor's words, and what trtc-js-sdk means where that is something else. */
function eventView({ id, at, about }: MonitoredEvent, index: number): VNode {
  const event = describeEvent({ group: 'webrtc', id });
  const { level } = event?.difference ?? event ?? { level: 'info' };
  return h('li', { class: `event ${level}`, key: index }, [
    h('time', { datetime: new Date(at).toISOString() }, timeText(at)),
    h('code', id),
    h('span', [
      level === 'info' ? '' : h('strong', `${level}: `),
      event?.text ?? 'No table has this event',
      about ? ` (${about})` : '',
      event?.difference && h('small', ` ${event.difference.sdk}: ${event.difference.text}`),
    ]),
  ]);
}
