/** A timeline keeps what happened, in a place of a stated size: how a call began, and what came last. */
import type { TimelineEntry } from './report';

/** The number of entries that are kept of a call. */
export const MOST_ENTRIES = 160;
/** The number of these that are never given up: without its beginning a call cannot be understood. */
export const FIRST_ENTRIES = 60;

export class Timeline {
  readonly entries: TimelineEntry[] = [];
  /** The number of entries that had to go, between the first and the last. */
  omitted = 0;

  add(entry: TimelineEntry): void {
    this.entries.push(entry);
    if (this.entries.length <= MOST_ENTRIES) return;
    this.entries.splice(FIRST_ENTRIES, 1);
    this.omitted += 1;
  }
}
