import { ErrorCode } from '../../../error-codes';
import type { CallError } from '../../../errors';
import type { Clock } from '../../../runtime/clock';
import { Timers } from '../../../runtime/timers';
import { DeviceAnswer } from './device-answer';
import type { Instance } from './instance';
import { SPEECH } from './plugin';
import { TIMES } from './timings';

interface Deps {
  instance: Instance;
  clock: Clock;
  /** What this phone captures is another thing now. */
  changed(): void;
}

/**
 * The microphone of one call. It is opened once and then muted, since opening takes time; only a microphone that
 * something else has taken, as a phone call does, is opened again.
 */
export class Microphone {
  prepared = false;
  /** The user's wish; undefined before there was one. */
  intent: boolean | undefined;
  readonly answer: DeviceAnswer;
  /** Others may hear it. Before that it is captured muted, if at all. */
  private published = false;
  private isOpen = false;
  private isTaken = false;
  /** It may have stopped without a word while it was muted. */
  private isStale = false;
  private frameSent = false;
  private waitsForFrame = false;
  private readonly timers: Timers<'retake'>;

  constructor(private readonly deps: Deps) {
    this.answer = new DeviceAnswer(deps.clock);
    this.timers = new Timers(deps.clock);
  }

  get isCapturing(): boolean {
    return this.isOpen && !this.isTaken && this.intent !== false;
  }

  get isWanted(): boolean {
    return this.prepared && this.intent !== false;
  }

  get hasSent(): boolean {
    return this.frameSent;
  }

  private get works(): boolean {
    return this.isOpen && !this.isTaken && !this.isStale;
  }

  /** Opens it. Resolves when it says so, or not, in time. @throws CallError 60003, 60005 */
  async open(): Promise<void> {
    if (this.works) return this.mute();
    this.waitsForFrame = false;
    const works = this.answer.wait(TIMES.device);
    this.start();
    await works;
  }

  /** Lets others hear it. Resolves when the first frame was sent, or is overdue. @throws CallError 60003, 60005 */
  async publish(): Promise<void> {
    this.published = true;
    const isReady = this.works;
    if (isReady && this.frameSent) return this.mute();
    // The first frame is told once, also of a microphone that is taken again.
    this.waitsForFrame = !this.frameSent;
    const works = this.answer.wait(TIMES.publish);
    if (isReady) this.mute();
    else this.start();
    await works;
  }

  setIntent(on: boolean): void {
    this.intent = on;
    if (!on) this.answer.good();
    if (this.isOpen) this.mute();
    this.deps.changed();
  }

  /**
   * The app is shown again: a phone call may be over, and some systems stop the microphone without a word. One that is
   * muted is started as soon as it is to be heard.
   */
  shown(): void {
    if (!this.isOpen) return;
    if (this.isWanted) this.start();
    else this.isStale = true;
  }

  onReady(): void {
    this.isTaken = false;
    this.timers.clear('retake');
    if (!this.waitsForFrame) this.answer.good();
    this.deps.changed();
  }

  onFirstFrame(): void {
    this.frameSent = true;
    this.answer.good();
  }

  /** @returns what is to be told, where nobody waits for it: once, until it works again */
  failed(error: CallError): CallError | undefined {
    const wasTaken = this.isTaken;
    if (this.answer.bad(error)) {
      this.prepared = false;
      this.close();
      this.deps.changed();
      return undefined;
    }
    if (!this.isOpen) return undefined;
    this.isTaken = true;
    // A permission comes back in the system's settings, after which the app is shown again.
    if (error.code === ErrorCode.MicrophoneUnavailable) {
      this.timers.set('retake', TIMES.retake, () => this.shown());
    }
    this.deps.changed();
    return wasTaken ? undefined : error;
  }

  close(): void {
    this.timers.clearAll();
    if (!this.isOpen) return;
    this.isOpen = this.isTaken = this.frameSent = false;
    this.deps.instance.tidy((plugin) => plugin.stopLocalAudio());
  }

  private start(): void {
    this.isOpen = true;
    this.isStale = false;
    // First, so that nothing is heard of who is muted.
    this.mute();
    this.deps.instance.use((plugin) => plugin.startLocalAudio(SPEECH));
    this.deps.changed();
  }

  private mute(): void {
    const mute = this.intent === false || !this.published;
    this.deps.instance.use((plugin) => plugin.muteLocalAudio(mute));
  }
}
