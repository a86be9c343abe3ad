import type { MediaEvent } from '../port';

export interface FakeMember {
  userID: string;
  audio: boolean;
  video: boolean;
}

/** What the world needs of a driver that sits in a room. */
export interface FakeParticipant {
  readonly userID: string;
  /** Reports an event of the room that the driver is in. */
  hear(event: MediaEvent): void;
  /** The server ended the room for this driver. */
  closed(reason: 'dismissed' | 'removed' | 'duplicate'): void;
}

interface Taken extends FakeMember {
  seat: FakeParticipant;
}

/** The server's side: who sits where and sends what. */
export class FakeWorld {
  private readonly rooms = new Map<number, Map<string, Taken>>();

  members(roomID: number): FakeMember[] {
    return this.others(roomID).map(({ userID, audio, video }) => ({ userID, audio, video }));
  }

  enter(roomID: number, seat: FakeParticipant): void {
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

  leave(roomID: number, seat: FakeParticipant, reason: 'left' | 'timeout' | 'kicked'): void {
    const room = this.rooms.get(roomID);
    const { userID } = seat;
    if (!room || room.get(userID)?.seat !== seat) return;
    room.delete(userID);
    if (room.size === 0) this.rooms.delete(roomID);
    this.tell(roomID, { kind: 'user-left', roomID, userID, reason });
  }

  send(roomID: number, seat: FakeParticipant, audio: boolean, video: boolean): void {
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
