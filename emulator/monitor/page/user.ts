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

/** What trtc-js-sdk means comes first where it is something else than the vendor's table says. */
function eventView({ id, at, about }: MonitoredEvent, index: number): VNode {
  const event = describeEvent({ group: 'webrtc', id });
  const { difference } = event ?? {};
  const { level, text } = difference ?? event ?? { level: 'info', text: 'No table has this event' };
  return h('li', { class: `event ${level}`, key: index }, [
    h('time', { datetime: new Date(at).toISOString() }, timeText(at)),
    h('code', id),
    h('span', [
      level === 'info' ? '' : h('strong', `${level}: `),
      text,
      about ? ` (${about})` : '',
      difference && h('small', ` (the vendor’s table: ${event!.text})`),
    ]),
  ]);
}
