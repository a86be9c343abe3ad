import { systemClock } from '../runtime/system-clock';

/** A date that stands still, as one that a test has stopped, is waited for so many looks. */
const MOST_LOOKS = 1_000_000;

/** Returns in a later millisecond. Nothing else of this context runs meanwhile. */
function passMillisecond(): void {
  const start = systemClock.wall();
  for (let look = 0; look < MOST_LOOKS && systemClock.wall() === start; look++);
}

/**
 * Does something in a millisecond of the date in which nothing else of this context is done.
 *
 * In Apps a socket is known by the millisecond in which it was opened: of two opened in the same one, the first never
 * hears anything again, and that may be the socket by which TIM is logged in. TIM opens its own when it likes. So the
 * millisecond begins here and ends here, for which a check may hold everything up, 2 ms at the most.
 */
export function inOwnMillisecond<T>(action: () => T): T {
  passMillisecond();
  try {
    return action();
  } finally {
    passMillisecond();
  }
}
