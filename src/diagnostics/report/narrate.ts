/** The narrator says in terms of a timeline what an event did to a call. It is pure. */
import type { Effect } from '../../call/effects';
import type { CallEvent, Failure } from '../../call/events';
import type { CallState } from '../../call/state';
import type { TimelineKind } from './kinds';

/** A moment is a timeline entry without its time and row. */
export interface Moment {
  kind: TimelineKind;
  who?: string;
  detail?: string;
  code?: number;
}

/** A step is what the engine did with one event. */
export interface Step {
  event: CallEvent;
  before: CallState;
  after: CallState;
  effects: readonly Effect[];
}

/** Tells a step in order: what came, what it changed, what was done. Nothing, where the call took no notice. */
export function narrate(step: Step): Moment[] {
  const { before, after, effects } = step;
  if (before === after && effects.length === 0) return [];
  return [...causes(step), ...changes(step), ...effects.flatMap(consequences), ...ends(step)];
}

const failed = (kind: TimelineKind, { code }: Failure, more: Partial<Moment> = {}): Moment[] => [
  { kind, code, ...more },
];

const onOff = (on: boolean) => (on ? 'on' : 'off');

function causes({ event, before, after }: Step): Moment[] {
  switch (event.kind) {
    case 'dial':
      return [{ kind: event.request.userIDs.length ? 'dialed' : 'rejoined' }];
    case 'accept':
      return [{ kind: 'accepted' }];
    case 'reject':
      return [{ kind: 'declined' }];
    case 'hangup':
    case 'logout':
      return [{ kind: 'hung-up', detail: event.kind }];
    case 'set-microphone':
      return [{ kind: 'microphone-wanted', detail: onOff(event.on) }];
    case 'set-camera':
      return [{ kind: 'camera-wanted', detail: onOff(event.on) }];
    case 'switch-type':
      return [{ kind: 'switch-asked', detail: String(event.to) }];
    case 'checked':
      return [{ kind: 'permission', detail: event.permission }];
    case 'prepared':
      return [{ kind: 'devices-ready' }];
    case 'prepare-failed':
      return failed('devices-failed', event.failure);
    case 'device-failed':
      return failed('device-failed', event.failure, { detail: event.device });
    case 'entered':
      return [{ kind: 'entered' }];
    case 'enter-failed':
      return failed('enter-failed', event.failure);
    case 'published':
      return published(after);
    case 'publish-failed':
      return failed('publish-failed', event.failure);
    case 'invite-sent':
      return invitedBy(before, event.ref).map((who) => ({ kind: 'invite-delivered', who }));
    case 'invite-failed':
      return invitedBy(before, event.ref).flatMap((who) =>
        failed('invite-failed', event.failure, { who }),
      );
    case 'answer-sent':
      return [{ kind: 'answer-out' }];
    case 'answer-failed':
      return failed('answer-failed', event.failure);
    case 'switch-failed':
      return failed('switch-failed', event.failure);
    case 'invited':
      // One that comes in the middle of a call is declined, and one that comes at its end is of the next call.
      return after.inviteID === event.invitation.inviteID
        ? [{ kind: 'invited', who: event.invitation.inviter }]
        : [];
    case 'answered':
      return [{ kind: 'answered', who: event.userID, detail: event.answer }];
    case 'cancelled':
      return [{ kind: 'cancelled', who: event.inviter }];
    case 'expired':
      return event.userIDs.map((who) => ({ kind: 'expired', who }));
    case 'answered-elsewhere':
      return [{ kind: 'answered-elsewhere', detail: event.answer }];
    case 'ended':
      return [{ kind: 'peer-ended', who: event.userID }];
    case 'switch-requested':
      return [{ kind: 'switch-requested', who: event.userID, detail: String(event.to) }];
    case 'switch-answered':
      return [{ kind: 'switch-answered', who: event.userID, detail: String(event.accepted) }];
    case 'login-ended':
      return [{ kind: 'login-ended', detail: event.why }];
    case 'user-entered':
      return [{ kind: 'peer-entered', who: event.userID }];
    case 'user-left':
      return [{ kind: LEFT[event.reason ?? 'left'], who: event.userID }];
    case 'playback':
      return played(event.userID, event.state);
    case 'connection':
      return event.state === 'lost' ? [{ kind: 'connection-lost' }] : [];
    case 'room-closed':
      return [{ kind: 'room-closed', detail: event.reason }];
    case 'left':
      return [{ kind: 'left' }];
    case 'deadline':
      return [{ kind: 'time-is-up', detail: event.name.replace(/:.*/, '') }];
    // Their effects and what they change tell all.
    case 'invite-more':
    case 'device-set':
    case 'last-message-done':
    case 'user-media':
    case 'local-media':
      return [];
  }
}

