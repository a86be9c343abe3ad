/** The fake platform: no SDK, no browser; signaling and media in memory, shared by all its users. */
import { CallRecorder } from '../diagnostics/report';
import {
  createFakeRooms,
  type FakeMedia,
  type FakeMediaOptions,
  type FakeRooms,
} from '../media/fake';
import type { Clock } from '../runtime/clock';
import type { EnvironmentChecks } from '../runtime/environment';
import { FakeLifecycle } from '../runtime/fake-lifecycle';
import {
  createFakeNetwork,
  type FakeDevice,
  type FakeNetwork,
} from '../signaling/fake/fake-signaling';
import type { Platform, PortOptions } from './platform';

/** A fake cloud is shared by all users of the fake platform. */
export interface FakeCloud {
  readonly clock: Clock;
  readonly network: FakeNetwork;
  readonly rooms: FakeRooms;
  /** The room of the call that was made last. */
  lastRoomID: number;
}

export function createFakeCloud(clock: Clock): FakeCloud {
  const network = createFakeNetwork({ clock });
  return { clock, network, rooms: createFakeRooms({ clock }), lastRoomID: 1000 };
}

/** The ports of one login. */
export interface FakePorts {
  userID: string;
  signaling: FakeDevice;
  media: FakeMedia;
  recorder: CallRecorder;
}

/** The platform of one TRTCCalling. */
export class FakePlatform implements Platform {
  readonly name = 'Web';
  readonly clock: Clock;
  readonly lifecycle = new FakeLifecycle();
  readonly checks: EnvironmentChecks;
  /** The devices of a user, from the next login on. */
  devicesOf: (userID: string) => FakeMediaOptions | undefined = () => undefined;
  /** Called at each login. */
  onPorts: (ports: FakePorts) => void = () => undefined;
  private ports: FakePorts | undefined;

  constructor(private readonly cloud: FakeCloud) {
    this.clock = cloud.clock;
    this.checks = {
      facts: async () => this.facts(),
      reach: async () => 'open',
    };
  }

  // Functions of their own, so that a test can spread a platform or replace one of them.
  readonly randomRoomID = (): number => ++this.cloud.lastRoomID;

  loadPorts = async ({ userID }: PortOptions): Promise<FakePorts> => {
    const { network, rooms } = this.cloud;
    const signaling = network.join(userID);
    const media = rooms.join(userID, this.devicesOf(userID));
    const recorder = new CallRecorder({ clock: this.clock, platform: this.name });
    this.ports = { userID, signaling, media, recorder };
    this.onPorts(this.ports);
    return this.ports;
  };

  /** Before a login nobody's devices are known: then all is well. */
  private facts() {
    const knobs = this.ports?.media.knobs;
    const permission = knobs?.permission ?? 'granted';
    const count = (kind: 'audioinput' | 'videoinput') => knobs?.devices[kind].length ?? 1;
    return {
      webrtc: true,
      capture: knobs?.obstacle === undefined,
      permission: { microphone: permission, camera: permission },
      devices: { microphone: count('audioinput'), camera: count('videoinput') },
    };
  }
}
