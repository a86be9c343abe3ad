/** An outcome is what a handler returns: the next state and what to do, in order. */
import type { Effect, Notice } from './effects';
import type { EventKind, EventOf } from './events';
import type { CallState } from './state';

export type Outcome = readonly [state: CallState, effects: Effect[]];

export type Handler<K extends EventKind> = (state: CallState, event: EventOf<K>) => Outcome;

/** A cell of the table in which nothing may happen, with the reason. */
export interface Ignored {
  readonly ignored: string;
}

export const ignore = (why: string): Ignored => ({ ignored: why });

export const notify = (notice: Notice): Effect => ({ kind: 'notify', notice });

export const unchanged = (state: CallState): Outcome => [state, []];
