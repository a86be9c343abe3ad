import { CallError } from '../../errors';
import type { Logger } from '../../log';
import type { CallScope } from '../../runtime/call-scope';
import type { Clock } from '../../runtime/clock';
import type { LivePusherAttributes, LivePusherContext } from '../live';
import type { DeviceRequest, MediaEvent } from '../port';
import type { PusherMeaning, Report } from './codes';
import { Timers } from './timers';

type Device = 'camera' | 'microphone';
export type Facing = 'front' | 'back';
type CaptureAttributes = Pick<LivePusherAttributes, 'enableCamera' | 'enableMic' | 'muted'>;

/**
 * How long bad news about a device is waited for, in ms. A camera also reports success; a
 * microphone is silent when it works.
 */
const VERDICT = { camera: 2500, microphone: 500 } as const;

interface Surroundings {
  scope: CallScope;
  clock: Clock;
  log: Logger;
  emit(event: MediaEvent): void;
  /** Asks the user. @throws CallError 60005, 60006 */
  ask(request: DeviceRequest): Promise<void>;
  isIn(): boolean;
  /** What a command was answered with, fit for logs and errors. */
  told(error: unknown): Report;
  /** The live-pusher, if it is in the page. */
  pusher(): LivePusherContext | undefined;
  changed(): void;
}

/**
 * Which camera, for all calls. A live-pusher reads its attribute when it is inserted, and flips
 * later; what it shows and what is wanted are therefore two things.
 */
export class CameraChoice {
  /** Of the attribute: changes only while no live-pusher is in the page. */
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

/** Microphone and camera of this device, for one scope. They are taken by attributes in the room. */
export class LocalMedia {
  private readonly prepared = { microphone: false, camera: false };
  private readonly intent: Partial<Record<Device, boolean>> = {};
  private published = false;
  private told = { audio: false, video: false };
  private readonly verdicts = new Map<Device, { good(): void; bad(error: CallError): void }>();
  private turning: Promise<unknown> = Promise.resolve();
  private readonly timers: Timers<Device>;

  constructor(
    private readonly around: Surroundings,
    private readonly facing: CameraChoice,
  ) {
    this.timers = new Timers(around.clock);
    around.scope.onEnd(() => this.timers.clearAll());
  }

  /** Nothing is captured before the room is entered and the media are published. */
  attributes(): CaptureAttributes {
    const may = this.published && this.around.isIn();
    const mic = may && this.wants('microphone');
    return { enableCamera: may && this.wants('camera'), enableMic: mic, muted: !mic };
  }

  /** @throws CallError 60005, 60006 */
  async prepare({ audio, video }: DeviceRequest): Promise<void> {
    const camera = this.intent.camera ?? video;
    await this.around.scope.race(this.around.ask({ audio, video: camera }));
    if (audio) this.prepared.microphone = true;
    if (camera) this.prepared.camera = true;
  }

  /** Resolves when the devices work, as far as can be known. @throws CallError 60003–60005, 61008 */
  async publish(): Promise<void> {
    if (!this.around.isIn()) throw CallError.publishFailed('not in a room');
    const { microphone, camera } = this.prepared;
    if (!microphone && !camera) throw CallError.publishFailed('nothing was prepared');
    this.published = true;
    const devices = (['microphone', 'camera'] as const).filter((device) => this.wants(device));
    const working = Promise.all(devices.map((device) => this.verdict(device)));
    this.apply();
    await this.around.scope.race(working);
  }

  async setMicrophone(on: boolean): Promise<void> {
    await this.set('microphone', on, { audio: true, video: false });
  }

  /** @throws CallError 60004, 60005; the camera is off then */
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
      if (!before) await this.around.scope.race(this.around.ask(request));
      this.prepared[device] = true;
      const working = this.around.isIn() ? this.verdict(device) : Promise.resolve();
      this.apply();
      await this.around.scope.race(working);
    } catch (error) {
      this.intent[device] = false;
      if (!this.around.scope.over) this.apply();
      throw error;
    }
  }

  /** The room was entered, or left for now. */
  apply(): void {
    this.around.changed();
    const { enableCamera: video, enableMic: audio } = this.attributes();
    if (!this.published || !this.around.isIn()) return;
    if (!video) this.conclude('camera');
    if (audio === this.told.audio && video === this.told.video) return;
    this.told = { audio, video };
    this.around.emit({ kind: 'local-media', audio, video });
  }

  cameraIsOn(): void {
    this.conclude('camera');
    if (this.facing.wanted !== this.facing.shown) {
      this.flip(this.facing.wanted).catch((error: unknown) =>
        this.around.log.log('the chosen camera is not shown', error),
      );
    }
  }

  /** A device fails: whoever waits for it is told, else everybody. */
  failed(means: Extract<PusherMeaning, { kind: 'device' }>, report: Report): void {
    const { device } = means;
    const error = new CallError(means.error, `live-pusher says ${describe(report)}`, report);
    const waiting = this.verdicts.get(device);
    if (!waiting && !this.attributes()[device === 'camera' ? 'enableCamera' : 'enableMic']) return;
    this.intent[device] = false;
    // First, since a device that is off is waited for no longer.
    waiting?.bad(error);
    this.apply();
    if (!waiting) this.around.emit({ kind: 'warning', error });
  }

  /** @throws CallError 61014; the camera is as it was */
  async face(facing: Facing): Promise<void> {
    const before = this.facing.wanted;
    this.facing.wanted = facing;
    if (this.around.pusher() && !this.attributes().enableCamera) return;
    try {
      await this.flip(facing);
    } catch (error) {
      this.facing.wanted = before;
      throw error;
    }
  }

  /** One after the other: a flip knows no direction, and a second one would undo the first. */
  private flip(facing: Facing): Promise<void> {
    const turned = this.turning.then(() => this.turn(facing));
    this.turning = turned.catch(() => undefined);
    return this.around.scope.race(turned);
  }

  private turn(facing: Facing): Promise<void> {
    const pusher = this.around.pusher();
    if (!pusher) this.facing.removed();
    if (!pusher || this.facing.shown === facing) return Promise.resolve();
    return new Promise<void>((resolve, reject) => {
      pusher.switchCamera({
        success: () => {
          this.facing.shown = facing;
          resolve();
        },
        fail: (error) => reject(CallError.deviceSwitchFailed(this.around.told(error))),
      });
    });
  }

  private wants(device: Device): boolean {
    return this.prepared[device] && this.intent[device] !== false;
  }

  private verdict(device: Device): Promise<void> {
    this.conclude(device);
    return new Promise<void>((resolve, reject) => {
      const end = () => {
        this.verdicts.delete(device);
        this.timers.clear(device);
      };
      const good = () => (end(), resolve());
      this.verdicts.set(device, { good, bad: (error) => (end(), reject(error)) });
      this.timers.set(device, VERDICT[device], good);
    });
  }

  private conclude(device: Device): void {
    this.verdicts.get(device)?.good();
  }
}

const describe = ({ code, message }: Report): string => `${code} ${message}`.trim();
