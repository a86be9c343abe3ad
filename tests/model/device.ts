/** A device belongs to one person; it has a page with its own idea of time, and a TRTCCalling whose app is recorded. */
import { CallRecorder } from '../../src/diagnostics/report';
import { LOG_LEVELS } from '../../src/log';
import type { FakeMedia, FakeRooms } from '../../src/media/fake';
import type { Platform } from '../../src/platform/platform';
import type { Clock } from '../../src/runtime/clock';
import type { FakeDevice, FakeNetwork } from '../../src/signaling/fake/fake-signaling';
import { TRTCCallingCore } from '../../src/trtc-calling/trtc-calling';
import { FakeLifecycle } from '../../src/runtime/fake-lifecycle';
import type { VirtualClock } from '../../src/runtime/virtual-clock';
import type { Pace } from './schedule';
import { AppRecorder, type Report } from './app-recorder';
import { MiniProgram } from './mini-program';

/** A background tab runs its timers once a minute. */
const THROTTLE = 60_000;
/** ms by which browsers fire too early. */
const EARLY = 2;

/** Timers of one page: late while it is hidden, a little early while it is shown, gone with it. */
export class PageClock implements Clock {
  hidden = false;
  /** ms by which the date of this device alone is ahead. */
  ahead = 0;
  private readonly cancels = new Set<() => void>();
  /** The timers that are overdue because the page is hidden. */
  private readonly overdue = new Set<() => void>();
  private stopped = false;

  constructor(private readonly world: VirtualClock) {}

  now(): number {
    return this.world.now();
  }

  wall(): number {
    return this.world.wall() + this.ahead;
  }

  at(deadline: number, callback: () => void): () => void {
    if (this.stopped) return () => undefined;
    let cancelWorld = () => {};
    const cancel = () => {
      cancelWorld();
      this.cancels.delete(cancel);
      this.overdue.delete(hurry);
    };
    const hurry = () => {
      cancelWorld();
      wait(this.world.now());
    };
    const wait = (due: number) => {
      cancelWorld = this.world.at(due, () => {
        const late = this.world.now() % THROTTLE;
        if (this.hidden && late !== 0) {
          this.overdue.add(hurry);
          return wait(this.world.now() + THROTTLE - late);
        }
        this.cancels.delete(cancel);
        this.overdue.delete(hurry);
        callback();
      });
    };
    const early = deadline - EARLY;
    wait(early > this.world.now() ? early : Math.max(deadline, this.world.now()));
    this.cancels.add(cancel);
    return cancel;
  }

  get pending(): number {
    return this.cancels.size;
  }

  show(): void {
    this.hidden = false;
    for (const hurry of [...this.overdue]) hurry();
    this.overdue.clear();
  }

  stop(): void {
    this.stopped = true;
    for (const cancel of [...this.cancels]) cancel();
  }
}

export interface DeviceDeps extends Report {
  clock: VirtualClock;
  network: FakeNetwork;
  rooms: FakeRooms;
  latency: number;
  pace: Pace;
  /** ms that a mini-program takes to change pages. */
  turns: number;
  nextRoom: () => number;
}

export class Device {
  readonly page = new FakeLifecycle();
  readonly clock: PageClock;
  readonly calling: TRTCCallingCore;
  readonly recorder: AppRecorder;
  /** Calls have a page of their own; elsewhere they cover whatever page there is. */
  readonly miniProgram: MiniProgram | undefined;
  /** The user of the last login. */
  signaling: FakeDevice | undefined;
  media: FakeMedia | undefined;
  /** The page is gone; nobody waits for what it began. */
  dead = false;
  destroyed = false;
  /** Nothing was ever done to what it sends. */
  sendsWell = true;

  constructor(
    readonly userID: string,
    readonly name: string,
    deps: DeviceDeps,
    isMiniProgram: boolean,
  ) {
    this.clock = new PageClock(deps.clock);
    const platform: Platform = {
      name: 'Web',
      clock: this.clock,
      lifecycle: this.page,
      randomRoomID: deps.nextRoom,
      loadPorts: async () => {
        // A page that is gone runs nothing.
        if (this.dead) return new Promise(() => undefined);
        this.signaling = deps.network.join(userID);
        this.media = deps.rooms.join(userID);
        this.media.knobs.latency = deps.latency;
        this.media.knobs.carry(this.miniProgram?.isCarried ?? true);
        for (const [operation, ms] of Object.entries(deps.pace)) {
          this.media.knobs.delay(operation as keyof Pace, ms);
        }
        const recorder = new CallRecorder({ clock: this.clock, platform: 'Web' });
        return { signaling: this.signaling, media: this.media, recorder };
      },
    };
    this.calling = new TRTCCallingCore({ SDKAppID: 1400000000 }, platform);
    this.calling.setLogLevel(LOG_LEVELS.silent);
    this.recorder = new AppRecorder(this, deps);
    this.miniProgram = isMiniProgram ? this.startMiniProgram(deps) : undefined;
  }

  private startMiniProgram({ clock, turns, story, complain }: DeviceDeps): MiniProgram {
    return new MiniProgram({
      ...{ calling: this.calling, clock, pace: turns, story },
      after: (ms, callback) => void this.clock.at(clock.now() + ms, callback),
      carries: (there) => {
        if (!this.dead) this.media?.knobs.carry(there);
      },
      complain: (what) => {
        if (!this.dead) complain(`${this.name}: ${what}`);
      },
    });
  }

  get phase() {
    return this.calling.snapshot.phase;
  }

  get isReady(): boolean {
    return !this.dead && !this.destroyed && this.calling.snapshot.login === 'ready';
  }

  /** The page is gone without a word, or after its last one. */
  die(): void {
    this.dead = true;
    this.clock.stop();
    void this.signaling?.dispose();
    this.media?.knobs.vanish();
  }

  /** Faults end; what hangs goes on hanging. */
  heal(promptsEnd: 'granted' | 'denied'): void {
    const { signaling, media } = this;
    if (this.dead || !signaling || !media) return;
    signaling.knobs.heal();
    for (const operation of ['invite', 'switch', 'cancel', 'answer', 'end', 'login', 'logout']) {
      signaling.knobs.delay(operation as 'invite', 0);
    }
    signaling.knobs.reconnect();
    const { knobs } = media;
    for (const operation of ['prepare', 'enter', 'publish', 'leave', 'setCamera', 'check']) {
      knobs.delay(operation as 'enter', 0);
      knobs.hang(operation as 'enter', 0);
    }
    knobs.busy.clear();
    if (knobs.permission === 'prompt') knobs.answerPrompt(promptsEnd);
    if (this.calling.snapshot.connection === 'reconnecting') knobs.connection('connected');
    this.show();
  }

  /** Devices are there and may be used. */
  equip(): void {
    const { media } = this;
    if (!media) return;
    media.knobs.permission = 'granted';
    media.knobs.busy.clear();
    media.knobs.devices.audioinput = ['microphone-1'];
    media.knobs.devices.videoinput = ['camera-1'];
  }

  show(): void {
    this.miniProgram?.forgive();
    this.miniProgram?.setHidden(false);
    this.clock.show();
    this.page.fire('show');
  }
}
