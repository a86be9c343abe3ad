/** The latency model says how many ms each step of a call takes; nothing else takes time. */
export const MODEL = {
  /** From sending a message until the IM service says that it has it. */
  imAck: 60,
  /** From there to the other side. */
  imDelivery: 60,
  /** Entering a room. */
  join: 250,
  /** Opening microphone and camera for the call. */
  getUserMedia: 300,
  /** Listing devices. */
  devices: 20,
  publish: 150,
  subscribe: 100,
} as const;

/** ms between two moments of one call. */
export interface Measured {
  /** call() until INVITED at the callee. */
  ring: number;
  /** accept() until USER_ACCEPT at the caller. */
  accepted: number;
  /** accept() until USER_ENTER at the caller. */
  entered: number;
  /** accept() until the callee's picture can be shown at the caller. */
  picture: number;
}
