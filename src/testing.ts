/**
 * For an app's own tests: the real client over a network and rooms in memory. No SDK is loaded, no
 * browser, server or account is needed, and what goes wrong in real calls can be made to happen.
 *
 * @example
 * const alice = await world.join('alice');
 * const bob = await world.join('bob');
 * await bob.calling.call({ userID: 'alice', type: 2 });
 * alice.calling.snapshot.phase; // 'ringing'
 *
 * @see docs/testing.md
 */
import {
  checkEnvironment as check,
  type CheckOptions,
  type EnvironmentReport,
} from './diagnostics';
import { checkNetwork as measure } from './diagnostics/network';
import type { NetworkCheckOptions, NetworkReport } from './diagnostics/network';
import { guarded } from './errors';
import { createLogger } from './log';
import {
  FakeProbe,
  type FakeMediaKnobs,
  type FakeMediaOptions,
  type FakeRoomControls,
} from './media/fake';
import { createFakeCloud, FakePlatform, type FakeCloud, type FakePorts } from './platform/fake';
import type { Clock } from './runtime/clock';
import type { FakeLifecycle } from './runtime/fake-lifecycle';
import { settle } from './runtime/settle';
import { systemClock } from './runtime/system-clock';
import { VirtualClock } from './runtime/virtual-clock';
import type { FakeKnobs, FakeService } from './signaling/fake/fake-signaling';
import { TRTCCallingBase } from './trtc-calling/aliases';
import type { TRTCCallingOptions } from './trtc-calling/parameters';

export * from './trtc-calling/public';
export { VirtualClock } from './runtime/virtual-clock';
export type { Clock } from './runtime/clock';
export type { Lifecycle } from './runtime/environment';
export type { FakeLifecycle } from './runtime/fake-lifecycle';
export type {
  FakeMediaKnobs,
  FakeMediaOptions,
  FakeNetworkSide,
  FakeProbe,
  FakeProbeStep,
  FakeRoomControls,
} from './media/fake';
export type {
  Delivery,
  Failure,
  FakeKnobs,
  FakeService,
  FakeOperation,
  Fate,
} from './signaling/fake/fake-signaling';
export type { Signal, SignalCallType } from './signaling/port';

/** Any number does: nothing is registered anywhere. */
const TEST_SDK_APP_ID = 1400000000;

export interface TestWorldOptions {
  /**
   * Default: the system's clock, which `jest.useFakeTimers()` and `vi.useFakeTimers()` turn. A
   * `VirtualClock` needs no fake timers: `await clock.advance(30_000)`.
   */
  clock?: Clock;
}

/** One user of the world: a peer of the test, or the user that the app logged in. */
export class TestUser {
  private client: TRTCCallingBase | undefined;
  private platform: FakePlatform | undefined;
  private ports: FakePorts | undefined;

  /** The devices, from the next login on. */
  devices: FakeMediaOptions = {};

  /** @internal Users come from {@link TestWorld.user}. */
  constructor(
    readonly userID: string,
    private readonly world: TestWorld,
  ) {}

  /** The client that logged in as this user; before any login one of the user's own. */
  get calling(): TRTCCallingBase {
    return (this.client ??= new this.world.TRTCCalling());
  }

  /** Devices, permission, room and playback of this user: what a test reads and turns. */
  get media(): FakeMediaKnobs {
    return this.loggedIn().media.knobs;
  }

  /** The line of this user to the messaging service: cut it, delay it, make it fail. */
  get line(): FakeKnobs {
    return this.loggedIn().signaling.knobs;
  }

  /** The page of this user: `page.fire('hide')`. */
  get page(): FakeLifecycle {
    this.loggedIn();
    return this.platform!.lifecycle;
  }

  login(): Promise<void> {
    return this.calling.login({ userID: this.userID, userSig: 'test' });
  }

  /** @internal */
  connect(client: TRTCCallingBase, platform: FakePlatform, ports: FakePorts): void {
    this.client = client;
    this.platform = platform;
    this.ports = ports;
  }

