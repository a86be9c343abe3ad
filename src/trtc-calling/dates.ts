/** Dates say when something of a call was, for people and storage: the call itself goes by the steady clock. */
import type { CallEnd } from '../call/state';
import type { Clock } from '../runtime/clock';
import { RecentMap } from '../runtime/recent-map';

/** Start, end of ringing and end of a call, and those of the call before. */
const MOMENTS = 8;

/** A moment has the date that the device had when it was first seen; setting the date changes it no more. */
export class Dates {
  private readonly known = new RecentMap<number, number>(MOMENTS);
  private readonly ends = new WeakMap<CallEnd, CallEnd>();

  constructor(private readonly clock: Clock) {}

  /** @returns epoch ms */
  of(moment: number): number;
  of(moment: number | undefined): number | undefined;
  of(moment: number | undefined): number | undefined {
    if (moment === undefined) return undefined;
    const { clock, known } = this;
    const date = known.get(moment) ?? Math.round(clock.wall() - clock.now() + moment);
    known.set(moment, date);
    return date;
  }

  /** The same object for the same end. */
  ofEnd(end: CallEnd): CallEnd {
    const dated = this.ends.get(end) ?? { ...end, at: this.of(end.at) };
    this.ends.set(end, dated);
    // The end of the last call is shown on when nobody is logged in any more.
    this.ends.set(dated, dated);
    return dated;
  }
}
