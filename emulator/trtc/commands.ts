/** Handlers do what each command of a TRTC client asks for. */
import type { Connection, Membership } from './connection';
import { Downlink } from './downlink';
import {
  CODE,
  CommandError,
  LEAVE_REASON,
  MUTE_KEYS,
  PUBLISH_KEYS,
  readFlags,
  readText,
  type ClientCommand,
} from './frames';
import { Member } from './member';
import type { Network } from './network';
import type { Room } from './room';
import { offeredVideoCodecs, type VideoCodec } from './sdp';
import { Uplink } from './uplink';

type Data = Record<string, unknown>;

export interface CommandContext {
  address: string;
  preferredCodec: VideoCodec;
  /** A new member's network. */
  openNetwork(userID: string): Network;
  /** Opens the room if it is not open yet. */
  openRoom(roomID: string | number): Room;
  log(event: string, details?: Record<string, unknown>): void;
}

type Handler = (
  context: CommandContext,
  connection: Connection,
  data: Data,
) => Promise<Data> | Data;

const ROLE = { anchor: 20 } as const;
/** Numeric room ids are unsigned 32-bit and not zero. */
const MAX_ROOM_ID = 4294967294;

export function execute(
  context: CommandContext,
  connection: Connection,
  cmd: ClientCommand,
  data: Data,
): Promise<Data> {
  return Promise.resolve(HANDLERS[cmd](context, connection, data));
}

const HANDLERS: Record<ClientCommand, Handler> = {
  join,
  leave,
  publish,
  publish_change: renegotiate,
  publish_state_change: changePublished,
  unpublish,
  mute_uplink: mute,
  subscribe,
  subscribe_change: changeSubscription,
  unsubscribe,
  get_user_list: listUsers,
  change_role: changeRole,
  // The SFU forwards what comes; resolutions and bitrates are between the SDK and its browser.
  update_constraint_config: () => ({}),
  quality_report: report,
};

function membershipOf(connection: Connection): Membership {
  const { membership } = connection;
  if (!membership || membership.member.gone)
    throw new CommandError(CODE.notInRoom, 'not in a room');
  return membership;
}

function readRoomID(data: Data): string | number {
  const text = readText(data, 'roomId');
  if (data.useStringRoomId === true) return text;
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1 || number > MAX_ROOM_ID) {
    throw new CommandError(
      CODE.badRequest,
      `room ${text.slice(0, 64)} is not an unsigned 32-bit id`,
    );
  }
  return number;
}

function join(context: CommandContext, connection: Connection, data: Data): Data {
  const roomID = readRoomID(data);
  if (connection.membership) leave(context, connection);
  const current = context.openRoom(roomID);
  const former = current.member(connection.userID);
  // A user is in a room once. Whoever comes later wins, as on the cloud; a socket that was away and
  // comes back as a newcomer replaces itself.
  if (former?.link) current.ban(former, 'kick');
  else if (former) current.remove(former, LEAVE_REASON.timeout);
  // The room closed if the former self was alone in it.
  const room = context.openRoom(roomID);
  const role = typeof data.trtcRole === 'number' ? data.trtcRole : ROLE.anchor;
  const member = new Member({
    userID: connection.userID,
    tinyID: connection.tinyID,
    role,
    link: connection,
    network: context.openNetwork(connection.userID),
  });
  connection.membership = { room, member };
  room.add(member);
  // The list follows the answer instead of being part of it. The SDK takes the answer's list as all
  // there is and drops its connections to anyone else; a client that lost its place and joins anew
  // still holds connections that died here, and would only notice when ICE times out, 20 s later.
  setImmediate(() => {
    if (!member.gone) room.sendPublished(member);
  });
  return {
    publishers: [],
    relayOuterIp: context.address,
    relayInnerIp: context.address,
    relayPort: 8000,
  };
}

function leave(_context: CommandContext, connection: Connection): Data {
  const { membership } = connection;
  connection.membership = null;
  membership?.room.remove(membership.member, LEAVE_REASON.normal);
  return {};
}

function listUsers(_context: CommandContext, connection: Connection): Data {
  const userList = membershipOf(connection).room.members.map((member) => ({
    userId: member.userID,
    srcTinyId: member.tinyID,
    role: member.role,
  }));
  return { userList };
}

function changeRole(_context: CommandContext, connection: Connection, data: Data): Data {
  const { member } = membershipOf(connection);
  if (typeof data.role !== 'number') throw new CommandError(CODE.badRequest, '"role" is missing');
  member.role = data.role;
  return {};
}

