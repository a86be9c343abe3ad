/** The simulation plays a schedule: it builds the world, does each step, and lets nothing pass that no user should see. */
import type { CallError } from '../../src/errors';
import { createFakeRooms } from '../../src/media/fake';
import { createFakeNetwork, type FakeNetwork } from '../../src/signaling/fake/fake-signaling';
import type { SignalMessage } from '../../src/signaling/message';
import { EVENT, type EventName } from '../../src/trtc-calling/events';
import { VirtualClock } from '../../src/runtime/virtual-clock';
import { Device, type DeviceDeps } from './device';
import { USER_SIG } from './expectations';
import { Forge } from './forge';
import type { Habit, Schedule } from './schedule';

export class Violation extends Error {}

/** A promise that an app holds. */
interface Held {
  device: Device;
  what: string;
  settled: boolean;
}

/** Calls `check` whenever all promise reactions have run. */
class WatchedClock extends VirtualClock {
  check: () => void = () => undefined;

  override async settle(): Promise<void> {
    await super.settle();
    this.check();
  }
}

export const NAMES = ['anna', 'ben', 'cleo', 'dan'];
const QUIET: Habit = { invited: 'nothing', over: 'nothing', met: 'nothing' };
const OVER = [
  ...([EVENT.CALL_END, EVENT.REJECT, EVENT.LINE_BUSY, EVENT.NO_RESP] as const),
  ...([EVENT.CALLING_CANCEL, EVENT.CALLING_TIMEOUT] as const),
];

export class Simulation {
  readonly clock = new WatchedClock();
  readonly network: FakeNetwork;
  readonly rooms: ReturnType<typeof createFakeRooms>;
  readonly devices: Device[] = [];
  /** All there ever were, closed pages included. */
  readonly everybody: Device[] = [];
  readonly forge: Forge;
  readonly deps: DeviceDeps;
  readonly names: string[];
  readonly story: string[] | undefined;
  private readonly held: Held[] = [];
  private readonly budgets = new Map<Device, number>();
  private readonly lastBusy = new Map<string, number>();
  private deliveries = 0;
  private violation: Violation | undefined;
  /** Nobody but people with their telephones has done anything yet. */
  calm: boolean;
  /** Deliveries take the ways of the schedule until the network is healed. */
  healed = false;

  constructor(
    readonly schedule: Schedule,
    withStory: boolean,
  ) {
    const { clock } = this;
    this.story = withStory ? [] : undefined;
    this.network = createFakeNetwork({ clock, delayMs: schedule.latency });
    this.rooms = createFakeRooms({ clock });
    this.names = NAMES.slice(0, schedule.people);
    const { ways, twoDevices, habits } = schedule;
    this.calm = ways.length === 0 && !twoDevices && habits.length === 0;
    this.network.setGroup('team', this.names);
    let room = 1000;
    this.deps = {
      ...{ clock, network: this.network, rooms: this.rooms, latency: schedule.latency },
      ...{ pace: schedule.pace, turns: schedule.turns },
      nextRoom: () => ++room,
      complain: (what) => this.complain(what),
      story: this.story,
    };
    this.forge = new Forge(this);
    this.network.fate = () => this.nextWay();
    const take = this.network.take.bind(this.network);
    this.network.take = (message, to, from) => {
      this.judgeBusy(message);
      take(message, to, from);
    };
    clock.check = () => this.check();
    this.names.forEach((name) => this.open(name, name));
    if (schedule.twoDevices) this.open(this.names[0]!, `${this.names[0]}'s tablet`);
  }

  /** A new page for a person. */
  open(userID: string, name: string): Device {
    const person = this.names.indexOf(userID);
    const isMiniProgram = this.schedule.miniPrograms[person] ?? false;
    const device = new Device(userID, name, this.deps, isMiniProgram);
    const at = this.devices.findIndex((one) => one.name === name);
    if (at < 0) this.devices.push(device);
    else this.devices[at] = device;
    this.everybody.push(device);
    this.adopt(device, this.schedule.habits[person] ?? QUIET);
    this.hold(device, 'login()', () => this.login(device));
    return device;
  }

  login(device: Device): Promise<void> {
    return device.calling.login({ userID: device.userID, userSig: USER_SIG });
  }

