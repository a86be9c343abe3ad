/**
 * The network of a user, as bad as a fault makes it. A member of a room has two paths, one up to the server and
 * one down from it, and every datagram of its media takes one of them: RTP and RTCP, and the checks of ICE and
 * DTLS. So the loss, the round trip and the cut are real for both ends, and both ends measure them by themselves.
 */

import { isRecord } from './frames';

/** What one direction of a user's network does. Each part that is absent does nothing. */
export interface PathFault {
  /** The share of RTP packets that get lost, 0 to 1. */
  loss?: number;
  /** Every datagram arrives so many milliseconds late. */
  delayMs?: number;
  /** Datagrams arrive up to so many milliseconds later still, each by another time. They do not overtake each other. */
  jitterMs?: number;
  /** Nothing arrives. Once it is taken back the media goes on, unless an end has given the connection up. */
  cut?: boolean;
  /** No more passes than so many kilobits a second: a little waits its turn, and what does not fit is lost. */
  kbps?: number;
}

/** `up` is what the user sends, `down` what the user receives. */
export interface NetworkFault {
  up?: PathFault;
  down?: PathFault;
}

export type PathDirection = keyof NetworkFault;

/** The networks by userID; `EVERYONE` is for those that are not named. */
export type NetworkFaults = Record<string, NetworkFault>;

/** No userID can be this. */
export const EVERYONE = '*';

/** The longest delay and jitter that are taken: a path holds on to what it delays. */
export const MAX_DELAY_MS = 10_000;

/** A narrow path keeps this much waiting, as the buffer of a router does. */
const BUFFER_MS = 300;

/** The time, and what calls back at a time: real, or turned by a test. */
export interface PathClock {
  now(): number;
  /** Calls back once, at or soon after the deadline. @returns cancels it */
  at(deadline: number, callback: () => void): () => void;
}

const realClock: PathClock = {
  now: () => performance.now(),
  at(deadline, callback) {
    const timer = setTimeout(callback, Math.max(0, deadline - performance.now()));
    return () => clearTimeout(timer);
  },
};

export interface PathOptions {
  /** The fault that is on now, if any. It is asked for each datagram. */
  fault(): PathFault | undefined;
  /** The same seed loses the same packets, counted from the first under a fault. */
  seed: number;
  clock: PathClock;
}

interface Underway {
  arrival: number;
  deliver: () => void;
}

const LIMITS: Record<Exclude<keyof PathFault, 'cut'>, number> = {
  loss: 1,
  delayMs: MAX_DELAY_MS,
  jitterMs: MAX_DELAY_MS,
  kbps: Infinity,
};

/** True of what may be set from outside: known parts of sensible size, and nothing else. */
export function isNetworkFault(value: unknown): value is NetworkFault {
  return isRecord(value) && Object.entries(value).every(isPathEntry);
}

function isPathEntry([direction, fault]: [string, unknown]): boolean {
  if (direction !== 'up' && direction !== 'down') return false;
  if (fault === undefined) return true;
  return (
    isRecord(fault) &&
    Object.entries(fault).every(([part, value]) => {
      if (part === 'cut') return typeof value === 'boolean';
      const limit = part in LIMITS ? LIMITS[part as keyof typeof LIMITS] : -1;
      return typeof value === 'number' && value >= 0 && value <= limit;
    })
  );
}

/** One direction of one member's network. */
export class Path {
  private random: (() => number) | undefined;
  /** Until when the narrow place of the path is busy with what came before. */
  private busyUntil = 0;
  private readonly underway: Underway[] = [];
  private cancel: (() => void) | undefined;

  constructor(private readonly options: PathOptions) {}

