/** A harness puts the drivers of several users on one service, and turns what a service can do to them. */
import type { Signal, SignalingCredentials, SignalingPort } from '../../../src/signaling/port';
import type { Transport } from '../../../src/signaling/transport';
import type { Unread } from '../fields';

/** One user's driver and what it has reported. */
export interface SignalingUser {
  readonly userID: string;
  readonly port: SignalingPort;
  /** Every signal so far, in order. */
  readonly signals: Signal[];
  /** They are good for a login, and for going on under a newer userSig. */
  credentials(): SignalingCredentials;
}

/** A message that a stranger wrote by hand, in the words of the port. */
export interface ForgedMessage {
  action: 'invite' | 'cancel' | 'accept' | 'reject' | 'timeout';
  inviteID: string;
  /** The inviter, as the message claims. */
  inviter: string;
  invitees: string[];
}

export interface SignalingHarness {
  /** The transports have no use for these fields of requests. */
  readonly unread?: Unread<SignalingPort>;
  /** The prototype of the transports below `SignalingCore`, which copies each request for them. */
  readonly transport: Transport;
  /** Opens a driver that is not logged in. */
  open(userID: string): SignalingUser;
  /** Epoch ms by the clock of the drivers. */
  now(): number;
  /** Lets time go by until the condition holds. Rejects, naming it, when it does not hold in time. */
  until(what: string, holds: () => boolean): Promise<void>;
  /** Lets everything arrive that is under way. */
  settle(): Promise<void>;
  /** From now on nothing that this user sends gets through. */
  block(userID: string): void;
  /** Lets what this user sends through again. */
  unblock(userID: string): void;
  /** The next message of this user arrives, and the user's driver does not hear so. */
  loseAcknowledgement(userID: string): void;
  /** The next login is refused. */
  refuseLogin(userID: string): void;
  /** Delivers a message whose sender the service vouches for, whatever it claims. */
  forge(from: string, to: string, message: ForgedMessage): void;
  /** The service ends this user's login. */
  kick(userID: string): void;
  /** The number of messages that this user's driver has begun to send, repetitions included. */
  attemptsOf(userID: string): number;
  /** The receivers of each invite that this user has sent, in order. */
  invitesOf(userID: string): string[][];
  /** The number of timers and listeners that the drivers have left. */
  leftovers(): number;
  dispose(): Promise<void>;
}
