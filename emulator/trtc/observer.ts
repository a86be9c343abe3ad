/** An observer is told what happens in the rooms of the server, in the order in which it does. */
import type { LeaveReason } from './frames';

export type RoomID = string | number;

export interface RoomObserver {
  joined(roomID: RoomID, userID: string): void;
  left(roomID: RoomID, userID: string, reason: LeaveReason): void;
  /** The room is gone; whoever was still in it is told of no more. */
  closed(roomID: RoomID): void;
  /** @param data what the SDK sent as `quality_report`, unread */
  reported(roomID: RoomID, userID: string, data: Record<string, unknown>): void;
  /** What the server measured of a publisher's media, every 2 s. @param lossPercent undefined if nothing was sent */
  measured(roomID: RoomID, userID: string, lossPercent: number | undefined): void;
}
