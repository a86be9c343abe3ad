/**
 * The life of a call.
 *
 *                     dial                                         invited
 *          ┌────────────────────────── idle ──────────────────────────┐
 *          ▼                            ▲                             ▼
 *       dialing                         │ left, last words out     ringing
 *          │ devices known or taken     │ (or the deadline)           │ accept
 *          ▼                            │                             ▼
 *       inviting ── crossing call ──────┼───────────────────────▶ accepting
 *          │ somebody accepts; or       │                             │ answer out, room entered
 *          │ nobody was asked: entered  │                             │
 *          │        ┌───────────────────┼─────────────────────────────┘
 *          ▼        ▼                   │
 *          connected ───────────────▶ ending
 *
 *       Every phase but idle goes to ending on hangup, failure, kick, or its deadline; ending lasts
 *       until the room is left and the last messages are out. What arrives meanwhile (a call to make,
 *       an invitation) waits for idle.
 *
 * `transition` is pure: it reads no clock, no SDK, no DOM. Every (phase, event) cell is in one of the
 * tables of `phases/`, as a handler or as ignored with the reason.
 */
import type { CallEvent, EventKind } from './events';
import { accepting } from './phases/accepting';
import { connected } from './phases/connected';
import { dialing } from './phases/dialing';
import { ending } from './phases/ending';
import { idle } from './phases/idle';
import { inviting } from './phases/inviting';
import { ringing } from './phases/ringing';
import type { PhaseTable } from './phases/shared';
import type { CallState, Phase } from './state';
import type { Handler, Ignored, Outcome } from './outcome';

export const TABLE: Readonly<Record<Phase, PhaseTable>> = {
  idle,
  dialing,
  inviting,
  ringing,
  accepting,
  connected,
  ending,
};

export const isIgnored = <K extends EventKind>(cell: Handler<K> | Ignored): cell is Ignored =>
  typeof cell !== 'function';

/** Tells whether an event belongs to another call than this one; then it changes nothing. */
function isStale(state: CallState, event: CallEvent): boolean {
  if ('token' in event) return event.token !== state.token;
  if ('roomID' in event) return event.roomID !== state.roomID;
  return false;
}

/** Decides what happens next. @returns the next state and the effects to run, in order */
export function transition(state: CallState, event: CallEvent): Outcome {
  // Somebody waits for the outcome of a device command even if the call that it was for is over.
  const belongs = event.kind === 'device-set' || event.kind === 'device-failed';
  if (!belongs && isStale(state, event)) return [state, []];
  const cell = TABLE[state.phase][event.kind] as Handler<EventKind> | Ignored;
  return isIgnored(cell) ? [state, []] : cell(state, event);
}
