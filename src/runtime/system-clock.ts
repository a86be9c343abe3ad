/** The system clock is the device's: made of what the platform at hand offers. */
import type { Clock } from './clock';
import { SteadyClock, type TimeSources } from './steady-clock';

type Subscribe = (listener: () => void) => void;

interface UniEvents {
  onAppShow?: Subscribe;
  offAppShow?: Subscribe;
  onAppHide?: Subscribe;
  offAppHide?: Subscribe;
}

function watch(listener: (hidden: boolean) => void): (() => void) | undefined {
  // An nvue page has a document, too: one that makes elements and has no events.
  if (typeof document !== 'undefined' && typeof document.addEventListener === 'function') {
    const changed = () => listener(document.visibilityState === 'hidden');
    document.addEventListener('visibilitychange', changed);
    changed();
    return () => document.removeEventListener('visibilitychange', changed);
  }
  if (typeof uni === 'undefined') return undefined;
  const events = uni as unknown as UniEvents;
  const shown = () => listener(false);
  const hidden = () => listener(true);
  events.onAppShow?.(shown);
  events.onAppHide?.(hidden);
  return () => {
    events.offAppShow?.(shown);
    events.offAppHide?.(hidden);
  };
}

function sources(): TimeSources {
  // Looked up at each reading: tests replace both by clocks that they turn.
  const wall = () => Date.now();
  const hasTicks = typeof performance !== 'undefined' && typeof performance.now === 'function';
  return hasTicks ? { wall, ticks: () => performance.now(), watch } : { wall, watch };
}

/** Makes a clock for a page of an App, whose script goes before the App does; `stop()` lets go of it. */
export const createSystemClock = (): SteadyClock => new SteadyClock(sources());

/** Bundles may hold this module twice, and what one copy measures another must understand. */
const KEY = Symbol.for('trtc-calling-uni.clock');
type Shared = Record<symbol, Clock | undefined>;

function shared(): Clock {
  if (typeof globalThis === 'undefined') return createSystemClock();
  const all = globalThis as unknown as Shared;
  return (all[KEY] ??= createSystemClock());
}

/** The clock of whatever lives as long as the app. */
export const systemClock: Clock = shared();
