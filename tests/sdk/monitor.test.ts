/** The monitor of the local cloud: what it remembers, what it forgets, and whom it answers. */
import { createEmulator, type Emulator } from '../../emulator';
import { isThisMachine } from '../../emulator/monitor/monitor-http';
import { LIMITS, RoomMonitor } from '../../emulator/monitor/monitor';
import recorded from './fixtures/quality-reports.json';

const reports = recorded as Record<string, unknown>[];
const ROOM = 42;

let time = 0;
let monitor: RoomMonitor;
beforeEach(() => {
  time = 1000;
  monitor = new RoomMonitor(() => time);
});

const reportOf = (...ids: number[]) => ({
  msg_event_msg: ids.map((id) => ({ uint32_event_id: id, uint64_date: id })),
});

describe('the monitor', () => {
  it('keeps what the SDK of a user reported, in its order', () => {
    monitor.joined(ROOM, 'bob');
    for (const report of reports) monitor.reported(ROOM, 'bob', report);
    expect(monitor.eventIDs('bob')).toEqual([32788, 32791, 32793, 32792, 32769, 32768]);
    expect(monitor.eventIDs('alice')).toEqual([]);
    const [{ users }] = monitor.rooms() as [ReturnType<RoomMonitor['rooms']>[number]];
    expect(users[0]).toMatchObject({ userID: 'bob', joinedAt: 1000, sdk: '4.15.22' });
    expect(users[0]!.samples.at(-1)).toEqual({
      at: 1000,
      up: {
        roundTripMs: 132,
        audioKbps: 29.4,
        audioLevel: 0.24646748252815331,
        videoKbps: 124.1,
        fps: 5,
        width: 640,
        height: 480,
      },
      down: [
        {
          userID: 'alice',
          roundTripMs: 201,
          audioKbps: 24.7,
          audioLevel: 0.005096591082491531,
          videoKbps: 121.3,
          fps: 4,
          width: 640,
          height: 480,
          lossPercent: 21.6,
        },
      ],
    });
  });

  it('has no round trip before one is measured', () => {
    monitor.joined(ROOM, 'bob');
    const video = { uint32_video_stream_type: 2 };
    monitor.reported(ROOM, 'bob', { msg_up_stream_info: { msg_video_status: [video] } });
    expect(monitor.rooms()[0]!.users[0]!.samples[0]!.up).not.toHaveProperty('roundTripMs');
  });

  it('tells with the next sample what the server measured of what is sent, and once', () => {
    monitor.joined(ROOM, 'bob');
    monitor.measured(ROOM, 'bob', 12.5);
    for (const report of reports.slice(3, 5)) monitor.reported(ROOM, 'bob', report);
    const { samples } = monitor.rooms()[0]!.users[0]!;
    expect(samples.map(({ up }) => up?.lossPercent)).toEqual([12.5, undefined]);
  });

  it('knows when users come and go, and when a room ends and opens again', () => {
    monitor.joined(ROOM, 'alice');
    monitor.joined(ROOM, 'bob');
    time = 2000;
    monitor.left(ROOM, 'alice');
    time = 3000;
    monitor.closed(ROOM);
    monitor.joined(ROOM, 'carol');
    expect(monitor.rooms()).toMatchObject([
      { id: 2, roomID: ROOM, openedAt: 3000, users: [{ userID: 'carol' }] },
      {
        id: 1,
        closedAt: 3000,
        users: [
          { userID: 'alice', joinedAt: 1000, leftAt: 2000 },
          { userID: 'bob', leftAt: 3000 },
        ],
      },
    ]);
    expect(monitor.rooms()[0]).not.toHaveProperty('closedAt');
  });

  it('goes on with the events of a user who joins again', () => {
    monitor.joined(ROOM, 'alice');
    monitor.reported(ROOM, 'alice', reportOf(32788));
    monitor.left(ROOM, 'alice');
    monitor.joined(ROOM, 'alice');
    monitor.reported(ROOM, 'alice', reportOf(32791));
    expect(monitor.eventIDs('alice')).toEqual([32788, 32791]);
    expect(monitor.rooms()[0]!.users).toHaveLength(1);
    expect(monitor.rooms()[0]!.users[0]).not.toHaveProperty('leftAt');
  });

  it('tells a room with a number from one with the same text', () => {
    monitor.joined(ROOM, 'alice');
    monitor.joined(String(ROOM), 'alice');
    expect(monitor.rooms().map(({ roomID }) => roomID)).toEqual([String(ROOM), ROOM]);
  });

  it('forgets the oldest beyond its limits', () => {
    for (let n = 1; n <= LIMITS.rooms + 5; n += 1) monitor.joined(n, 'alice');
    expect(monitor.rooms()).toHaveLength(LIMITS.rooms);
    expect(monitor.rooms()[0]!.roomID).toBe(LIMITS.rooms + 5);
    monitor.joined('full', 'alice');
    for (let n = 1; n < LIMITS.usersPerRoom + 5; n += 1) monitor.joined('full', `user${n}`);
    expect(monitor.rooms()[0]!.users).toHaveLength(LIMITS.usersPerRoom);
    for (let n = 1; n <= LIMITS.events + 5; n += 1) monitor.reported('full', 'user1', reportOf(n));
    const { events, samples } = monitor.rooms()[0]!.users[1]!;
    expect(events).toHaveLength(LIMITS.events);
    expect(events.at(-1)!.id).toBe(LIMITS.events + 5);
    expect(samples).toHaveLength(LIMITS.samples);
  });

  it('does not mind what it does not know', () => {
    monitor.reported(ROOM, 'nobody', reportOf(1));
    monitor.measured(ROOM, 'nobody', 1);
    monitor.left(ROOM, 'nobody');
    monitor.closed(ROOM);
    expect(monitor.rooms()).toEqual([]);
  });
});

