/**
 * These timings are how long the way into a room and out of it waits for WeChat. Its documents name
 * none: they come from what real clients needed.
 */

/** Each entry is a time in ms. */
export const TIMES = {
  /** Between leaving a room and entering one. */
  guard: 500,
  /** Until a live-pusher must be in the page: it may have to be navigated to. */
  component: 12_000,
  /** Until 1018 must come. */
  answer: 6000,
  /** Until `stop` is taken as done. */
  stop: 500,
  /** For WeChat to come back by itself into a room that it left by itself. */
  comeback: 2000,
  /** Without any sign of life after the app is shown again. */
  probe: 6000,
  /** For 1031–1034 after the room was entered again. */
  settle: 3000,
} as const;

/** The pauses, in ms, before the attempts to enter that follow a failed one. */
export const ENTER_AGAIN_AFTER = [500, 1500, 3000];
