import { CallError } from '../../errors';
import type { Logger } from '../../log';
import type { CallScope } from '../../runtime/call-scope';
import type { Clock } from '../../runtime/clock';
import { SerialQueue } from '../../runtime/serial-queue';
import type { LivePusherAttributes, LivePusherContext } from '../live-view';
import type { DeviceRequest, MediaEvent } from '../port';
import type { PusherMeaning, Report } from './codes';
import { Timers } from '../../runtime/timers';

type Device = 'camera' | 'microphone';
export type Facing = 'front' | 'back';
type CaptureAttributes = Pick<LivePusherAttributes, 'enableCamera' | 'enableMic' | 'muted'>;

/**
 * The wait for bad news about a device, in ms. A camera also reports success; a microphone is silent
 * when it works.
 */
const DEVICE_TIMEOUT = { camera: 2500, microphone: 500 } as const;

interface Deps {
  scope: CallScope;
  clock: Clock;
  log: Logger;
  emit(event: MediaEvent): void;
  /** Asks the user. @throws CallError 60005, 60006 */
  ask(request: DeviceRequest): Promise<void>;
  isIn(): boolean;
  /** Makes the answer to a command fit for logs and errors. */
  redact(error: unknown): Report;
  /** Gives the live-pusher, if it is in the page. */
  pusher(): LivePusherContext | undefined;
  changed(): void;
}

/**
 * The choice of the camera holds for all calls. A live-pusher reads its attribute when it is
 * inserted, and flips later: what it shows and what is wanted are therefore two things.
 */
export class CameraChoice {
  /** It is the attribute, which changes only while no live-pusher is in the page. */
  atInsertion: Facing = 'front';
  shown: Facing = 'front';
  wanted: Facing = 'front';

  inserted(): void {
    this.shown = this.atInsertion;
  }

  removed(): void {
    this.atInsertion = this.shown = this.wanted;
  }
}

/** The local media are microphone and camera during one call. They are taken by attributes, in the room. */
export class LocalMedia {
  private readonly prepared = { microphone: false, camera: false };
  private readonly intent: Partial<Record<Device, boolean>> = {};
  private published = false;
  private lastReported = { audio: false, video: false };
  private readonly outcomes = new Map<Device, { good(): void; bad(error: CallError): void }>();
  private readonly flips = new SerialQueue();
  private readonly timers: Timers<Device>;

  constructor(
    private readonly deps: Deps,
    private readonly facing: CameraChoice,
  ) {
    this.timers = new Timers(deps.clock);
    deps.scope.onEnd(() => this.timers.clearAll());
  }

  /** Gives the attributes: nothing is captured before the room is entered and the media are published. */
  attributes(): CaptureAttributes {
    const may = this.published && this.deps.isIn();
    const mic = may && this.wants('microphone');
    return { enableCamera: may && this.wants('camera'), enableMic: mic, muted: !mic };
  }

  /** @throws CallError 60005, 60006 */
  async prepare({ audio, video }: DeviceRequest): Promise<void> {
    const camera = this.intent.camera ?? video;
    await this.deps.scope.race(this.deps.ask({ audio, video: camera }));
    if (audio) this.prepared.microphone = true;
    if (camera) this.prepared.camera = true;
  }

  /** Resolves when the devices work, as far as can be known. @throws CallError 60003–60005, 61008 */
  async publish(): Promise<void> {
    if (!this.deps.isIn()) throw CallError.publishFailed('not in a room');
    const { microphone, camera } = this.prepared;
    if (!microphone && !camera) throw CallError.publishFailed('nothing was prepared');
    this.published = true;
    const devices = (['microphone', 'camera'] as const).filter((device) => this.wants(device));
    const working = Promise.all(devices.map((device) => this.deviceOutcome(device)));
    this.apply();
    await this.deps.scope.race(working);
  }

  async setMicrophone(on: boolean): Promise<void> {
    await this.set('microphone', on, { audio: true, video: false });
  }

