/**
 * A network probe is what a platform lends to the check of the network before a call: two clients of this device in one
 * room, of which one sends and the other receives.
 *
 * Rules for a probe
 * - Nothing is asked of the user: what is sent is made up, not captured.
 * - A client does nothing before `start`, and hears nothing after `leave` was called.
 * - `leave` is idempotent and legal at any time, also while `start` is pending, which then rejects or stays pending; it
 *   resolves also when the network is gone, and leaves neither track, timer nor connection.
 */
import type { ProxyOptions } from './environment';
import type { NetworkLevel } from './network-level';

export interface ProbeRequest {
  sdkAppID: number;
  roomID: number;
  userID: string;
  userSig: string;
  proxy: ProxyOptions;
}

/** What a client finds of its direction, every two seconds. Unknown and disconnected levels say nothing of the rest. */
export interface ProbeQuality {
  level: NetworkLevel;
  /** Round trip, in ms. */
  rtt: number;
  /** Lost packets, in per cent. */
  loss: number;
}

export interface ProbeEvents {
  quality(quality: ProbeQuality): void;
  /** The client is out of the room, and nothing will be heard of it any more. */
  lost(error: Error): void;
}

export interface ProbeClient {
  /** Enters; then sends, or receives as soon as there is something. @throws CallError 60006, 61007, 61008, 61018 */
  start(): Promise<void>;
  /** Bytes of sound and picture that have passed in the client's direction. */
  bytes(): Promise<number>;
  leave(): Promise<void>;
}

export interface NetworkProbe {
  /** Fetches what both clients need. @throws CallError 60006, 61012 */
  load(): Promise<void>;
  sender(request: ProbeRequest, events: ProbeEvents): ProbeClient;
  /** @param senderID the user from whom it receives */
  receiver(request: ProbeRequest, senderID: string, events: ProbeEvents): ProbeClient;
}
