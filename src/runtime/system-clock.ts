import type { Clock } from './clock';

/** setTimeout cannot wait longer than this. */
const LONGEST_WAIT = 2 ** 31 - 1;

/**
 * The device's clock. Background tabs throttle timers, so a timer never counts: it compares the
 * deadline with the time it really is.
 */
export const systemClock: Clock = {
  now: () => Date.now(),
  at(deadline, callback) {
    let handle: ReturnType<typeof setTimeout>;
    const wait = () => {
      const left = deadline - Date.now();
      handle = setTimeout(left > LONGEST_WAIT ? wait : callback, clamp(left));
    };
    wait();
    return () => clearTimeout(handle);
  },
};

const clamp = (ms: number) => Math.min(Math.max(ms, 0), LONGEST_WAIT);
