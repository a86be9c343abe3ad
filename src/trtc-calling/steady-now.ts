/** A call timer on a screen counts by the same clock as the call. */
import { systemClock } from '../runtime/system-clock';

/**
 * The time by the clock that a call's duration goes by, in ms since some moment of the past: it goes on at the
 * speed of real time whatever becomes of the device's date. A call timer shows `steadyNow() - snapshot.startMark`.
 */
export const steadyNow = (): number => systemClock.now();
