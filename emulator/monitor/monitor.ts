/**
 * The monitor remembers what happened in the rooms of the local cloud and what the SDKs reported, for who develops
 * an app against it. It is in memory only, and bounded: what is beyond the limits is forgotten, the oldest first.
 */
import type { RoomID, RoomObserver } from '../trtc/observer';
import {
  QualityReportReader,
  type QualityReport,
  type ReportedStream,
} from '../trtc/quality-report';
import type { MonitoredEvent, MonitoredRoom, MonitoredUser, Sample, StreamSample } from './model';

/** Together they hold the monitor below 50 MB, if every room is full and has lasted for ten minutes. */
export const LIMITS = { rooms: 20, usersPerRoom: 9, events: 500, samples: 300 } as const;

export interface Monitor {
  /** The rooms of the server, the newest first; also those that are closed. */
  rooms(): MonitoredRoom[];
  /** What the SDK of a user reported, in its order, in all rooms that are remembered. */
  events(userID: string): MonitoredEvent[];
  /** The ids of `events`: what a test compares. */
  eventIDs(userID: string): number[];
}

interface Watched {
  user: MonitoredUser;
  reader: QualityReportReader;
  /** What the server measured last of what the user sends, until it is told with the next sample. */
  lossPercent: number | undefined;
}

export class RoomMonitor implements Monitor, RoomObserver {
  private count = 0;
  /** The oldest first. */
  private readonly known: MonitoredRoom[] = [];
  private readonly watched = new WeakMap<MonitoredUser, Watched>();

  constructor(private readonly now: () => number = Date.now) {}

  rooms(): MonitoredRoom[] {
    return [...this.known].reverse();
  }

  events(userID: string): MonitoredEvent[] {
    return this.known.flatMap(({ users }) =>
      users.filter((user) => user.userID === userID).flatMap(({ events }) => events),
    );
  }

  eventIDs(userID: string): number[] {
    return this.events(userID).map(({ id }) => id);
  }

  joined(roomID: RoomID, userID: string): void {
    const room = this.openRoom(roomID) ?? this.addRoom(roomID);
    let user = room.users.find((one) => one.userID === userID);
    if (!user) {
      if (room.users.length >= LIMITS.usersPerRoom) return;
      user = { userID, joinedAt: this.now(), events: [], samples: [] };
      room.users.push(user);
    }
    delete user.leftAt;
    // Another client than before may sit behind the same name, and its reports begin anew.
    this.watched.set(user, { user, reader: new QualityReportReader(), lossPercent: undefined });
  }

  left(roomID: RoomID, userID: string): void {
    const user = this.find(roomID, userID)?.user;
    if (user) user.leftAt = this.now();
  }

  closed(roomID: RoomID): void {
    const room = this.openRoom(roomID);
    if (!room) return;
    room.closedAt = this.now();
    for (const user of room.users) user.leftAt ??= room.closedAt;
  }

  measured(roomID: RoomID, userID: string, lossPercent: number | undefined): void {
    const watched = this.find(roomID, userID);
    if (watched) watched.lossPercent = lossPercent;
  }

  reported(roomID: RoomID, userID: string, data: Record<string, unknown>): void {
    const watched = this.find(roomID, userID);
    if (!watched) return;
    const { user, reader } = watched;
    const report = reader.read(data);
    user.sdk = report.sdk;
    for (const { id, at, userID: about } of report.events) {
      keep(user.events, { id, at, ...(about && { about }) }, LIMITS.events);
    }
    keep(user.samples, this.sampleOf(report, watched.lossPercent), LIMITS.samples);
    watched.lossPercent = undefined;
  }

  /** The time is the server's, as of all that is shown beside it; only events keep the client's. */
  private sampleOf({ up, down }: QualityReport, upLoss: number | undefined): Sample {
    return {
      at: this.now(),
      ...(up && { up: { ...summaryOf(up), ...(upLoss !== undefined && { lossPercent: upLoss }) } }),
      down: down
        .slice(0, LIMITS.usersPerRoom - 1)
        .map(({ userID, ...stream }) => ({ userID, ...summaryOf(stream) })),
    };
  }

  private find(roomID: RoomID, userID: string): Watched | undefined {
    const user = this.openRoom(roomID)?.users.find((one) => one.userID === userID);
    return user && this.watched.get(user);
  }

  private openRoom(roomID: RoomID): MonitoredRoom | undefined {
    return this.known.find((room) => room.roomID === roomID && room.closedAt === undefined);
  }

  private addRoom(roomID: RoomID): MonitoredRoom {
    const room: MonitoredRoom = { id: ++this.count, roomID, openedAt: this.now(), users: [] };
    keep(this.known, room, LIMITS.rooms);
    return room;
  }
}

/** What a chart shows of a stream: sums of bitrates, the worse of losses, and the picture of the camera. */
function summaryOf({ roundTripMs, audio, videos }: ReportedStream): StreamSample {
  const main = videos.find(({ kind }) => kind === 'video');
  const losses = [audio, ...videos].flatMap((part) => part?.lossPercent ?? []);
  return {
    ...(roundTripMs > 0 && { roundTripMs }),
    ...(audio && { audioKbps: audio.kbps, audioLevel: audio.level }),
    ...(videos.length > 0 && { videoKbps: sum(videos.map(({ kbps }) => kbps)) }),
    ...(main && { fps: main.fps, width: main.width, height: main.height }),
    ...(losses.length > 0 && { lossPercent: Math.max(...losses) }),
  };
}

const sum = (values: number[]): number =>
  Math.round(10 * values.reduce((total, value) => total + value, 0)) / 10;

function keep<T>(list: T[], item: T, limit: number): void {
  list.push(item);
  if (list.length > limit) list.shift();
}
