import type { MediaEvent } from '../port';

export interface FakeMember {
  userID: string;
  audio: boolean;
  video: boolean;
}

/** A participant is what the world needs of a driver that is in a room. */
export interface FakeParticipant {
  readonly userID: string;
  /** Reports an event of the room that the driver is in. */
  hear(event: MediaEvent): void;
  /** Reports that the server ended the room for this driver. */
  closed(reason: 'dismissed' | 'removed' | 'duplicate'): void;
}

interface Member extends FakeMember {
  participant: FakeParticipant;
}

/** The fake world is the server's side: who is where and sends what. */
export class FakeWorld {
  private readonly rooms = new Map<number, Map<string, Member>>();

  members(roomID: number): FakeMember[] {
    return this.others(roomID).map(({ userID, audio, video }) => ({ userID, audio, video }));
  }

  enter(roomID: number, participant: FakeParticipant): void {
    const { userID } = participant;
    const before = this.rooms.get(roomID)?.get(userID);
    if (before) {
      this.leave(roomID, before.participant, 'kicked');
      before.participant.closed('duplicate');
    }
    const others = this.others(roomID);
    const room = this.rooms.get(roomID) ?? new Map<string, Member>();
    this.rooms.set(roomID, room);
    room.set(userID, { userID, participant, audio: false, video: false });
    for (const other of others) {
      participant.hear({ kind: 'user-entered', roomID, userID: other.userID });
      participant.hear({ kind: 'user-media', roomID, ...media(other) });
      other.participant.hear({ kind: 'user-entered', roomID, userID });
      other.participant.hear({ kind: 'user-media', roomID, userID, audio: false, video: false });
    }
  }

  leave(roomID: number, participant: FakeParticipant, reason: 'left' | 'timeout' | 'kicked'): void {
    const room = this.rooms.get(roomID);
    const { userID } = participant;
    if (!room || room.get(userID)?.participant !== participant) return;
    room.delete(userID);
    if (room.size === 0) this.rooms.delete(roomID);
    this.tell(roomID, { kind: 'user-left', roomID, userID, reason });
  }

  send(roomID: number, participant: FakeParticipant, audio: boolean, video: boolean): void {
    const { userID } = participant;
    const member = this.rooms.get(roomID)?.get(userID);
    if (!member || member.participant !== participant) return;
    if (member.audio === audio && member.video === video) return;
    Object.assign(member, { audio, video });
    this.tell(roomID, { kind: 'user-media', roomID, userID, audio, video }, userID);
  }

  tell(roomID: number, event: MediaEvent, except?: string): void {
    for (const other of this.others(roomID)) {
      if (other.userID !== except) other.participant.hear(event);
    }
  }

  dismiss(roomID: number): void {
    const members = this.others(roomID);
    this.rooms.delete(roomID);
    for (const { participant } of members) participant.closed('dismissed');
  }

  private others(roomID: number): Member[] {
    return [...(this.rooms.get(roomID)?.values() ?? [])];
  }
}

const media = ({ userID, audio, video }: FakeMember) => ({ userID, audio, video });
