import type { CallError } from '../../errors';
import type { MediaDevice } from '../port';

/** The operations of the port that a test can slow down, fail or hang. */
export type FakeOperation =
  | 'check'
  | 'prepare'
  | 'enter'
  | 'publish'
  | 'leave'
  | 'setMicrophone'
  | 'setCamera'
  | 'setQuality'
  | 'devices'
  | 'switchDevice'
  | 'attach'
  | 'detach';

export type FakePermission = 'granted' | 'denied' | 'prompt';

export interface FakeMediaOptions {
  /** Device ids. Default: one microphone, two cameras. An empty list: none is there. */
  microphones?: string[];
  cameras?: string[];
  speakers?: string[];
  /** Default 'granted'. With 'prompt', `prepare` waits for `knobs.answerPrompt`. */
  permission?: FakePermission;
  /** Set: this environment cannot send, for this reason. */
  obstacle?: string;
}

/** What a driver holds now. All zero after `leave` but for the listeners; all zero after `dispose`. */
export interface FakeHeld {
  /** Microphone and camera tracks that are live. */
  tracks: number;
  /** Rooms in which this user sits. */
  rooms: number;
  listeners: number;
  /** Timers on the clock, and operations that wait for one, for a prompt or for ever. */
  waiting: number;
  views: number;
}

type Fault = { error: CallError | 'never'; times: number };

/**
 * What a test turns. The switches here only hold settings; those that make something happen
 * (unplugging, cutting the connection) are on {@link FakeMediaKnobs}.
 */
export class FakeSettings {
  permission: FakePermission;
  obstacle: string | undefined;
  /**
   * `blocked`: sound waits for `unlock()`. `stuck`: it waits although `unlock()` was called, as
   * where the system does not take the tap.
   */
  playback: 'allowed' | 'blocked' | 'stuck' = 'allowed';
  /** ms between a change in the room and the event on this user's side. */
  latency = 0;
  /** Devices held by another program: taking one fails as 60003 or 60004. */
  readonly busy = new Set<'audioinput' | 'videoinput'>();
  readonly devices: Record<MediaDevice['kind'], string[]>;
  private readonly delays = new Map<FakeOperation, number>();
  private readonly faults = new Map<FakeOperation, Fault>();

  constructor(options: FakeMediaOptions) {
    this.permission = options.permission ?? 'granted';
    this.obstacle = options.obstacle;
    this.devices = {
      audioinput: [...(options.microphones ?? ['microphone-1'])],
      videoinput: [...(options.cameras ?? ['camera-1', 'camera-2'])],
      audiooutput: [...(options.speakers ?? ['speaker-1'])],
    };
  }

  /** Each further call of the operation takes so many ms of the clock. 0: at once. */
  delay(operation: FakeOperation, ms: number): void {
    this.delays.set(operation, ms);
  }

  /** The next `times` calls reject with `error`, after their delay. `Infinity`: all. 0: none. */
  fail(operation: FakeOperation, error: CallError, times = 1): void {
    this.faults.set(operation, { error, times });
  }

  /**
   * The next `times` calls never settle (but for `leave` aborting them).
   * `hang('leave')` breaks the rule of the port on purpose: a caller should survive it.
   */
  hang(operation: FakeOperation, times = 1): void {
    this.faults.set(operation, { error: 'never', times });
  }

  /** Takes the fault for one call of the operation. */
  take(operation: FakeOperation): { delay: number; fault: CallError | 'never' | undefined } {
    const fault = this.faults.get(operation);
    const delay = this.delays.get(operation) ?? 0;
    if (!fault || fault.times <= 0) return { delay, fault: undefined };
    fault.times -= 1;
    return { delay, fault: fault.error };
  }
}

/** The switches of one fake driver. */
export interface FakeMediaKnobs extends FakeSettings {
  /** Every call of the port, in order: `enter 4711`, `setCamera false`. */
  readonly calls: string[];
  /** What is held now. */
  readonly held: FakeHeld;
  /** What is captured and sent now. */
  readonly local: { microphone: boolean; camera: boolean; published: boolean };
  /** Where pictures go: userID to view. */
  readonly views: ReadonlyMap<string, string>;
  /** A permission prompt is on the screen. */
  readonly promptOpen: boolean;
  /** The user answers the prompt; the answer stays. Without a prompt it only sets the permission. */
  answerPrompt(answer: 'granted' | 'denied'): void;
  /** A device is plugged in. */
  plug(kind: MediaDevice['kind'], deviceId: string): void;
  /** All devices of a kind, or one, are unplugged; a track that came from one ends. */
  unplug(kind: MediaDevice['kind'], deviceId?: string): void;
  /** `lost` also takes the user out of the room: the others see `user-left` with reason timeout. */
  connection(state: 'connected' | 'reconnecting' | 'lost'): void;
  /** The server takes this user out of the room. */
  closeRoom(reason: 'dismissed' | 'removed' | 'duplicate'): void;
  /** The others hear this user: one volume event (0…100) on every side. */
  speak(volume: number): void;
  quality(up: 0 | 1 | 2 | 3 | 4 | 5 | 6, down: 0 | 1 | 2 | 3 | 4 | 5 | 6): void;
  warn(error: CallError): void;
  /** Sound that plays is interrupted (a phone call): blocked until `unlock`. */
  interruptPlayback(): void;
  /** The page dies without a word: nothing is reported here, the others see a timeout. */
  vanish(): void;
}
