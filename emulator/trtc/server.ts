/**
 * The TRTC half of the local cloud: what the unmodified trtc-js-sdk talks to when it is given this
 * server's address with `setProxyServer`.
 */
import type { WebSocket } from 'ws';
import { execute, type CommandContext } from './commands';
import { Connection } from './connection';
import { FOREVER, type TrtcFaults } from './faults';
import { CODE, LEAVE_REASON, PUSH, type BanReason } from './frames';
import { Network } from './network';
import type { RoomObserver } from './observer';
import { Room, roomKey } from './room';
import type { VideoCodec } from './sdp';
import { snapshotRoom, type TrtcSnapshot } from './snapshot';

export type { TrtcFaults } from './faults';
export type { MemberSnapshot, TrtcSnapshot } from './snapshot';

export type UserSigCheck = { ok: true } | { ok: false; code: number; reason: string };

export interface TrtcLogEntry {
  scope: 'trtc';
  event: string;
  level?: 'debug' | 'info' | 'warn' | 'error';
  [key: string]: unknown;
}

export interface TrtcServerOptions {
  /** Checks a UserSig; the reason is told to the client and logged. */
  verifyUserSig(sdkAppId: number, userID: string, userSig: string): UserSigCheck;
  faults: TrtcFaults;
  /** Never gets a UserSig to see. */
  log(entry: TrtcLogEntry): void;
  sdkAppId: number;
  /** Is told what happens in rooms. */
  observer?: RoomObserver;
  /** The address media is sent to and from, an IPv4 address of this machine; 127.0.0.1 by default. */
  announceAddress?: string;
  /**
   * The time for which the place of a member is kept whose socket broke. The SDK comes back at once and again
   * after two seconds, so less than that would end calls that a real cloud keeps.
   */
  graceMs?: number;
  /** The codec to take when a publisher offers both; VP8 by default. */
  videoCodec?: VideoCodec;
  /** Frames above this are refused; a publish offer of Chromium has about 15 kB. */
  maxFrameBytes?: number;
  /** The time between two pings of a socket; one that misses a whole interval is taken as lost. */
  heartbeatMs?: number;
  /** Source of chance for the faults that lose a share of frames. */
  random?(): number;
  /** What bad networks do to media by chance follows from it: the same seed loses the same packets. Default 1. */
  seed?: number;
}

export interface TrtcServer {
  /** Takes over a socket that has been upgraded already. */
  handleSocket(ws: WebSocket, url: URL): void;
  /**
   * True if a fault turns this socket away. Ask before the upgrade, because a client notices
   * the difference between a refused and a broken connection.
   */
  refusesSocket(url: URL): boolean;
  snapshot(): TrtcSnapshot;
  /** Sends a user out of a room: 'banned' by an administrator (default), or 'kick' by another login. */
  ban(roomID: string | number, userID: string, reason?: BanReason): void;
  disband(roomID: string | number): void;
  /** Breaks a user's sockets without a close frame, and turns new ones away for a while. */
  cutSocket(userID: string, options?: { refuseReconnectMs?: number }): void;
  close(): Promise<void>;
}

const DEFAULTS = {
  announceAddress: '127.0.0.1',
  graceMs: 3000,
  videoCodec: 'VP8' as VideoCodec,
  maxFrameBytes: 256 * 1024,
  heartbeatMs: 5000,
  listIntervalMs: 1000,
  seed: 1,
};

/** The close code of a page that goes away: closed, reloaded or left. It will not come back. */
const GOING_AWAY = 1001;