  /** Remembers a promise of the public API until it settles. */
  hold(device: Device, what: string, begin: () => Promise<unknown>): void {
    const held: Held = { device, what, settled: false };
    this.held.push(held);
    let promise: Promise<unknown>;
    try {
      promise = begin();
    } catch (error) {
      held.settled = true;
      return this.complain(`${device.name}: ${what} threw ${String(error)}`);
    }
    const { length } = device.recorder.histories;
    promise.then(
      () => {
        held.settled = true;
        if (what.startsWith('accept') && !device.recorder.latest?.connected) {
          this.complain(`${device.name}: ${what} resolved and never connected`);
        }
      },
      (error: unknown) => {
        held.settled = true;
        if (device.dead) return;
        this.deps.story?.push(`    ${device.name}: ${what} rejects: ${(error as Error).message}`);
        device.recorder.checkError(`given by ${what}`, error);
        const { code } = error as CallError;
        if (what.startsWith('hangup') && code !== 61002 && code !== 61015) {
          this.complain(`${device.name}: hangup() was refused with ${code}`);
        }
        // Refused although it rang, and it did not end.
        const history = device.recorder.histories[length - 1];
        if (what === 'accept() while ringing' && history && !history.end && device.isReady) {
          this.complain(`${device.name}: ${what} was refused with ${code}, and the call lives`);
        }
      },
    );
  }

  /** An app that calls back out of its handlers; a few times only, or two of them would never rest. */
  private adopt(device: Device, habit: Habit): void {
    const { calling } = device;
    calling.subscribe(({ status }) => {
      if (status !== 'idle') this.lastBusy.set(device.userID, this.clock.now());
    });
    this.budgets.set(device, 2);
    const react = (what: Habit[keyof Habit]) => {
      const budget = this.budgets.get(device)!;
      if (what === 'nothing' || budget === 0 || device.dead || this.healed) return;
      this.budgets.set(device, budget - 1);
      this.deps.story?.push(`    ${device.name}'s handler: ${what}`);
      if (what === 'throw') throw new Error('thrown by the app');
      if (what === 'call') {
        const peer = this.names.find((name) => name !== device.userID)!;
        this.hold(device, 'call()', () => calling.call({ userID: peer, type: 1 }));
      } else if (what === 'switch') {
        this.hold(device, 'switchToAudioCall()', () => calling.switchToAudioCall());
      } else {
        this.hold(device, `${what}()`, () => calling[what]());
      }
    };
    calling.on(EVENT.INVITED, () => react(habit.invited));
    for (const name of OVER) calling.on(name as EventName, () => react(habit.over));
    calling.on(EVENT.USER_ENTER, () => react(habit.met));
  }

  private nextWay() {
    if (this.healed || this.forge.busy)
      return { delay: this.forge.busy ? 0 : this.network.delayMs };
    const way = this.schedule.ways[this.deliveries++];
    if (!way) return { delay: this.network.delayMs };
    return { drop: way.drop, delay: this.network.delayMs + way.delay, copies: way.copies };
  }

  complain(what: string): void {
    this.deps.story?.push(`!!! ${what}`);
    this.violation ??= new Violation(what);
  }

  /** @throws the first violation */
  assertFine(): void {
    if (this.violation) throw this.violation;
  }

  private check(): void {
    const now = this.clock.now();
    for (const device of this.devices) {
      device.recorder.check();
      const wrong = device.dead || device.clock.hidden ? '' : device.miniProgram?.check();
      if (wrong) this.complain(`${device.name} ${wrong}`);
      if (device.calling.snapshot.status !== 'idle') this.lastBusy.set(device.userID, now);
    }
  }

  /** Checks that nobody who is free answers "busy". */
  private judgeBusy(message: SignalMessage): void {
    const { action, content, inviteID, sender } = message;
    if (action !== 'reject' || content.kind !== 'plain' || !content.busy) return;
    const asked = this.network.log.find((one) => one.inviteID === inviteID);
    if (!asked) return;
    const own = this.devices.filter(({ userID }) => userID === sender);
    if (own.some(({ calling }) => calling.snapshot.status !== 'idle')) return;
    const busyAt = this.lastBusy.get(sender) ?? 0;
    if (busyAt < asked.sentAt) this.complain(`${sender} was free and said busy`);
  }

  /** Promises of living pages that have not settled. */
  get unsettled(): string[] {
    return this.held
      .filter(({ settled, device }) => !settled && !device.dead)
      .map(({ device, what }) => `${device.name}: ${what}`);
  }

  /** ms within which a call is set up or answered if nothing is in the way. */
  get setUpTime(): number {
    const { latency, pace, turns } = this.schedule;
    const { check, prepare, enter, publish } = pace;
    return 3 * latency + check + Math.max(prepare, enter + turns) + publish + 1;
  }

  /** Nothing goes on and nothing is on its way. */
  get isQuiet(): boolean {
    const idle = this.devices.every(({ phase, isReady }) => phase === 'idle' && isReady);
    return this.calm && idle && this.clock.pending === 0;
  }

  /** Checks that who calls and is answered talks, where nothing is in their way. */
  expectTalking(one: Device, two: Device): void {
    const [a, b] = [one.calling.snapshot, two.calling.snapshot];
    if (a.phase === 'connected' && b.phase === 'connected' && a.roomID === b.roomID) return;
    this.complain(`${one.name} is ${a.phase} and ${two.name} is ${b.phase}, not talking`);
  }

  async pass(ms: number): Promise<void> {
    await this.clock.advance(ms);
    this.assertFine();
  }
}
