/**
 * A clock is the only source of time, so that tests can turn it by hand. It has two hands. `now` runs at the
 * speed of real time whatever becomes of the device's date: all deadlines and durations go by it. `wall` is the
 * date, which users and networks set forward and back: it is for what people read, and for what servers said.
 */
export interface Clock {
  /** ms since some moment of the past; never goes back, and goes on while the device sleeps. */
  now(): number;
  /** Epoch ms by the device's date. */
  wall(): number;
  /**
   * Calls back once, at or soon after the deadline.
   *
   * @param deadline ms by `now`
   * @returns cancels it
   */
  at(deadline: number, callback: () => void): () => void;
}
