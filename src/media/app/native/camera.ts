import type { CallError } from '../../../errors';
import type { Clock } from '../../../runtime/clock';
import type { ViewRequest } from '../../port';
import { DeviceAnswer } from './device-answer';
import type { Instance } from './instance';
import { FILL, MIRROR, STREAM } from './plugin';
import { TIMES } from './timings';

interface Deps {
  instance: Instance;
  clock: Clock;
  /** The choice of the camera outlives a call. */
  isFront(): boolean;
  /** The view of the own picture, while it is in the page. */
  view(): ViewRequest | undefined;
  changed(): void;
}

/**
 * The camera of one call. It is on while it is wanted and a view for its picture is in the page: the native SDK
 * opens no camera without one. Off means that the preview is stopped, so that the light goes out.
 */
export class Camera {
  prepared = false;
  intent: boolean | undefined;
  readonly answer: DeviceAnswer;
  private published = false;
  private view: string | undefined;
  private saysReady = false;
  private frameSent = false;
  private waitsForFrame = false;

  constructor(private readonly deps: Deps) {
    this.answer = new DeviceAnswer(deps.clock);
  }

  get isOn(): boolean {
    return this.view !== undefined;
  }

  get isWanted(): boolean {
    return this.prepared && this.intent !== false;
  }

  get hasSent(): boolean {
    return this.frameSent;
  }

  /** Turns it on. Resolves when it says so, or not, in time. @throws CallError 60004, 60005; it is off then */
  async open(): Promise<void> {
    if (this.isOn) return;
    this.waitsForFrame = false;
    const works = this.answer.wait(TIMES.device);
    this.apply();
    await works;
  }

  /** Lets others see it. Resolves when the first frame was sent, or is overdue. @throws CallError 60004, 60005 */
  async publish(): Promise<void> {
    this.letThrough();
    if (this.frameSent) return;
    this.waitsForFrame = true;
    const works = this.answer.wait(TIMES.publish);
    this.apply();
    await works;
  }

  /** What is published may be seen as soon as the camera is on. */
  letThrough(): void {
    if (this.published) return;
    this.published = true;
    if (this.isOn) this.mute();
  }

  /** Turns it on or off, as is wanted and possible now. */
  apply(): void {
    const view = this.isWanted ? this.deps.view() : undefined;
    if (!this.isWanted) {
      this.answer.good();
      this.close();
    } else if (view && !this.isOn) {
      this.start(view);
    }
    this.deps.changed();
  }

  /** The view is another one, or shown in another way. A picture does not follow its view on all phones. */
  viewChanged(): void {
    const view = this.deps.view();
    if (!view) return;
    if (this.isOn && this.view === view.view) return this.render(view);
    this.close();
    this.apply();
  }

  /** Turns to the front or the back. */
  face(): void {
    if (this.isOn) this.deps.instance.use((plugin) => plugin.switchCamera(this.deps.isFront()));
  }

  onReady(): void {
    this.saysReady = true;
    if (!this.waitsForFrame) this.answer.good();
  }

  onFirstFrame(): void {
    this.frameSent = true;
    this.answer.good();
  }

  /** @returns what is to be told, where nobody waits for it */
  failed(error: CallError): CallError | undefined {
    if (!this.isOn) return undefined;
    this.prepared = false;
    this.close();
    const isTold = this.answer.bad(error);
    this.deps.changed();
    return isTold ? undefined : error;
  }

  /** Hears that a view is not in the page: if it was this camera's, it is off until there is another one. */
  viewMissing(): void {
    if (!this.isOn || this.saysReady) return;
    this.close();
    this.answer.good();
    this.deps.changed();
  }

  close(): void {
    if (!this.isOn) return;
    this.view = undefined;
    this.saysReady = this.frameSent = false;
    this.deps.instance.tidy((plugin) => plugin.stopLocalPreview());
  }

  private start(view: ViewRequest): void {
    this.view = view.view;
    this.mute();
    this.render(view);
    this.deps.instance.use((plugin) =>
      plugin.startLocalPreview({ isFrontCamera: this.deps.isFront(), userId: view.view }),
    );
  }

  /** Before the media are published the picture is the user's own. */
  private mute(): void {
    const mute = !this.published;
    this.deps.instance.use((plugin) => plugin.muteLocalVideo({ streamType: STREAM.camera, mute }));
  }

  private render({ mirror, fit = 'cover' }: ViewRequest): void {
    const mirrorType = mirror === false ? MIRROR.off : MIRROR.auto;
    this.deps.instance.use((plugin) =>
      plugin.setLocalRenderParams({ rotation: 0, fillMode: FILL[fit], mirrorType }),
    );
  }
}