  /** Takes the camera or lets it go. @throws CallError 60004, 60005; the camera is off then */
  async setCamera(on: boolean): Promise<void> {
    await this.set('camera', on, { audio: false, video: true });
  }

  private async set(device: Device, on: boolean, request: DeviceRequest): Promise<void> {
    this.intent[device] = on;
    const before = this.prepared[device];
    if (!on || !this.published || (device === 'microphone' && before)) {
      this.apply();
      return;
    }
    try {
      if (!before) await this.deps.scope.race(this.deps.ask(request));
      this.prepared[device] = true;
      const working = this.deps.isIn() ? this.deviceOutcome(device) : Promise.resolve();
      this.apply();
      await this.deps.scope.race(working);
    } catch (error) {
      this.intent[device] = false;
      if (!this.deps.scope.over) this.apply();
      throw error;
    }
  }

  /** Applies what is wanted, after the room was entered, or left for now. */
  apply(): void {
    this.deps.changed();
    const { enableCamera: video, enableMic: audio } = this.attributes();
    if (!this.published || !this.deps.isIn()) return;
    if (!video) this.resolveDevice('camera');
    if (audio === this.lastReported.audio && video === this.lastReported.video) return;
    this.lastReported = { audio, video };
    this.deps.emit({ kind: 'local-media', audio, video });
  }

  cameraIsOn(): void {
    this.resolveDevice('camera');
    if (this.facing.wanted !== this.facing.shown) {
      this.flip(this.facing.wanted).catch((error: unknown) =>
        this.deps.log.log('the chosen camera is not shown', error),
      );
    }
  }

  /** Turns a device off that fails, and tells whoever waits for it, else everybody. */
  failed(means: Extract<PusherMeaning, { kind: 'device' }>, report: Report): void {
    const { device } = means;
    const error = new CallError(means.error, `live-pusher says ${describe(report)}`, report);
    const waiting = this.outcomes.get(device);
    if (!waiting && !this.attributes()[device === 'camera' ? 'enableCamera' : 'enableMic']) return;
    this.intent[device] = false;
    // First, since a device that is off is waited for no longer.
    waiting?.bad(error);
    this.apply();
    if (!waiting) this.deps.emit({ kind: 'warning', error });
  }

  /** Shows the front or the back camera. @throws CallError 61014; the camera is as it was */
  async face(facing: Facing): Promise<void> {
    const before = this.facing.wanted;
    this.facing.wanted = facing;
    if (this.deps.pusher() && !this.attributes().enableCamera) return;
    try {
      await this.flip(facing);
    } catch (error) {
      this.facing.wanted = before;
      throw error;
    }
  }

  /** Flips one after the other: a flip knows no direction, and a second one would undo the first. */
  private flip(facing: Facing): Promise<void> {
    return this.deps.scope.race(this.flips.add(() => this.turn(facing)));
  }

  private turn(facing: Facing): Promise<void> {
    const pusher = this.deps.pusher();
    if (!pusher) this.facing.removed();
    if (!pusher || this.facing.shown === facing) return Promise.resolve();
    return new Promise<void>((resolve, reject) => {
      pusher.switchCamera({
        success: () => {
          this.facing.shown = facing;
          resolve();
        },
        fail: (error) => reject(CallError.deviceSwitchFailed(this.deps.redact(error))),
      });
    });
  }

  private wants(device: Device): boolean {
    return this.prepared[device] && this.intent[device] !== false;
  }

  private deviceOutcome(device: Device): Promise<void> {
    this.resolveDevice(device);
    return new Promise<void>((resolve, reject) => {
      const end = () => {
        this.outcomes.delete(device);
        this.timers.clear(device);
      };
      const good = () => (end(), resolve());
      this.outcomes.set(device, { good, bad: (error) => (end(), reject(error)) });
      this.timers.set(device, DEVICE_TIMEOUT[device], good);
    });
  }

  private resolveDevice(device: Device): void {
    this.outcomes.get(device)?.good();
  }
}

const describe = ({ code, message }: Report): string => `${code} ${message}`.trim();
