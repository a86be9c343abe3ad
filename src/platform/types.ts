/** What the engine is given by a platform. The only place where drivers, SDKs and lifecycle meet. */
import type { Logger } from '../log';
import type { MediaPort } from '../media/port';
import type { SignalingPort } from '../signaling/port';

/** Where the SDKs connect to instead of Tencent's public addresses. */
export interface ProxyOptions {
  /** wss:// address for IM. @see tim-js-sdk `proxyServer` */
  im?: string;
  /** wss:// address for TRTC signalling. @see trtc-js-sdk `setProxyServer` */
  trtc?: string;
  /** https:// address for the TRTC SDK's own log upload. */
  log?: string;
}

/** Time. Deadlines are epoch ms; one timer per call of `at`. */
export interface Clock {
  now(): number;
  /** Calls back at or soon after the deadline. @returns cancels it */
  at(deadline: number, callback: () => void): () => void;
}

/** What the engine wants to hear about the page or app. */
export interface Lifecycle {
  /** Page shown again or device woke up: deadlines are checked. */
  onShow(listener: () => void): () => void;
  onHide(listener: () => void): () => void;
  /** The page is going away for good: last chance to tell the peer. */
  onClose(listener: () => void): () => void;
}

export interface Storage {
  get(key: string): unknown;
  set(key: string, value: unknown): void;
  remove(key: string): void;
}

export type PermissionAnswer = 'granted' | 'denied' | 'prompt' | 'unknown';

/** What a platform can tell about itself without asking the user; undefined: it does not tell. */
export interface EnvironmentFacts {
  /** Address of the page; undefined where there is none. */
  address?: string;
  /** The browser's own word on whether that address is to be trusted. */
  secure?: boolean;
  /** There are peer connections. */
  webrtc?: boolean;
  /** There is a way to ask for microphone and camera. */
  capture?: boolean;
  /** The first sound of a page must start within a tap, whatever was allowed before. */
  tapToPlay?: boolean;
  permission: Record<'microphone' | 'camera', PermissionAnswer>;
  /** How many are listed. */
  devices: { microphone?: number; camera?: number };
}

/** `http`: the host answers, but opens no WebSocket. */
export type Reach = 'open' | 'http' | 'none';

export interface EnvironmentChecks {
  /** Shows no prompt, takes no device. Never rejects. */
  facts(): Promise<EnvironmentFacts>;
  /** Opens a WebSocket and closes it again, within so many ms. Never rejects. */
  reach(address: string, ms: number): Promise<Reach>;
}

export interface PortOptions {
  sdkAppID: number;
  /** An IM instance of the app; its login is shared. */
  tim: unknown;
  proxy: ProxyOptions;
  clock: Clock;
  log: Logger;
}

export interface Platform {
  /** Value of `platform` in the invite data: never empty. */
  readonly name: string;
  readonly clock: Clock;
  readonly lifecycle: Lifecycle;
  readonly storage: Storage;
  /** Absent where nothing can be known beforehand. */
  readonly checks?: EnvironmentChecks;
  /** A room id 1…2147483647 from a cryptographic source where there is one. */
  randomRoomID(): number;
  /** Loads what login needs (IM) and creates the ports. @throws CallError 61012 */
  loadPorts(options: PortOptions): Promise<{ signaling: SignalingPort; media: MediaPort }>;
}
