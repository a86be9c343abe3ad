/**
 * A harness is what the contract needs of a driver's surroundings: time that passes, a user who
 * refuses or does not answer, somebody else in the room. Each driver has one.
 */
import type { MediaPort, RoomRequest } from '../../../src/media/port';
import type { Unread } from '../fields';

/** An operation that can be kept from ending, as by a prompt that nobody answers. */
export type Endless = 'prepare' | 'enter' | 'publish';

export interface Sent {
  audio: boolean;
  video: boolean;
}

export interface MediaHarness {
  readonly media: MediaPort;
  /** The driver has no use for these fields of requests. */
  readonly unread?: Unread<MediaPort>;
  room(roomID?: number): RoomRequest;
  /** Names a view as the driver knows it, in which a picture can be shown now: the own one, or that of the other. */
  view(local: boolean): string;
  /** Lets so many ms pass on the driver's own clock. */
  pass(ms: number): Promise<void>;
  /** ms on the driver's own clock. */
  now(): number;
  /** Takes the permission away: the next `prepare` has to ask. */
  forgetPermission(): void;
  /** Counts the prompts that the user has seen. */
  prompts(): number;
  /** Counts the microphones and cameras that are held now. */
  tracks(): number;
  /** Tells what the room gets of this user; undefined: the user is not in it. */
  sent(): Promise<Sent | undefined>;
  /** Keeps the next such operation from ending. @returns lets it end, as far as it can */
  hang(operation: Endless): Promise<() => Promise<void>>;
  /** Somebody else comes into the room and sends; a second call changes what they send. */
  otherSends(sent: Sent): Promise<void>;
  otherLeaves(): Promise<void>;
  /** The network is gone from now on. */
  cutNetwork(): Promise<void>;
  /** Something happens to the devices that the driver watches. */
  changeDevices(): void;
  /** The platform measures what this user sends and receives, as it does every 2 s. */
  measure(): Promise<void>;
  /** Counts what the driver still has: timers, listeners, tracks, elements. All are 0 after `dispose`. */
  held(): Record<string, number>;
  /** Ends what the harness itself has begun. */
  close(): Promise<void>;
}

/** Everybody else in the room is this user. */
export const OTHER = 'other';