async function publish(context: CommandContext, connection: Connection, data: Data): Promise<Data> {
  const { room, member } = membershipOf(connection);
  const offer = readText(data, 'sdp');
  const codecs = offeredVideoCodecs(offer);
  const codec = codecs.includes(context.preferredCodec) ? context.preferredCodec : codecs[0];
  if (!codec) throw new CommandError(CODE.cannotEncodeH264, 'the offer has neither VP8 nor H.264');
  const uplink = new Uplink({
    address: context.address,
    network: member.network,
    codec,
    onRtp: (kind, packet) => room.forward(member, kind, packet),
  });
  // The new connection takes the old one's place before the answer is ready: whatever ends the
  // member meanwhile ends this connection too.
  void member.unpublish();
  member.uplink = uplink;
  const sdp = await answerOrClose(uplink, offer, () => {
    if (member.uplink === uplink) member.uplink = null;
  });
  if (member.gone || member.uplink !== uplink) throw overtaken();
  member.published = readFlags(data.state, PUBLISH_KEYS);
  context.log('published', { userID: member.userID, ...member.published, codec });
  room.publishedChanged();
  return { type: 'answer', sdp };
}

async function renegotiate(
  context: CommandContext,
  connection: Connection,
  data: Data,
): Promise<Data> {
  const { room, member } = membershipOf(connection);
  if (!member.uplink) throw new CommandError(CODE.badRequest, 'nothing is published');
  const sdp = await member.uplink.answer(readText(data, 'sdp'));
  if (member.gone) throw overtaken();
  member.published = readFlags(data.state, PUBLISH_KEYS);
  context.log('publish-changed', { userID: member.userID, ...member.published });
  room.publishedChanged();
  return { type: 'answer', sdp };
}

function changePublished(context: CommandContext, connection: Connection, data: Data): Data {
  const { room, member } = membershipOf(connection);
  if (!member.uplink) throw new CommandError(CODE.badRequest, 'nothing is published');
  member.published = readFlags(data.state, PUBLISH_KEYS);
  context.log('publish-changed', { userID: member.userID, ...member.published });
  room.publishedChanged();
  return {};
}

function unpublish(_context: CommandContext, connection: Connection): Data {
  const { room, member } = membershipOf(connection);
  room.unpublish(member);
  return {};
}

function mute(context: CommandContext, connection: Connection, data: Data): Data {
  const { room, member } = membershipOf(connection);
  member.muted = readFlags(data, MUTE_KEYS);
  context.log('muted', { userID: member.userID, ...member.muted });
  room.publishedChanged();
  return {};
}

async function subscribe(
  context: CommandContext,
  connection: Connection,
  data: Data,
): Promise<Data> {
  const { room, member } = membershipOf(connection);
  const offer = readText(data, 'sdp');
  const publisher = publisherOf(room, data);
  const codec = publisher.uplink?.codec;
  if (!codec) throw new CommandError(CODE.noSuchPublisher, 'this user publishes nothing');
  if (!offeredVideoCodecs(offer).includes(codec)) {
    throw new CommandError(CODE.cannotDecodeH264, `the offer has no ${codec}`);
  }
  const downlink = new Downlink({
    address: context.address,
    network: member.network,
    codec,
    state: readFlags(data, PUBLISH_KEYS),
    onKeyframeNeeded: (kind) => publisher.uplink?.requestKeyframe(kind),
  });
  void member.dropDownlink(publisher.userID);
  member.downlinks.set(publisher.userID, downlink);
  const sdp = await answerOrClose(downlink, offer, () => {
    if (member.downlinks.get(publisher.userID) === downlink) {
      member.downlinks.delete(publisher.userID);
    }
  });
  if (member.downlinks.get(publisher.userID) !== downlink) throw overtaken();
  context.log('subscribed', { userID: member.userID, publisher: publisher.userID, codec });
  return { type: 'answer', sdp };
}

function changeSubscription(_context: CommandContext, connection: Connection, data: Data): Data {
  const { room, member } = membershipOf(connection);
  const publisher = publisherOf(room, data);
  const downlink = member.downlinks.get(publisher.userID);
  if (!downlink) throw new CommandError(CODE.noSuchPublisher, 'not subscribed to this user');
  downlink.change(readFlags(data, PUBLISH_KEYS));
  return {};
}

function unsubscribe(_context: CommandContext, connection: Connection, data: Data): Data {
  const { room, member } = membershipOf(connection);
  void member.dropDownlink(publisherOf(room, data).userID);
  return {};
}

/** Nobody waits for an answer, and one may still be on its way when its sender has left. */
function report(_context: CommandContext, connection: Connection, data: Data): Data {
  const { membership } = connection;
  if (membership && !membership.member.gone) membership.room.report(membership.member, data);
  return {};
}

/** The client names a publisher by its tiny id, and not always by its userID too. */
function publisherOf(room: Room, data: Data): Member {
  const publisher = room.members.find((member) => member.tinyID === data.srcTinyId);
  if (!publisher) throw new CommandError(CODE.noSuchPublisher, 'no such user in the room');
  return publisher;
}

async function answerOrClose(
  media: Uplink | Downlink,
  offer: string,
  onFailure: () => void,
): Promise<string> {
  try {
    return await media.answer(offer);
  } catch (error) {
    onFailure();
    void media.close();
    throw error;
  }
}

function overtaken(): CommandError {
  return new CommandError(CODE.notInRoom, 'the member or its connection was replaced meanwhile');
}