describe('over HTTP', () => {
  let emulator: Emulator;
  let origin: string;
  beforeEach(async () => {
    emulator = createEmulator({ monitorPath: '/watch' });
    ({ origin } = await emulator.listen());
    const observer = emulator.monitor as RoomMonitor;
    observer.joined(ROOM, 'alice');
    observer.reported(ROOM, 'alice', {
      ...reports[1],
      userSig: 'eJwtzEELgjAYxvHv0Lm',
      msg_event_msg: [
        { uint32_event_id: 32788, uint64_date: 1, str_event_json: 'userSig=eJwtzEELgjAYxvHv0Lm' },
      ],
    });
  });
  afterEach(() => emulator.close());

  const ask = async (path: string, headers: Record<string, string> = {}) => {
    const response = await fetch(`${origin}${path}`, { headers });
    return { status: response.status, headers: response.headers, text: await response.text() };
  };
  const askJson = async (path: string) => JSON.parse((await ask(path)).text) as unknown;

  it('lists rooms, and tells one of them and the events of a user', async () => {
    expect(await askJson('/watch/api/rooms')).toMatchObject({
      rooms: [{ id: 1, roomID: ROOM, users: [{ userID: 'alice' }] }],
    });
    expect(await askJson('/watch/api/rooms/1')).toMatchObject({
      users: [{ userID: 'alice', events: [{ id: 32788, at: 1 }], samples: [{}] }],
    });
    expect(await askJson('/watch/api/events?userID=alice')).toEqual({
      events: [{ id: 32788, at: 1 }],
    });
    expect(await askJson('/watch/api/events?userID=bob')).toEqual({ events: [] });
    expect((await ask('/watch/api/rooms/2')).status).toBe(404);
    expect((await ask('/watch/x')).status).toBe(404);
    expect((await ask('/monitor')).status).toBe(404);
  });

  it('keeps no text of a report, and so no secret in it', async () => {
    for (const path of ['rooms', 'rooms/1', 'events?userID=alice']) {
      expect((await ask(`/watch/api/${path}`)).text).not.toMatch(/eJwtz|userSig/i);
    }
  });

  it('gives a page that may load from here alone', async () => {
    const page = await ask('/watch');
    expect(page).toMatchObject({ status: 200, text: expect.stringContaining('/watch/page.js') });
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect((await ask('/watch/page.js')).headers.get('content-type')).toContain('javascript');
    expect((await ask('/watch/page.css')).text).toMatch(/prefers-color-scheme: ?dark/);
  });

  it.each([
    ['page of another site', { origin: 'https://evil.example' }],
    ['frame of another site', { 'sec-fetch-site': 'cross-site' }],
  ])('is refused to a %s', async (_who, headers) => {
    for (const path of ['/watch', '/watch/api/rooms']) {
      expect((await ask(path, headers)).status).toBe(403);
    }
    expect(emulator.events.at(-1)).toMatchObject({ event: 'refused', code: 'FOREIGN_ORIGIN' });
  });
});

it.each([
  ['127.0.0.1', '127.0.0.1', true],
  ['::1', '::1', true],
  ['::ffff:127.0.0.1', '::ffff:127.0.0.1', true],
  ['192.168.1.20', '192.168.1.20', true],
  ['::ffff:192.168.1.20', '::ffff:192.168.1.20', true],
  ['192.168.1.77', '192.168.1.20', false],
  ['fe80::2', 'fe80::1', false],
  [undefined, '192.168.1.20', false],
  [undefined, undefined, false],
])('who asks from %s at %s is on this machine: %s', (remoteAddress, localAddress, expected) => {
  expect(isThisMachine({ remoteAddress, localAddress })).toBe(expected);
});
