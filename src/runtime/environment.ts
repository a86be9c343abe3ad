/** The environment is what a page or an app offers besides media and signaling. */

/** The addresses that the SDKs connect to instead of Tencent's public addresses. */
export interface ProxyOptions {
  /** wss:// address for IM. @see tim-js-sdk `proxyServer` */
  im?: string;
  /** wss:// address for TRTC signalling. @see trtc-js-sdk `setProxyServer` */
  trtc?: string;
  /** https:// address for the TRTC SDK's own log upload. */
  log?: string;
}

/** A network is what the device is connected by. `unknown`: it is connected, and nothing says by what. */
export type NetworkType = 'none' | 'wifi' | '5g' | '4g' | '3g' | '2g' | 'wired' | 'unknown';

/** A lifecycle tells the engine what becomes of the page or app. */
export interface Lifecycle {
  /** Page shown again or device woke up: deadlines are checked. */
  onShow(listener: () => void): () => void;
  onHide(listener: () => void): () => void;
  /** The page is going away for good: last chance to tell the peer. */
  onClose(listener: () => void): () => void;
  /** Tells the network of now, soon, and each one that follows. Absent where nothing tells it. */
  onNetwork?(listener: (network: NetworkType) => void): () => void;
}

export type PermissionAnswer = 'granted' | 'denied' | 'prompt' | 'unknown';

/** Facts are what a platform can tell about itself without asking the user; undefined: it does not tell. */
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
  /** The number of devices that are listed. */
  devices: { microphone?: number; camera?: number };
}

/** `http`: the host answers, but opens no WebSocket. */
export type Reach = 'open' | 'http' | 'none';

export interface EnvironmentChecks {
  /** Shows no prompt, takes no device. Rejects only where there is no page. */
  facts(): Promise<EnvironmentFacts>;
  /** Opens a WebSocket and closes it again, within so many ms. Never rejects. */
  reach(address: string, ms: number): Promise<Reach>;
}