export function createTrtcServer(options: TrtcServerOptions): TrtcServer {
  const address = options.announceAddress ?? DEFAULTS.announceAddress;
  const graceMs = options.graceMs ?? DEFAULTS.graceMs;
  const random = options.random ?? Math.random;
  const { faults } = options;
  const rooms = new Map<string, Room>();
  const connections = new Set<Connection>();
  const tinyIDs = new Map<string, string>();

  const log = (event: string, details: Record<string, unknown> = {}): void => {
    const failed =
      event.endsWith('-failed') || event.endsWith('-refused') || event.endsWith('-error');
    options.log({ scope: 'trtc', event, level: failed ? 'warn' : 'info', ...details });
  };

  const context: CommandContext = {
    address,
    preferredCodec: options.videoCodec ?? DEFAULTS.videoCodec,
    openNetwork: (userID) =>
      new Network({ userID, faults: () => faults.network, seed: options.seed ?? DEFAULTS.seed }),
    openRoom,
    log,
  };

  function openRoom(roomID: string | number): Room {
    const key = roomKey(roomID);
    const open = rooms.get(key);
    if (open) return open;
    const room = new Room({
      roomID,
      faults,
      listIntervalMs: DEFAULTS.listIntervalMs,
      observer: options.observer,
      onEmpty: () => rooms.delete(key),
      log: (event, details) => log(event, { roomID, ...details }),
    });
    rooms.set(key, room);
    return room;
  }

  /** The cloud names a user by a number too. It stays the same for as long as this server runs. */
  function tinyIDOf(userID: string): string {
    let tinyID = tinyIDs.get(userID);
    if (!tinyID) {
      tinyID = String(144115000000000001n + BigInt(tinyIDs.size));
      tinyIDs.set(userID, tinyID);
    }
    return tinyID;
  }

  function refusesSocket(url: URL): boolean {
    const userID = url.searchParams.get('userId') ?? '';
    return (faults.socketsRefusedUntil[userID] ?? 0) > Date.now();
  }

  function handleSocket(ws: WebSocket, url: URL): void {
    const query = url.searchParams;
    const userID = query.get('userId') ?? '';
    if (refusesSocket(url)) {
      ws.on('error', () => undefined);
      ws.terminate();
      return;
    }
    const check = options.verifyUserSig(
      Number(query.get('sdkAppId')),
      userID,
      query.get('userSig') ?? '',
    );
    const connection = new Connection(ws, {
      userID,
      tinyID: check.ok ? tinyIDOf(userID) : '',
      faults,
      random,
      maxFrameBytes: options.maxFrameBytes ?? DEFAULTS.maxFrameBytes,
      heartbeatMs: options.heartbeatMs ?? DEFAULTS.heartbeatMs,
      log: (event, details) => log(event, { userID, ...details }),
      execute: (from, cmd, data) => execute(context, from, cmd, data),
      onClose,
    });
    connections.add(connection);
    if (query.get('rc') === '1') resume(connection, query, check);
    else greet(connection, check);
  }

  function greet(connection: Connection, check: UserSigCheck): void {
    const { userID, tinyID } = connection;
    if (!check.ok) {
      const { code, reason } = check;
      log('setup-refused', { userID, code, reason });
      connection.greet('setup', { cmd: PUSH.setup, code, message: reason, data: {} });
      return;
    }
    log('socket-opened', { userID });
    connection.greet('setup', {
      cmd: PUSH.setup,
      code: CODE.ok,
      message: '',
      tinyId: tinyID,
      data: { clientIp: address, signalInnerIp: address, svrTime: Date.now() },
    });
  }

  /** A socket comes back to the place that was kept; without one the SDK joins anew by itself. */
  function resume(connection: Connection, query: URLSearchParams, check: UserSigCheck): void {
    const { userID } = connection;
    const text = query.get('roomId') ?? '';
    const roomID = query.get('useStringRoomId') === 'true' ? text : Number(text);
    const room = rooms.get(roomKey(roomID));
    const member = room?.member(userID);
    if (!check.ok || !room || !member) {
      const code = check.ok ? CODE.noSession : check.code;
      const message = check.ok ? 'no place was kept' : check.reason;
      log('reconnect-refused', { userID, code, message });
      connection.greet('reconnect', { cmd: PUSH.reconnect, code, message, data: {} });
      return;
    }
    const accepted = { cmd: PUSH.reconnect, code: CODE.ok, message: '', data: {} };
    if (!connection.greet('reconnect', accepted)) return;
    member.keepPlace(null);
    const former = member.link;
    member.link = connection;
    connection.membership = { room, member };
    if (former instanceof Connection) former.replaced();
    log('reconnected', { userID, roomID });
    room.sendPublished(member);
  }

  function onClose(connection: Connection, code: number): void {
    connections.delete(connection);
    const { membership, userID } = connection;
    log('socket-closed', { userID, code });
    if (!membership || membership.member.link !== connection) return;
    const { room, member } = membership;
    member.link = null;
    if (code === GOING_AWAY || graceMs <= 0) {
      room.remove(member, LEAVE_REASON.timeout);
      return;
    }
    member.keepPlace(setTimeout(() => room.remove(member, LEAVE_REASON.timeout), graceMs));
  }

  function connectionsOf(userID: string): Connection[] {
    return [...connections].filter((connection) => connection.userID === userID);
  }

  return {
    handleSocket,
    refusesSocket,
    snapshot: () => ({ rooms: [...rooms.values()].map(snapshotRoom), sockets: connections.size }),
    ban(roomID, userID, reason = 'banned') {
      const room = rooms.get(roomKey(roomID));
      const member = room?.member(userID);
      if (room && member) room.ban(member, reason);
    },
    disband: (roomID) => rooms.get(roomKey(roomID))?.disband(),
    cutSocket(userID, { refuseReconnectMs = 0 } = {}) {
      if (refuseReconnectMs > 0) {
        const until = Math.min(Date.now() + refuseReconnectMs, FOREVER);
        faults.socketsRefusedUntil[userID] = until;
      }
      for (const connection of connectionsOf(userID)) connection.cut();
    },
    async close() {
      const closing = [...rooms.values()].map((room) => room.close());
      for (const connection of [...connections]) connection.cut();
      await Promise.all(closing);
    },
  };
}
