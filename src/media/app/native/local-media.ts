import { CallError } from '../../../errors';
import type { CallScope } from '../../../runtime/call-scope';
import type { Clock } from '../../../runtime/clock';
import { Timers } from '../../../runtime/timers';
import type { MediaEvent, ViewRequest } from '../../port';
import type { TakeRequest } from '../messages';
import { Camera } from './camera';
import type { NativeMeaning, Report } from './codes';
import type { Instance } from './instance';
import { Microphone } from './microphone';
import { TIMES } from './timings';

interface Deps {
  scope: CallScope;
  instance: Instance;
  clock: Clock;
  /** The system asks for the microphone when it is opened, and not before (iOS). */
  asksByCapture: boolean;
  isIn(): boolean;
  isFront(): boolean;
  /** The user turns the camera on, so that they look at the phone from now on. */
  cameraWanted(): void;
  view(): ViewRequest | undefined;
  emit(event: MediaEvent): void;
}

type DeviceMeaning = Extract<NativeMeaning, { kind: 'device' }>;

/** The local media are what this phone captures and sends during one call. */
export class LocalMedia {
  readonly camera: Camera;
  readonly microphone: Microphone;
  private published = false;
  private lastReported = { audio: false, video: false };
  private readonly timers: Timers<'unsent'>;

  constructor(private readonly deps: Deps) {
    const { instance, clock, isFront, view } = deps;
    const changed = () => this.report();
    this.microphone = new Microphone({ instance, clock, changed });
    this.camera = new Camera({ instance, clock, changed, isFront, view });
    this.timers = new Timers(clock);
  }

  /** Takes what can be taken outside of a room. @throws CallError 60003–60006; what failed is not prepared */
  async prepare({ audio, video, anew }: TakeRequest): Promise<void> {
    const { camera, microphone, deps } = this;
    const withCamera = camera.intent ?? video;
    if (withCamera || deps.asksByCapture) await deps.instance.open();
    deps.scope.check();
    if (anew && video) camera.close();
    if (anew && audio) microphone.close();
    const opening: Promise<void>[] = [];
    if (withCamera) {
      camera.prepared = true;
      opening.push(camera.open());
    }
    if (audio) {
      microphone.prepared = true;
      if (deps.asksByCapture && microphone.isWanted) opening.push(microphone.open());
    }
    await deps.scope.race(Promise.all(opening));
  }

  /** Resolves when something was sent, or is overdue. @throws CallError 60003–60005, 61008 */
  async publish(): Promise<void> {
    const { camera, microphone } = this;
    if (!this.deps.isIn()) throw CallError.publishFailed('not in a room');
    if (!microphone.prepared && !camera.prepared) {
      throw CallError.publishFailed('nothing was prepared');
    }
    this.published = true;
    this.timers.set('unsent', TIMES.unsent, () => this.reportUnsent());
    camera.letThrough();
    const sending = [microphone, camera].filter((device) => device.isWanted);
    await this.deps.scope.race(Promise.all(sending.map((device) => device.publish())));
  }

  /** @throws CallError 60003, 60005 where the microphone has to be opened, and fails */
  async setMicrophone(on: boolean): Promise<void> {
    const { microphone } = this;
    microphone.setIntent(on);
    if (!on || !this.published) return;
    microphone.prepared = true;
    try {
      await this.deps.scope.race(microphone.publish());
    } catch (error) {
      microphone.setIntent(false);
      throw error;
    }
  }

  /** @throws CallError 60004, 60005; the camera is off then */
  async setCamera(on: boolean): Promise<void> {
    const { camera } = this;
    camera.intent = on;
    if (on && this.published) camera.prepared = true;
    if (!on || !camera.prepared) return camera.apply();
    this.deps.cameraWanted();
    await this.deps.scope.race(camera.open());
  }

  /** @returns what is to be told, where nobody waits for it */
  failed(means: DeviceMeaning, report: Report): CallError | undefined {
    const error = new CallError(
      means.error,
      `the plug-in says ${report.code} ${report.message}`,
      report,
    );
    return this[means.device].failed(error);
  }

  close(): void {
    this.timers.clearAll();
    this.camera.close();
    this.microphone.close();
    this.camera.answer.good();
    this.microphone.answer.good();
  }

  private report(): void {
    const { scope, emit } = this.deps;
    const now = { audio: this.microphone.isCapturing, video: this.camera.isOn };
    if (scope.over) return;
    if (now.audio === this.lastReported.audio && now.video === this.lastReported.video) return;
    this.lastReported = now;
    emit({ kind: 'local-media', ...now });
  }

  /** Tells what nobody would notice here: that the others neither hear nor see. */
  private reportUnsent(): void {
    const { camera, microphone } = this;
    if (camera.hasSent || microphone.hasSent) return;
    if (!camera.isOn && !microphone.isCapturing) return;
    const error = CallError.publishFailed('the plug-in has sent nothing yet');
    this.deps.emit({ kind: 'warning', error });
  }
}
