/** A platform is what the engine is given: the one place where drivers, SDKs and lifecycle meet. */
import type { CallRecorder } from '../diagnostics/report';
import type { NetworkCheck } from '../diagnostics/network';
import type { Logger } from '../log';
import type { AppMediaOption, MediaPort } from '../media/port';
import type { Clock } from '../runtime/clock';
import type { EnvironmentChecks, Lifecycle, ProxyOptions } from '../runtime/environment';
import type { SignalingPort } from '../signaling/port';

export interface PortOptions {
  sdkAppID: number;
  /** The user who logs in with these ports. */
  userID: string;
  /** An IM instance of the app; its login is shared. */
  tim: unknown;
  proxy: ProxyOptions;
  /** Read in Apps only. */
  appMedia: AppMediaOption;
  clock: Clock;
  log: Logger;
}

/** The ports of one login, and what keeps a report of its calls. */
export interface Ports {
  signaling: SignalingPort;
  media: MediaPort;
  /** Missing: it could not be loaded, and calls have no reports. */
  recorder?: CallRecorder | undefined;
}

export interface Platform {
  /** Value of `platform` in the invite data: never empty. */
  readonly name: string;
  readonly clock: Clock;
  readonly lifecycle: Lifecycle;
  /** Absent where nothing can be known beforehand. */
  readonly checks?: EnvironmentChecks;
  /** A room id 1…2147483647 from a cryptographic source where there is one. */
  randomRoomID(): number;
  /** Loads what login needs (IM) and creates the ports. @throws CallError 61012 */
  loadPorts(options: PortOptions): Promise<Ports>;
}

/** What the doors of the package stand on: the platform of a client, and what is offered before there is a client. */
export interface DoorPlatform extends Platform {
  /** Loads the check of the network. @throws CallError 60006 where two clients cannot be in a room; 61012 */
  loadNetworkCheck(): Promise<NetworkCheck>;
}
