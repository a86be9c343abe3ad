/**
 * Misbehaviour on demand. The knobs are plain data that may be changed at any time and are read
 * when they matter, so a test, an HTTP endpoint or a settings page can all turn them.
 */
import { CODE, type ClientCommand } from './frames';
import type { NetworkFault, NetworkFaults } from './network';

export { EVERYONE } from './network';
export type { NetworkFault, NetworkFaults, PathFault } from './network';

export interface Refusal {
  code: number;
  message?: string;
}

/** The server can be made to misbehave at these points: a command of the client, or a push of the server. */
export type FaultPoint =
  | ClientCommand
  | 'setup'
  | 'reconnect'
  | 'push:peer-join'
  | 'push:peer-leave'
  | 'push:published-list'
  | 'push:uplink-stats'
  | 'push:banned';

export interface PointFault {
  /** Answer with this code instead of doing what was asked. A push cannot be refused. */
  refuse?: Refusal;
  /** Do nothing and never answer (a command), or never send (a push). */
  silent?: boolean;
  /** Wait this long first. */
  delayMs?: number;
  /** Lose this share of the frames, 0 to 1. */
  drop?: number;
  /** Only for these users; everyone if absent. */
  users?: string[];
  /** The number of frames that the fault still acts on; every one if absent. */
  times?: number;
}

export interface TrtcFaults {
  points: Partial<Record<FaultPoint, PointFault>>;
  /** How bad the networks are that the media of users goes through, by userID. */
  network: NetworkFaults;
  /** Uplink quality to report to every client instead of the measured one. */
  reportedUplink: { lossPercent: number; rttMs: number } | null;
  /** Until when (epoch milliseconds) a user's sockets are turned away. */
  socketsRefusedUntil: Record<string, number>;
}

/** "For ever" as a number that survives JSON. */
export const FOREVER = Number.MAX_SAFE_INTEGER;

export function createTrtcFaults(): TrtcFaults {
  return {
    points: {},
    network: {},
    reportedUplink: null,
    socketsRefusedUntil: {},
  };
}

/** Back to good behaviour, in place: the server keeps its reference. */
export function resetTrtcFaults(faults: TrtcFaults): void {
  Object.assign(faults, createTrtcFaults());
}

type Scope = Pick<PointFault, 'users' | 'times'>;

export function refuse(
  faults: TrtcFaults,
  point: FaultPoint,
  refusal: Refusal = { code: CODE.injected },
  scope: Scope = {},
): void {
  faults.points[point] = { refuse: refusal, ...scope };
}

export function refuseNext(faults: TrtcFaults, point: FaultPoint, refusal?: Refusal): void {
  refuse(faults, point, refusal, { times: 1 });
}

export function neverAnswer(faults: TrtcFaults, point: FaultPoint, scope: Scope = {}): void {
  faults.points[point] = { silent: true, ...scope };
}

export function delay(
  faults: TrtcFaults,
  point: FaultPoint,
  delayMs: number,
  scope: Scope = {},
): void {
  faults.points[point] = { delayMs, ...scope };
}

/**
 * Makes the network of a user bad, or good again: what is left out does nothing any more.
 *
 * @param userID `EVERYONE` for all who have no fault of their own
 */
export function setNetwork(faults: TrtcFaults, userID: string, fault: NetworkFault = {}): void {
  // A computed key makes a property of its own even of `__proto__`, which is a userID too.
  faults.network = { ...faults.network, [userID]: fault };
}

export function lift(faults: TrtcFaults, point: FaultPoint): void {
  delete faults.points[point];
}

export interface FaultEffect {
  refuse: Refusal | null;
  lost: boolean;
  delayMs: number;
}

const NO_EFFECT: FaultEffect = { refuse: null, lost: false, delayMs: 0 };

/** Takes what happens to this one frame. It counts down `times`, so call it once a frame. */
export function takeFault(
  faults: TrtcFaults,
  point: FaultPoint,
  userID: string,
  random: () => number,
): FaultEffect {
  const fault = faults.points[point];
  if (!fault || (fault.users && !fault.users.includes(userID))) return NO_EFFECT;
  if (fault.times !== undefined) {
    if (fault.times <= 0) return NO_EFFECT;
    fault.times -= 1;
    if (fault.times === 0) delete faults.points[point];
  }
  return {
    refuse: fault.refuse ?? null,
    lost: fault.silent === true || (fault.drop !== undefined && random() < fault.drop),
    delayMs: fault.delayMs ?? 0,
  };
}
