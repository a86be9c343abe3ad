/**
 * A messaging service in memory: users, their devices, and messages that a test can lose, delay,
 * double or forge. Time is the injected clock's; the same knobs give the same run.
 */
import type { Clock } from '../../runtime/clock';
import type { SignalMessage } from '../message';
import type { Signal } from '../port';
import { after } from './after';
import type { FakeKnobs, FakeLink } from './fake-knobs';

/** A fate decides what becomes of one delivery to one device. */
export interface Fate {
  /** Never arrives. */
  drop?: boolean;
  /** ms after the service took it; deliveries with different delays overtake each other. */
  delay?: number;
  /** Arrives this many times; default 1. */
  copies?: number;
}

export interface Delivery {
  message: SignalMessage;
  /** userID of the receiving device. */
  to: string;
  device: string;
}

export interface FakeNetworkOptions {
  clock: Clock;
  /** 0 ≤ x < 1. Part of inviteIDs; inject a seeded one where whole runs are compared. */
  random?: () => number;
  /** ms that every message travels, unless its fate says otherwise; default 0. */
  delayMs?: number;
}

/** Counts since the network was made. */
export interface FakeCounters {
  /** Messages that the service took, by action; 'end' and 'switch' are counted apart from 'invite'. */
  sent: Record<'invite' | 'cancel' | 'accept' | 'reject' | 'timeout' | 'end' | 'switch', number>;
  delivered: number;
  dropped: number;
  /** Stored for a user who was away. */
  stored: number;
}

/** Messages kept for a user who is away, as long as real services replay them: ms. */
const REPLAY_WINDOW = 30_000;

/** An endpoint is as much of a device as the service needs. */
export interface FakeEndpoint {
  readonly knobs: FakeKnobs;
  readonly link: FakeLink;
  /** Logged in, though the line may be cut. */
  isOnline(): boolean;
}

/** The service takes messages and delivers them; it knows devices by their line only. */
export class FakeService {
  readonly clock: Clock;
  /** Every message that the service took, in order. */
  readonly log: SignalMessage[] = [];
  readonly counters: FakeCounters = {
    sent: { invite: 0, cancel: 0, accept: 0, reject: 0, timeout: 0, end: 0, switch: 0 },
    delivered: 0,
    dropped: 0,
    stored: 0,
  };
  /** Decides about every delivery; undefined: all arrive after `delayMs`. */
  fate: ((delivery: Delivery) => Fate | void) | undefined;
  /** ms */
  delayMs: number;

  private readonly random: () => number;
  protected readonly devices: FakeEndpoint[] = [];
  private readonly groups = new Map<string, string[]>();
  private readonly stored = new Map<string, SignalMessage[]>();
  private inviteCount = 0;

  constructor({ clock, random = () => 0.5, delayMs = 0 }: FakeNetworkOptions) {
    this.clock = clock;
    this.random = random;
    this.delayMs = delayMs;
  }

  /** Members of an IM group. A group that was never set has every user of the network in it. */
  setGroup(groupID: string, userIDs: string[]): void {
    this.groups.set(groupID, [...userIDs]);
  }

  /** Another login takes the account over: all devices of the user, or one. */
  kick(userID: string, reason = 'multipleAccount', device?: string): void {
    this.devicesOf(userID)
      .filter((each) => device === undefined || each.knobs.device === device)
      .forEach((each) => each.knobs.kick(reason));
  }

  /** Makes every device of a user report a signal that no message backs: a driver gone wrong. */
  inject(to: string, signal: Signal): void {
    this.devicesOf(to).forEach((device) => device.knobs.inject(signal));
  }

  /** Sends a message as anybody, past all checks of the sending side. Receivers judge it. */
  forge(to: string, message: Partial<SignalMessage> & Pick<SignalMessage, 'action'>): void {
    const sender = message.sender ?? 'mallory';
    this.deliverTo(to, {
      inviteID: this.newInviteID(),
      inviter: sender,
      invitees: [to],
      groupID: '',
      sentAt: this.clock.now(),
      timeout: 0,
      content: { kind: 'plain', busy: false },
      ...message,
      sender,
    });
  }

  /** The service took a message: it goes to all devices concerned but the one that sent it. */
  take(message: SignalMessage, to: string[], from: FakeKnobs): void {
    this.log.push(message);
    const { kind } = message.content;
    const isNotice = message.action === 'invite' && (kind === 'end' || kind === 'switch');
    this.counters.sent[isNotice ? kind : message.action]++;
    const members = message.groupID === '' ? to : this.membersOf(message.groupID);
    new Set([...members, message.sender]).forEach((userID) =>
      this.deliverTo(userID, message, from),
    );
  }

  newInviteID(): string {
    const noise = Math.floor(this.random() * 0x10000).toString(16);
    return `invite-${++this.inviteCount}-${noise}`;
  }

  /** Messages that a user missed while no device was logged in, oldest first. They are handed over. */
  collect(userID: string): SignalMessage[] {
    const missed = this.stored.get(userID) ?? [];
    this.stored.delete(userID);
    const since = this.clock.now() - REPLAY_WINDOW;
    return missed.filter((message) => message.sentAt > since);
  }

  protected devicesOf(userID: string): FakeEndpoint[] {
    return this.devices.filter((device) => device.knobs.userID === userID);
  }

  private membersOf(groupID: string): string[] {
    return this.groups.get(groupID) ?? this.devices.map((device) => device.knobs.userID);
  }

  private deliverTo(userID: string, message: SignalMessage, except?: FakeKnobs): void {
    const online = this.devicesOf(userID).filter((device) => device.isOnline());
    if (online.length === 0 && userID !== message.sender) {
      this.counters.stored++;
      this.stored.set(userID, [...(this.stored.get(userID) ?? []), message]);
    }
    online
      .filter((device) => device.knobs !== except)
      .forEach((device) => {
        const delivery = { message, to: userID, device: device.knobs.device };
        const fate = this.fate?.(delivery) ?? {};
        if (fate.drop) {
          this.counters.dropped++;
          return;
        }
        for (let copy = fate.copies ?? 1; copy > 0; copy--) {
          after(this.clock, fate.delay ?? this.delayMs, () => {
            this.counters.delivered++;
            device.link.arrive(message);
          });
        }
      });
  }
}
