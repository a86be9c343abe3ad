/** A clock is the engine's only source of time, so that tests can turn it by hand. */
export interface Clock {
  /** Epoch ms. */
  now(): number;
  /**
   * Calls back once, at or soon after the deadline.
   *
   * @param deadline epoch ms
   * @returns cancels it
   */
  at(deadline: number, callback: () => void): () => void;
}