  private loggedIn(): FakePorts {
    if (this.ports) return this.ports;
    throw new Error(
      `${this.userID} never logged in: await world.join('${this.userID}'), or let the app log in`,
    );
  }
}

/** Users who can call each other. Worlds know nothing of each other. */
export class TestWorld {
  /** The client of this world, for the app under test. Its options may be left out. */
  readonly TRTCCalling: TestCallingClass = clientOf(this);
  /** The network as `checkNetwork()` measures it: set `up`, `down` and what fails. */
  probe!: FakeProbe;
  private cloud!: FakeCloud;
  private readonly users = new Map<string, TestUser>();
  private readonly clients = new Set<TRTCCallingBase>();

  constructor(options: TestWorldOptions = {}) {
    this.begin(options);
  }

  get clock(): Clock {
    return this.cloud.clock;
  }

  /** The messaging service: lose, delay, double or forge messages; set the members of a group. */
  get network(): FakeService {
    return this.cloud.network;
  }

  /** The media service: who sits in which room. */
  get rooms(): FakeRoomControls {
    return this.cloud.rooms;
  }

  /** A user, logged in or not. @param devices what they are like at the next login */
  user(userID: string, devices?: FakeMediaOptions): TestUser {
    const user = this.users.get(userID) ?? new TestUser(userID, this);
    this.users.set(userID, user);
    if (devices) user.devices = devices;
    return user;
  }

  /** A user who is logged in. */
  async join(userID: string, devices?: FakeMediaOptions): Promise<TestUser> {
    const user = this.user(userID, devices);
    await user.login();
    return user;
  }

  /** Lets everything happen that needs no time. */
  settle(): Promise<void> {
    const { clock } = this;
    return clock instanceof VirtualClock ? clock.settle() : settle();
  }

  /** Ends all calls, logs everybody out and forgets them: one test leaves nothing to the next. */
  async reset(options: TestWorldOptions = { clock: this.clock }): Promise<void> {
    const clients = [...this.clients];
    this.clients.clear();
    this.users.clear();
    await Promise.all(clients.map((client) => client.destroy()));
    this.begin(options);
  }

  /** @internal */
  connect(client: TRTCCallingBase, platform: FakePlatform): void {
    this.clients.add(client);
    platform.devicesOf = (userID) => this.user(userID).devices;
    platform.onPorts = (ports) => this.user(ports.userID).connect(client, platform, ports);
  }

  /** @internal */
  checkNetwork(options: NetworkCheckOptions): Promise<NetworkReport> {
    const { clock, probe } = this;
    const { randomRoomID } = this.newPlatform();
    return measure(options, { probe, clock, log: createLogger(), randomRoomID });
  }

  /** @internal */
  newPlatform(): FakePlatform {
    return new FakePlatform(this.cloud);
  }

  private begin({ clock = systemClock }: TestWorldOptions): void {
    this.cloud = createFakeCloud(clock);
    this.probe = new FakeProbe(clock);
  }
}

/** The class that an app gets instead of the real one. */
export type TestCallingClass = { new (options?: TRTCCallingOptions): TRTCCallingBase } & Pick<
  typeof TRTCCallingBase,
  'EVENT' | 'CALL_TYPE'
>;

function clientOf(world: TestWorld): TestCallingClass {
  return class TRTCCalling extends TRTCCallingBase {
    constructor(options: TRTCCallingOptions = { SDKAppID: TEST_SDK_APP_ID }) {
      const platform = world.newPlatform();
      super(options, platform);
      world.connect(this, platform);
    }
  };
}

/** The world of the default export. */
export const world = new TestWorld();

/** Stands in for the real client where a test replaces the module `trtc-calling-uni` by this one. */
export default class TRTCCalling extends world.TRTCCalling {}

/** The same as the method, before there is an instance: here all is well. */
export function checkEnvironment(options?: CheckOptions): Promise<EnvironmentReport> {
  return check(world.newPlatform().checks, options);
}

/** The same as the function of the app: it measures what `world.probe` is set to, by the clock of the world. */
export function checkNetwork(options: NetworkCheckOptions): Promise<NetworkReport> {
  return guarded(() => world.checkNetwork(options));
}
