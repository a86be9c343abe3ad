import type { Clock } from '../../platform/types';
import type { MediaEvent, MediaPort } from '../port';
import type { FakeHeld, FakeMediaKnobs, FakeMediaOptions } from './knobs';
import { FakeMediaDriver } from './driver';

/** A fake driver: the port, and the switches that a test turns. */
export type FakeMedia = MediaPort & { readonly userID: string; readonly knobs: FakeMediaKnobs };

export interface FakeMember {
  userID: string;
  audio: boolean;
  video: boolean;
}

/** In-memory rooms, shared by the users that joined this world. */
export interface FakeRooms {
  /** A new driver (one device of one user). Two of the same userID are two devices. */
  join(userID: string, options?: FakeMediaOptions): FakeMedia;
  /** Who is in a room, and what they send. */
  members(roomID: number): FakeMember[];
  /** The server dismisses the room for everybody. */
  dismiss(roomID: number): void;
  /** What all drivers together hold: all zero when nothing was forgotten. */
  held(): FakeHeld;
}

/**
 * Rooms without a network: what one driver sends, the others report.
 *
 * Everything is deterministic: events reach each user in the order in which they happened, by
 * promise reactions where the latency is 0 and by the clock otherwise.
 *
 * @param options.clock the only source of time
 */
export function createFakeRooms(options: { clock: Clock }): FakeRooms {
  const world = new FakeWorld();
  const drivers: FakeMediaDriver[] = [];
  return {
    join(userID, media = {}) {
      const driver = new FakeMediaDriver(userID, world, options.clock, media);
      drivers.push(driver);
      return driver;
    },
    members: (roomID) => world.members(roomID),
    dismiss: (roomID) => world.dismiss(roomID),
    held() {
      const sum: FakeHeld = { tracks: 0, rooms: 0, listeners: 0, waiting: 0, views: 0 };
      for (const { knobs } of drivers) {
        const { held } = knobs;
        for (const key of Object.keys(sum) as (keyof FakeHeld)[]) sum[key] += held[key];
      }
      return sum;
    },
  };
}

/** What the world needs of a driver that sits in a room. */
export interface FakeSeat {
  readonly userID: string;
  /** Reports an event of the room that the driver is in. */
  hear(event: MediaEvent): void;
  /** The server ended the room for this driver. */
  closed(reason: 'dismissed' | 'removed' | 'duplicate'): void;
}

interface Taken extends FakeMember {
  seat: FakeSeat;
}

/** The server's side: who sits where and sends what. */
export class FakeWorld {
  private readonly rooms = new Map<number, Map<string, Taken>>();

  members(roomID: number): FakeMember[] {
    return this.others(roomID).map(({ userID, audio, video }) => ({ userID, audio, video }));
  }

  enter(roomID: number, seat: FakeSeat): void {
    const { userID } = seat;
    const before = this.rooms.get(roomID)?.get(userID);
    if (before) {
      this.leave(roomID, before.seat, 'kicked');
      before.seat.closed('duplicate');
    }
    const others = this.others(roomID);
    const room = this.rooms.get(roomID) ?? new Map<string, Taken>();
    this.rooms.set(roomID, room);
    room.set(userID, { userID, seat, audio: false, video: false });
    for (const other of others) {
      seat.hear({ kind: 'user-entered', roomID, userID: other.userID });
      seat.hear({ kind: 'user-media', roomID, ...media(other) });
      other.seat.hear({ kind: 'user-entered', roomID, userID });
      other.seat.hear({ kind: 'user-media', roomID, userID, audio: false, video: false });
    }
  }

  leave(roomID: number, seat: FakeSeat, reason: 'left' | 'timeout' | 'kicked'): void {
    const room = this.rooms.get(roomID);
    const { userID } = seat;
    if (!room || room.get(userID)?.seat !== seat) return;
    room.delete(userID);
    if (room.size === 0) this.rooms.delete(roomID);
    this.tell(roomID, { kind: 'user-left', roomID, userID, reason });
  }

  send(roomID: number, seat: FakeSeat, audio: boolean, video: boolean): void {
    const { userID } = seat;
    const member = this.rooms.get(roomID)?.get(userID);
    if (!member || member.seat !== seat) return;
    if (member.audio === audio && member.video === video) return;
    Object.assign(member, { audio, video });
    this.tell(roomID, { kind: 'user-media', roomID, userID, audio, video }, userID);
  }

  tell(roomID: number, event: MediaEvent, except?: string): void {
    for (const other of this.others(roomID)) {
      if (other.userID !== except) other.seat.hear(event);
    }
  }

  dismiss(roomID: number): void {
    const members = this.others(roomID);
    this.rooms.delete(roomID);
    for (const { seat } of members) seat.closed('dismissed');
  }

  private others(roomID: number): Taken[] {
    return [...(this.rooms.get(roomID)?.values() ?? [])];
  }
}

const media = ({ userID, audio, video }: FakeMember) => ({ userID, audio, video });