  /** Calls `deliver` when the datagram arrives: at once on a good path, later on a slow one, never if it is lost. */
  carry(datagram: Uint8Array, deliver: () => void): void {
    const arrival = this.arrivalOf(datagram);
    if (arrival === undefined) return;
    const isFirst = this.underway.length === 0;
    if (isFirst && arrival <= this.options.clock.now()) {
      deliver();
      return;
    }
    this.underway.push({ arrival, deliver });
    if (isFirst) this.wait();
  }

  /** What is under way is lost. */
  close(): void {
    this.underway.length = 0;
    this.cancel?.();
  }

  /** @returns undefined if it is lost */
  private arrivalOf(datagram: Uint8Array): number | undefined {
    const now = this.options.clock.now();
    const fault = this.options.fault();
    if (!fault) {
      this.random = undefined;
      return now;
    }
    const { loss = 0, delayMs = 0, jitterMs = 0, cut = false, kbps = 0 } = fault;
    const random = (this.random ??= seededRandom(this.options.seed));
    if (cut) return undefined;
    if (loss > 0 && isRtp(datagram) && random() < loss) return undefined;
    let sent = now;
    if (kbps > 0) {
      sent = Math.max(now, this.busyUntil);
      if (sent - now > BUFFER_MS) return undefined;
      // Bits by kilobits a second are milliseconds.
      sent += (datagram.length * 8) / kbps;
      this.busyUntil = sent;
    }
    return sent + delayMs + (jitterMs > 0 ? random() * jitterMs : 0);
  }

  /** One timer is enough: what arrives before its predecessor waits for it. */
  private wait(): void {
    const next = this.underway[0];
    this.cancel = next && this.options.clock.at(next.arrival, () => this.deliverDue());
  }

  private deliverDue(): void {
    const now = this.options.clock.now();
    while (this.underway[0] && this.underway[0].arrival <= now) this.underway.shift()!.deliver();
    this.wait();
  }
}

export interface NetworkOptions {
  userID: string;
  faults(): NetworkFaults;
  seed: number;
  clock?: PathClock;
}

/** Both paths of one member. */
export class Network {
  readonly up: Path;
  readonly down: Path;

  constructor(private readonly options: NetworkOptions) {
    this.up = this.path('up');
    this.down = this.path('down');
  }

  /** The milliseconds that faults add to a round trip, at most. */
  get addedRoundTripMs(): number {
    return slowness(this.fault('up')) + slowness(this.fault('down'));
  }

  close(): void {
    this.up.close();
    this.down.close();
  }

  /** The user's own fault, or else everyone's. */
  private fault(direction: PathDirection): PathFault | undefined {
    const faults = this.options.faults();
    const { userID } = this.options;
    const own = Object.prototype.hasOwnProperty.call(faults, userID) ? faults[userID] : undefined;
    return (own ?? faults[EVERYONE])?.[direction];
  }

  private path(direction: PathDirection): Path {
    const { userID, seed, clock = realClock } = this.options;
    const fault = () => this.fault(direction);
    return new Path({ fault, seed: seedOf(seed, userID, direction), clock });
  }
}

const slowness = (fault: PathFault | undefined): number =>
  (fault?.delayMs ?? 0) + (fault?.jitterMs ?? 0) + (fault?.kbps ? BUFFER_MS : 0);

/** The seed of one path: users and directions lose different packets. */
function seedOf(seed: number, userID: string, direction: PathDirection): number {
  let hash = seed >>> 0;
  for (const character of `${direction}:${userID}`) {
    hash = Math.imul(hash ^ character.codePointAt(0)!, 0x01000193) >>> 0;
  }
  return hash;
}

/** mulberry32: 32 bits of state are chance enough to lose packets by. */
function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * True of RTP, also encrypted, and false of RTCP, STUN and DTLS on the same port.
 *
 * @see RFC 7983, section 7, and RFC 5761, section 4: what the first two bytes tell
 */
function isRtp(datagram: Uint8Array): boolean {
  const [first = 0, second = 0] = datagram;
  return first >= 128 && first <= 191 && (second < 192 || second > 223);
}
