/** A snapshot is the server's knowledge as plain data: for tests, diagnostics and an HTTP endpoint. */
import type { Member } from './member';
import type { Room } from './room';
import type { VideoCodec } from './sdp';
import { copyTraffic, type TrafficByKind } from './traffic';

export interface SubscriptionSnapshot {
  userID: string;
  audio: boolean;
  video: boolean;
  small: boolean;
  aux: boolean;
  /** State of the peer connection: new, connecting, connected, disconnected, failed or closed. */
  state: string;
}

export interface MemberSnapshot {
  userID: string;
  tinyID: string;
  /** False while the member's socket is away and its place is being kept. */
  connected: boolean;
  publishing: { audio: boolean; video: boolean; small: boolean; aux: boolean };
  muted: { audio: boolean; video: boolean; aux: boolean };
  /** State of the publishing peer connection; null while nothing is published. */
  uplink: { state: string; codec: VideoCodec } | null;
  /** RTP that came from this member, since it joined. */
  received: TrafficByKind;
  /** RTP that went to this member, since it joined. */
  forwarded: TrafficByKind;
  subscriptions: SubscriptionSnapshot[];
}

export interface RoomSnapshot {
  /** A number for a numeric room, a string for a string room. */
  roomID: string | number;
  members: MemberSnapshot[];
}

export interface TrtcSnapshot {
  rooms: RoomSnapshot[];
  /** Open signalling sockets, of members and of others. */
  sockets: number;
}

function snapshotMember(member: Member): MemberSnapshot {
  const { published, muted } = member;
  return {
    userID: member.userID,
    tinyID: member.tinyID,
    connected: member.link !== null,
    publishing: {
      audio: published?.audio ?? false,
      video: published?.bigVideo ?? false,
      small: published?.smallVideo ?? false,
      aux: published?.auxVideo ?? false,
    },
    muted: { audio: muted.audio, video: muted.bigVideo, aux: muted.auxVideo },
    uplink: member.uplink && { state: member.uplink.state, codec: member.uplink.codec },
    received: copyTraffic(member.received),
    forwarded: copyTraffic(member.forwarded),
    subscriptions: [...member.downlinks].map(([userID, downlink]) => {
      const { audio, bigVideo, smallVideo, auxVideo } = downlink.subscribed;
      return {
        userID,
        audio,
        video: bigVideo,
        small: smallVideo,
        aux: auxVideo,
        state: downlink.state,
      };
    }),
  };
}

export function snapshotRoom(room: Room): RoomSnapshot {
  return { roomID: room.roomID, members: room.members.map(snapshotMember) };
}
