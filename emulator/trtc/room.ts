/** A room knows who is in it and who publishes what, and pushes every change to everyone. */
import type { RtpPacket } from 'werift';
import type { TrtcFaults } from './faults';
import { LEAVE_REASON, PUSH, type BanReason, type LeaveReason, type PublishedUser } from './frames';
import type { Member, PushPoint } from './member';
import type { RoomObserver } from './observer';
import { count, type MediaKind } from './traffic';

/** Numeric and string rooms are different rooms though they look alike on the wire. */
export function roomKey(roomID: string | number): string {
  return `${typeof roomID}:${roomID}`;
}

export interface RoomOptions {
  roomID: string | number;
  faults: TrtcFaults;
  /** The SDK takes a user that is missing from the list as unpublished, so it is repeated. */
  listIntervalMs: number;
  observer?: RoomObserver;
  onEmpty(room: Room): void;
  log(event: string, details?: Record<string, unknown>): void;
}

/** The SDK asks for its own statistics every two seconds; uplink statistics keep step. */
const STATS_EVERY = 2;

export class Room {
  readonly roomID: string | number;
  private readonly byUserID = new Map<string, Member>();
  private readonly ticker: NodeJS.Timeout;
  private ticks = 0;
  private closed = false;

  constructor(private readonly options: RoomOptions) {
    this.roomID = options.roomID;
    this.ticker = setInterval(() => this.tick(), options.listIntervalMs);
  }

  get members(): Member[] {
    return [...this.byUserID.values()];
  }

  member(userID: string): Member | undefined {
    return this.byUserID.get(userID);
  }

  add(member: Member): void {
    this.byUserID.set(member.userID, member);
    this.options.log('joined', { userID: member.userID, role: member.role });
    this.options.observer?.joined(this.roomID, member.userID);
    this.tellOthers(member, 'push:peer-join', PUSH.peerJoin, {
      userId: member.userID,
      srcTinyId: member.tinyID,
      role: member.role,
    });
  }

  remove(member: Member, reason: LeaveReason): void {
    if (this.byUserID.get(member.userID) !== member) return;
    this.byUserID.delete(member.userID);
    const published = member.published !== null;
    void member.dispose();
    for (const other of this.members) void other.dropDownlink(member.userID);
    this.options.log('left', { userID: member.userID, reason });
    this.options.observer?.left(this.roomID, member.userID, reason);
    this.tellOthers(member, 'push:peer-leave', PUSH.peerLeave, {
      userId: member.userID,
      srcTinyId: member.tinyID,
      reason,
    });
    if (published) this.publishedChanged();
    if (this.byUserID.size === 0) void this.close();
  }

  /** Sends a member away; it is told why, and its peers see it leave. */
  ban(member: Member, reason: BanReason): void {
    const { link } = member;
    this.options.log('banned', { userID: member.userID, reason });
    link?.push('push:banned', PUSH.banned, { reason });
    this.remove(member, LEAVE_REASON.kicked);
    link?.finish();
  }

  disband(): void {
    this.options.log('disbanded');
    const members = this.members;
    for (const { link } of members)
      link?.push('push:banned', PUSH.banned, { reason: 'room_disband' });
    // Everyone is told of the room's end and nobody of the others' leaving.
    this.byUserID.clear();
    for (const member of members) {
      const { link } = member;
      void member.dispose();
      link?.finish();
    }
    void this.close();
  }

  publishedChanged(): void {
    for (const member of this.members) this.sendPublished(member);
  }

  /** Tells a member what the others publish. */
  sendPublished(member: Member): void {
    const userList = this.members.flatMap((other): PublishedUser[] => {
      const row = other === member ? null : other.publishedRow;
      return row ? [row] : [];
    });
    member.link?.push('push:published-list', PUSH.publishedList, { userList });
  }

  /** Takes what the SDK of a member reports of itself. */
  report(member: Member, data: Record<string, unknown>): void {
    this.options.observer?.reported(this.roomID, member.userID, data);
  }

  unpublish(member: Member): void {
    if (!member.published && !member.uplink) return;
    void member.unpublish();
    for (const other of this.members) void other.dropDownlink(member.userID);
    this.options.log('unpublished', { userID: member.userID });
    this.publishedChanged();
  }

  /** The heart of the SFU: a packet of a publisher goes to everyone who subscribed to it. */
  forward(publisher: Member, kind: MediaKind, packet: RtpPacket): void {
    const bytes = packet.payload.length;
    count(publisher.received, kind, bytes);
    for (const member of this.byUserID.values()) {
      const downlink = member.downlinks.get(publisher.userID);
      if (downlink?.forward(kind, packet)) count(member.forwarded, kind, bytes);
    }
  }

  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    clearInterval(this.ticker);
    const { members } = this;
    this.byUserID.clear();
    this.options.onEmpty(this);
    this.options.observer?.closed(this.roomID);
    await Promise.all(members.map((member) => member.dispose()));
  }

  private tellOthers(
    subject: Member,
    point: PushPoint,
    cmd: number,
    data: Record<string, unknown>,
  ): void {
    for (const member of this.members) {
      if (member !== subject) member.link?.push(point, cmd, data);
    }
  }

  private tick(): void {
    this.ticks += 1;
    this.publishedChanged();
    if (this.ticks % STATS_EVERY !== 0) return;
    for (const member of this.members) this.sendUplinkStats(member);
  }

  private sendUplinkStats(member: Member): void {
    if (!member.uplink || !member.link) return;
    const { audio, video } = member.uplink.takeLoss();
    this.options.observer?.measured(this.roomID, member.userID, lossOf(audio, video));
    const forced = this.options.faults.reportedUplink;
    const data = forced
      ? {
          expectAudPkg: 100,
          recvAudPkg: 100 - forced.lossPercent,
          expectVidPkg: 0,
          recvVidPkg: 0,
          rtt: forced.rttMs,
        }
      : {
          expectAudPkg: audio.expected,
          recvAudPkg: audio.received,
          expectVidPkg: video.expected,
          recvVidPkg: video.received,
          rtt: member.uplink.roundTripMs ?? member.link.roundTripMs,
        };
    member.link.push('push:uplink-stats', PUSH.uplinkStats, data);
  }
}

/** Percent of the packets of all parts; undefined if there were none. */
function lossOf(...parts: { expected: number; received: number }[]): number | undefined {
  const [expected, received] = (['expected', 'received'] as const).map((field) =>
    parts.reduce((total, part) => total + part[field], 0),
  ) as [number, number];
  if (expected === 0) return undefined;
  return Math.max(0, Math.round(((expected - received) / expected) * 1000) / 10);
}
