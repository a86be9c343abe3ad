import { createLogger, type Logger } from '../../log';
import type { Clock } from '../../runtime/clock';
import type { MediaPort } from '../port';
import type { FakeHeld, FakeMediaKnobs, FakeMediaOptions } from './knobs';
import { FakeControls } from './controls';
import { FakeMediaDriver } from './driver';
import { FakeWorld } from './world';
import type { FakeMember } from './world';

/** A fake driver is the port, and the switches that a test turns. */
export type FakeMedia = MediaPort & { readonly userID: string; readonly knobs: FakeMediaKnobs };

/** The controls are what a test sees and does at the server. */
export interface FakeRoomControls {
  /** Lists who is in a room, and what they send. */
  members(roomID: number): FakeMember[];
  /** Dismisses the room for everybody, as the server would. */
  dismiss(roomID: number): void;
  /** Counts what all drivers together hold: all zero when nothing was forgotten. */
  held(): FakeHeld;
}

/** The rooms are in memory, and shared by the users that joined this world. */
export interface FakeRooms extends FakeRoomControls {
  /** Makes a new driver (one device of one user). Two of the same userID are two devices. */
  join(userID: string, options?: FakeMediaOptions): FakeMedia;
}

/**
 * Makes rooms without a network: what one driver sends, the others report.
 *
 * Everything is deterministic: events reach each user in the order in which they happened, by
 * promise reactions where the latency is 0 and by the clock otherwise.
 *
 * @param options.clock the only source of time
 * @param options.log hears of listeners that throw; default: the console
 */
export function createFakeRooms(options: { clock: Clock; log?: Logger }): FakeRooms {
  const { clock, log = createLogger() } = options;
  const world = new FakeWorld();
  const drivers: FakeMediaDriver[] = [];
  return {
    join(userID, media = {}) {
      const driver = new FakeMediaDriver(
        userID,
        world,
        clock,
        log,
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
