/** These timings are how long the native back end waits, in ms. The vendor's documents name none. */
export const TIMES = {
  /** For onEnterRoom. */
  enter: 12_000,
  /** For onExitRoom. */
  exit: 2500,
  /** For a device to say that it opened, or that it does not. */
  device: 2500,
  /** For the first frame to be sent. */
  publish: 3000,
  /** Until somebody is told that nothing was sent. */
  unsent: 10_000,
  /** Between attempts to take a microphone that a phone call holds. */
  retake: 5000,
  /** Between two reports of volumes: what the vendor advises. */
  volumes: 300,
} as const;