const LEFT = {
  left: 'peer-left',
  timeout: 'peer-timed-out',
  kicked: 'peer-removed',
} as const satisfies Record<string, TimelineKind>;

const invitedBy = ({ members }: CallState, ref: string): string[] =>
  Object.values(members).flatMap((member) => (member.ref === ref ? [member.userID] : []));

function published({ local: { sending } }: CallState): Moment[] {
  return [
    ...(sending.audio ? [{ kind: 'sound-published' } as const] : []),
    ...(sending.video ? [{ kind: 'picture-published' } as const] : []),
  ];
}

function played(who: string, state: 'playing' | 'blocked' | 'stopped'): Moment[] {
  if (state === 'stopped') return [];
  return [{ kind: state === 'blocked' ? 'playback-blocked' : 'playing', who }];
}

/** Tells what is another thing now, whatever made it so. */
function changes({ before, after }: Step): Moment[] {
  const list: Moment[] = [];
  if (after.phase === 'idle' || before.phase === 'ending') return list;
  if (before.connection !== after.connection) {
    list.push({ kind: after.connection === 'reconnecting' ? 'reconnecting' : 'reconnected' });
  }
  list.push(...localChanges(before.local, after.local));
  for (const { userID: who, audio, video } of Object.values(after.members)) {
    const known = before.members[who];
    // Who has only just come in and sends nothing yet has turned nothing off.
    if (audio !== undefined && audio !== (known?.audio ?? false)) {
      list.push({ kind: audio ? 'peer-sound-on' : 'peer-sound-off', who });
    }
    if (video !== undefined && video !== (known?.video ?? false)) {
      list.push({ kind: video ? 'peer-picture-on' : 'peer-picture-off', who });
    }
  }
  if (before.startedAt === undefined && after.startedAt !== undefined) {
    list.push({ kind: 'connected' });
  }
  return list;
}

function localChanges(before: CallState['local'], after: CallState['local']): Moment[] {
  const list: Moment[] = [];
  const { audio, video } = after.sending;
  if (audio !== before.sending.audio) {
    list.push({
      kind: audio ? 'microphone-on' : after.lost.microphone ? 'microphone-lost' : 'microphone-off',
    });
  }
  if (video !== before.sending.video) {
    list.push({ kind: video ? 'camera-on' : after.lost.camera ? 'camera-lost' : 'camera-off' });
    // Into a stream that is published already.
    if (video && before.published) list.push({ kind: 'picture-published' });
  }
  return list;
}

function consequences(effect: Effect): Moment[] {
  switch (effect.kind) {
    case 'invite':
      return effect.userIDs.map((who) => ({ kind: 'invite-out', who }));
    case 'prepare':
      return [{ kind: 'devices-asked' }];
    case 'enter':
      return [{ kind: 'entering' }];
    case 'leave':
      return [{ kind: 'leaving' }];
    default:
      return [];
  }
}

function ends({ before, after: { end } }: Step): Moment[] {
  if (!end || before.end) return [];
  const { reason, userID: who, errorCode: code } = end;
  return [{ kind: 'ended', detail: reason, who, ...(code === undefined ? {} : { code }) }];
}
