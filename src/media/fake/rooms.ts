import type { Clock } from '../../runtime/clock';
import type { MediaPort } from '../port';
import type { FakeHeld, FakeMediaKnobs, FakeMediaOptions } from './knobs';
import { FakeControls } from './controls';
import { FakeMediaDriver } from './driver';
import { FakeWorld } from './world';
import type { FakeMember } from './world';

/** A fake driver: the port, and the switches that a test turns. */
export type FakeMedia = MediaPort & { readonly userID: string; readonly knobs: FakeMediaKnobs };

/** What a test sees and does at the server. */
export interface FakeRoomControls {
  /** Who is in a room, and what they send. */
  members(roomID: number): FakeMember[];
  /** The server dismisses the room for everybody. */
  dismiss(roomID: number): void;
  /** What all drivers together hold: all zero when nothing was forgotten. */
  held(): FakeHeld;
}

/** In-memory rooms, shared by the users that joined this world. */
export interface FakeRooms extends FakeRoomControls {
  /** A new driver (one device of one user). Two of the same userID are two devices. */
  join(userID: string, options?: FakeMediaOptions): FakeMedia;
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
      const driver = new FakeMediaDriver(
        userID,
        world,
        options.clock,
        (driver) => new FakeControls(driver, world, media),
      );
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
