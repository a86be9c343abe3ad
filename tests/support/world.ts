/** Users with a whole TRTCCalling each, over the shipped fakes of network and rooms, on one clock. */
import { LOG_LEVELS } from '../../src/log';
import type { FakeMedia, FakeMediaOptions } from '../../src/media/fake';
import { createFakeCloud, FakePlatform } from '../../src/platform/fake';
import type { FakeDevice } from '../../src/signaling/fake/fake-signaling';
import { EVENT, type EventName } from '../../src/trtc-calling/events';
import type { TRTCCallingOptions } from '../../src/trtc-calling/parameters';
import { TRTCCallingCore } from '../../src/trtc-calling/trtc-calling';
import { VirtualClock } from '../../src/runtime/virtual-clock';

interface UserOptions {
  media?: FakeMediaOptions;
  calling?: Partial<TRTCCallingOptions>;
}

export type Told = [name: string, payload: unknown];

export class TestUser {
  readonly calling: TRTCCallingCore;
  readonly platform: FakePlatform;
  /** Every event, in order. */
  readonly told: Told[] = [];
  readonly page;
  /** The user of the last login. */
  signaling!: FakeDevice;
  media!: FakeMedia;

  constructor(
    readonly userID: string,
    world: World,
    options: UserOptions = {},
  ) {
    this.platform = new FakePlatform(world.cloud);
    this.platform.devicesOf = () => options.media;
    this.platform.onPorts = (ports) => Object.assign(this, ports);
    this.page = this.platform.lifecycle;
    this.calling = new TRTCCallingCore({ SDKAppID: 1400000000, ...options.calling }, this.platform);
    this.calling.setLogLevel(LOG_LEVELS.silent);
    for (const name of new Set(Object.values(EVENT))) {
      this.calling.on(
        name as EventName,
        (payload: unknown) => void this.told.push([name, payload]),
      );
    }
  }

  login(): Promise<void> {
    return this.calling.login({ userID: this.userID, userSig: 'sig' });
  }

  get phase() {
    return this.calling.snapshot.phase;
  }

  get endReason() {
    return this.calling.snapshot.end?.reason;
  }

  /** Names of what was told, without the noise that every call has. */
  get names(): string[] {
    return this.told.map(([name]) => name);
  }

  /** Payloads of one event. */
  payloads<T = Record<string, unknown>>(name: EventName): T[] {
    return this.told.filter(([told]) => told === name).map(([, payload]) => payload as T);
  }

  forgetEvents(): void {
    this.told.length = 0;
  }
}

export class World {
  readonly clock = new VirtualClock();
  readonly cloud = createFakeCloud(this.clock);
  readonly network = this.cloud.network;
  readonly rooms = this.cloud.rooms;
  readonly users: TestUser[] = [];

  user(userID: string, options: UserOptions = {}): TestUser {
    const user = new TestUser(userID, this, options);
    this.users.push(user);
    return user;
  }

  /** Users that are logged in, without the events of the login. */
  async online<const Names extends string[]>(
    ...names: Names
  ): Promise<{ [K in keyof Names]: TestUser }> {
    const users = names.map((name) => this.user(name));
    await Promise.all(users.map((user) => user.login()));
    for (const user of users) user.forgetEvents();
    return users as { [K in keyof Names]: TestUser };
  }

  /** Lets everything that needs no time happen. */
  settle(): Promise<void> {
    return this.clock.settle();
  }

  seconds(count: number): Promise<void> {
    return this.clock.advance(count * 1000);
  }

  /** Counts what is still held by anybody. All is zero when nothing was forgotten. */
  async leftovers() {
    await Promise.all(this.users.map(({ calling }) => calling.destroy()));
    await this.settle();
    const { tracks, rooms, listeners, waiting, views } = this.rooms.held();
    const pages = this.users.reduce((sum, { page }) => sum + page.count, 0);
    return { tracks, rooms, listeners, waiting, views, pages, timers: this.clock.pending };
  }
}

export const NOTHING_LEFT = {
  tracks: 0,
  rooms: 0,
  listeners: 0,
  waiting: 0,
  views: 0,
  pages: 0,
  timers: 0,
};

/** The outcome of a promise that may reject, as a value. */
export const outcome = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    (value) => value,
    (error: unknown) => error,
  );
