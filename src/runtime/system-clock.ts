/** The system clock is the device's: made of what the platform at hand offers. */
import type { Clock } from './clock';
import { SteadyClock, type TimeSources } from './steady-clock';

interface UniEvents {
  onAppShow?: (listener: () => void) => void;
  onAppHide?: (listener: () => void) => void;
}

function watch(listener: (hidden: boolean) => void): void {
  if (typeof document !== 'undefined') {
    const changed = () => listener(document.visibilityState === 'hidden');
    document.addEventListener('visibilitychange', changed);
    return changed();
  }
  if (typeof uni === 'undefined') return;
  const { onAppShow, onAppHide } = uni as unknown as UniEvents;
  onAppShow?.(() => listener(false));
  onAppHide?.(() => listener(true));
}

function sources(): TimeSources {
  // Looked up at each reading: tests replace both by clocks that they turn.
  const wall = () => Date.now();
  const hasTicks = typeof performance !== 'undefined' && typeof performance.now === 'function';
  return hasTicks ? { wall, ticks: () => performance.now(), watch } : { wall, watch };
}

/** Bundles may hold this module twice, and what one copy measures another must understand. */
const KEY = Symbol.for('trtc-calling-uni.clock');
type Shared = Record<symbol, Clock | undefined>;

function shared(): Clock {
  if (typeof globalThis === 'undefined') return new SteadyClock(sources());
  const all = globalThis as unknown as Shared;
  return (all[KEY] ??= new SteadyClock(sources()));
}

export const systemClock: Clock = shared();
