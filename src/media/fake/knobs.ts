import type { CallError } from '../../errors';
import type { MediaDevice, StreamStats } from '../port';

/** A test can slow down, fail or hang these operations of the port. */
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
  /** They are device ids. The default is one microphone and two cameras; an empty list means that none is there. */
  microphones?: string[];
  cameras?: string[];
  speakers?: string[];
  /** The default is 'granted'. With 'prompt', `prepare` waits for `knobs.answerPrompt`. */
  permission?: FakePermission;
  /** Once set, this environment cannot send, for this reason. */
  obstacle?: string;
}

/** A driver holds this now: all zero after `leave` but for the listeners, all zero after `dispose`. */
export interface FakeHeld {
  /** It counts the microphone and camera tracks that are live. */
  tracks: number;
  /** It counts the rooms in which this user is. */
  rooms: number;
  listeners: number;
  /** It counts the timers on the clock, and operations that wait for one, for a prompt or for ever. */
  waiting: number;
  views: number;
}

type Fault = { error: CallError | 'never'; times: number };

/**
 * The settings are what a test turns. The switches here only hold them; those that make something happen
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
  /** It is the time in ms between a change in the room and the event on this user's side. */
  latency = 0;
  /** Another program holds these devices: taking one fails as 60003 or 60004. */
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

  /** Lets each further call of the operation take so many ms of the clock. 0: at once. */
  delay(operation: FakeOperation, ms: number): void {
    this.delays.set(operation, ms);
  }

  /** Lets the next `times` calls reject with `error`, after their delay. `Infinity`: all. 0: none. */
  fail(operation: FakeOperation, error: CallError, times = 1): void {
    this.faults.set(operation, { error, times });
  }

  /**
   * Lets the next `times` calls never settle (but for `leave` aborting them).
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

/** The knobs are the switches of one fake driver. */
export interface FakeMediaKnobs extends FakeSettings {
  /** It lists every call of the port, in order: `enter 4711`, `setCamera false`. */
  readonly calls: string[];
  /** It counts what is held now. */
  readonly held: FakeHeld;
  /** It tells what is captured and sent now. */
  readonly local: { microphone: boolean; camera: boolean; published: boolean };
  /** They map a userID to the view where the picture goes. */
  readonly views: ReadonlyMap<string, string>;
  /** It tells whether a permission prompt is on the screen. */
  readonly promptOpen: boolean;
  /** Answers the prompt as the user would; the answer stays. Without a prompt it only sets the permission. */
  answerPrompt(answer: 'granted' | 'denied'): void;
  /** Plugs a device in. */
  plug(kind: MediaDevice['kind'], deviceId: string): void;
  /** Unplugs all devices of a kind, or one; a track that came from one ends. */
  unplug(kind: MediaDevice['kind'], deviceId?: string): void;
  /** Reports the connection. `lost` also takes the user out of the room: the others see `user-left` with reason timeout. */
  connection(state: 'connected' | 'reconnecting' | 'lost'): void;
  /** Takes this user out of the room, as the server would. */
  closeRoom(reason: 'dismissed' | 'removed' | 'duplicate'): void;
  /**
   * Takes the page that carries the call away, as a mini-program's is, or brings it back. The room is left
   * with it, and entered again; entering one waits for it, for 12 s.
   */
  carry(carried: boolean): void;
  /** Lets the others hear this user: one volume event (0…100) on every side. */
  speak(volume: number): void;
  quality(up: 0 | 1 | 2 | 3 | 4 | 5 | 6, down: 0 | 1 | 2 | 3 | 4 | 5 | 6): void;
  /** Reports what was measured, as a platform does every 2 s. */
  stats(up: StreamStats, down: ({ userID: string } & StreamStats)[]): void;
  warn(error: CallError): void;
  /** Interrupts the sound that plays, as a phone call does: it is blocked until `unlock`. */
  interruptPlayback(): void;
  /** Kills the page without a word: nothing is reported here, the others see a timeout. */
  vanish(): void;
}
