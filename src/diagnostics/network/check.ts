/**
 * The check of the network measures before a call how one would go, after the way that trtc-js-sdk documents: two
 * clients of this device in a room of their own, one that sends and one that receives.
 *
 *     load ─▶ enter, send, receive ─▶ measure, for so many seconds ─▶ leave ─▶ report
 *       └──────────────┴─── signal, failure ───┴───────────────────────▲
 *
 * @see https://web.sdk.qcloud.com/trtc/webrtc/v4/doc/en/tutorial-24-advanced-network-quality.html
 */
import { CallError } from '../../errors';
import type { Logger } from '../../log';
import { CallScope } from '../../runtime/call-scope';
import type { Clock } from '../../runtime/clock';
import { callSafely } from '../../runtime/listeners';
import type { NetworkProbe, ProbeClient, ProbeEvents } from '../../runtime/network-probe';
import { describeNetwork, type NetworkWords } from './describe';
import { Meter, type NetworkFigures } from './meter';
import { checkedOptions, type CheckedNetworkOptions, type NetworkCheckOptions } from './options';

/** A direction is its figures, and what they mean. */
export interface NetworkDirection extends NetworkFigures, NetworkWords {}

export interface NetworkReport {
  /** Of this form; it changes when a field changes its meaning or goes. */
  version: 1;
  /** Seconds for which it measured. */
  seconds: number;
  /** What this device sends. */
  up: NetworkDirection;
  /** What this device receives. */
  down: NetworkDirection;
}

/** The check as a platform offers it. */
export type NetworkCheck = (options: NetworkCheckOptions) => Promise<NetworkReport>;

interface Deps {
  probe: NetworkProbe;
  clock: Clock;
  log: Logger;
  /** So that no two checks meet in one room. */
  randomRoomID(): number;
}

/** ms in which both clients have to be in the room, from the start of the check on. */
const SETUP_TIMEOUT = 30_000;
/** ms between two readings of the traffic. */
const TICK = 1000;

/** @throws CallError 60006, 61001, 61007–61012, 61018; nothing runs any more then, and both clients have left */
export async function checkNetwork(
  options: NetworkCheckOptions,
  deps: Deps,
): Promise<NetworkReport> {
  const checked = checkedOptions(options);
  const { signal } = checked;
  const run = new Run(checked, deps);
  const cancel = () => run.fail(CallError.cancelled('the check of the network was given up'));
  if (signal?.aborted) cancel();
  signal?.addEventListener('abort', cancel);
  try {
    return await run.report();
  } finally {
    signal?.removeEventListener('abort', cancel);
    await run.end();
  }
}

/** A run is one check, from its start to its end. */
class Run {
  private readonly scope = new CallScope();
  private readonly up = new Meter();
  private readonly down = new Meter();
  private readonly clients: { client: ProbeClient; meter: Meter }[] = [];
  /** Why it ended early; the first reason counts. */
  private failure: Error | undefined;

  constructor(
    private readonly options: CheckedNetworkOptions,
    private readonly deps: Deps,
  ) {}

  fail(error: Error): void {
    this.failure ??= error;
    this.scope.end();
  }

  async report(): Promise<NetworkReport> {
    try {
      this.progress(0);
      await this.enter();
      await this.measure();
    } catch (error) {
      throw this.failure ?? error;
    }
    const { seconds } = this.options;
    return { version: 1, seconds, up: this.direction('up'), down: this.direction('down') };
  }

  /** Leaves the room with both clients, whatever they are about. */
  async end(): Promise<void> {
    this.scope.end();
    await Promise.all(this.clients.map(({ client }) => client.leave()));
  }

  private async enter(): Promise<void> {
    const { clock, probe } = this.deps;
    this.scope.check();
    const stop = clock.at(clock.now() + SETUP_TIMEOUT, () =>
      this.fail(CallError.roomEntryFailed(`not within ${SETUP_TIMEOUT / 1000} s`)),
    );
    const forget = this.scope.onEnd(stop);
    await this.scope.race(probe.load().then(() => this.open()));
    forget();
    stop();
  }

  private async open(): Promise<void> {
    // What loads late is for nobody.
    this.scope.check();
    const { probe, randomRoomID } = this.deps;
    const { SDKAppID, userID, userSig, receiver, proxy } = this.options;
    const room = { sdkAppID: SDKAppID, roomID: randomRoomID(), proxy };
    const sender = probe.sender({ ...room, userID, userSig }, this.eventsFor(this.up));
    this.clients.push({ client: sender, meter: this.up });
    const { userID: receiverID, userSig: receiverSig } = receiver;
    const listener = probe.receiver(
      { ...room, userID: receiverID, userSig: receiverSig },
      userID,
      this.eventsFor(this.down),
    );
    this.clients.push({ client: listener, meter: this.down });
    await Promise.all([sender.start(), listener.start()]);
  }

  private async measure(): Promise<void> {
    const { clock } = this.deps;
    const start = clock.now();
    const ms = this.options.seconds * 1000;
    for (let passed = 0; passed < ms; passed = clock.now() - start) {
      await this.readTraffic();
      await this.scope.pause(clock, Math.min(TICK, ms - passed));
      this.progress(Math.min(1, (clock.now() - start) / ms));
    }
    await this.readTraffic();
  }

  private async readTraffic(): Promise<void> {
    const { clock, log } = this.deps;
    const reading = this.clients.map(async ({ client, meter }) =>
      meter.bytes(await client.bytes(), clock.now()),
    );
    const read = Promise.all(reading).catch((error: unknown) => {
      log.log('the traffic of the check could not be read', error);
    });
    await Promise.race([read, this.scope.pause(clock, TICK)]);
  }

  private eventsFor(meter: Meter): ProbeEvents {
    return {
      quality: (quality) => meter.quality(quality),
      lost: (error) => this.fail(error),
    };
  }

  private progress(share: number): void {
    const { onProgress } = this.options;
    if (typeof onProgress !== 'function') return;
    const progress = { share, up: this.up.figures(), down: this.down.figures() };
    callSafely(this.deps.log, 'onProgress', () => onProgress(progress));
  }

  private direction(side: 'up' | 'down'): NetworkDirection {
    const figures = this[side].figures();
    const { language } = this.options;
    return { ...figures, ...describeNetwork(figures, side, { language }) };
  }
}
