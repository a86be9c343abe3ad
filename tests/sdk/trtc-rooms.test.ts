/** The TRTC room says who is in it, and drops clients that vanish. */
import { CODE } from '../../emulator/trtc/frames';
import { joinData, until } from './support/trtc-raw-client';
import { CALL_MEDIA, useTrtcSession } from './support/trtc-session';

const GRACE_MS = 150;
const session = useTrtcSession({ graceMs: GRACE_MS });

describe('rooms', () => {
  it('everyone is told who comes, publishes, mutes and goes', async () => {
    const alice = await session.join('alice');
    const bob = await session.join('bob');
    const aliceID = session.member('alice')?.tinyID;
    expect(await alice.next(4134)).toMatchObject({ data: { userId: 'bob', role: 20 } });
    expect((await bob.ask('get_user_list', 4137)).data).toMatchObject({
      userList: [{ userId: 'alice' }, { userId: 'bob' }],
    });
    await session.publish(alice);
    const row = (flag: number) => ({ userList: [{ userId: 'alice', srcTinyId: aliceID, flag }] });
    await bob.next(23, ({ data }) => equal(data, row(1 | 8)));
    await alice.ask('mute_uplink', 4108, { audio: true, bigVideo: false, auxVideo: false });
    await bob.next(23, ({ data }) => equal(data, row(1 | 8 | 64)));
    await alice.ask('publish_state_change', 4112, { state: { ...CALL_MEDIA, bigVideo: false } });
    await bob.next(23, ({ data }) => equal(data, row(8 | 64)));
    await alice.ask('unpublish', 4100);
    await bob.next(23, ({ data }) => equal(data, { userList: [] }));
    alice.send('leave');
    expect(await bob.next(4135)).toMatchObject({ data: { userId: 'alice', reason: 0 } });
    expect(session.userIDs()).toEqual(['bob']);
  });

  it('a list that has not changed is repeated', async () => {
    const alice = await session.join('alice');
    await alice.next(23);
    await alice.next(23);
    await alice.next(23);
  });

  it('a numeric and a string room of the same name are two rooms', async () => {
    const alice = await session.join('alice', 5);
    const bob = await session.open('bob');
    expect((await bob.ask('join', 20, joinData('5'))).code).toBe(0);
    expect(session.cloud.trtc.snapshot().rooms.map((room) => room.roomID)).toEqual([5, '5']);
    session.cloud.trtc.ban('5', 'alice');
    session.cloud.trtc.ban('5', 'bob');
    expect(await bob.next(9)).toMatchObject({ data: { reason: 'banned' } });
    expect(alice.has(9)).toBe(false);
    expect(session.userIDs()).toEqual(['alice']);
  });

  it('a second login in a room sends the first one away', async () => {
    const first = await session.join('alice');
    const bob = await session.join('bob');
    const second = await session.join('alice');
    expect(await first.next(9)).toMatchObject({ data: { reason: 'kick' } });
    expect(await first.closing()).toBe(1000);
    expect(await bob.next(4135)).toMatchObject({ data: { userId: 'alice', reason: 2 } });
    expect(await bob.next(4134)).toMatchObject({ data: { userId: 'alice' } });
    expect((await second.ask('get_user_list', 4137)).data).toMatchObject({
      userList: [{ userId: 'bob' }, { userId: 'alice' }],
    });
  });

  it('a disbanded room tells everyone and is gone', async () => {
    const alice = await session.join('alice');
    const bob = await session.join('bob');
    session.cloud.trtc.disband(1);
    for (const client of [alice, bob]) {
      expect(await client.next(9)).toMatchObject({ data: { reason: 'room_disband' } });
      expect(await client.closing()).toBe(1000);
      expect(client.has(4135)).toBe(false);
    }
    expect(session.cloud.trtc.snapshot().rooms).toEqual([]);
    await session.join('alice');
  });
});

describe('a client that vanishes', () => {
  it('without a close frame keeps its place for the grace and then leaves', async () => {
    const alice = await session.join('alice');
    const bob = await session.join('bob');
    const cutAt = Date.now();
    alice.ws.terminate();
    await until('the socket to be missed', () => session.member('alice')?.connected === false);
    expect(await bob.next(4135)).toMatchObject({ data: { userId: 'alice', reason: 1 } });
    expect(Date.now() - cutAt).toBeGreaterThanOrEqual(GRACE_MS - 20);
    expect(session.userIDs()).toEqual(['bob']);
  });

  it('by going away, as a closed page does, leaves at once', async () => {
    await session.restart({ graceMs: 60_000 });
    const alice = await session.join('alice');
    const bob = await session.join('bob');
    alice.ws.close(1001);
    expect(await bob.next(4135)).toMatchObject({ data: { userId: 'alice', reason: 1 } });
  });

  it('and stops answering is found out by its heartbeat', async () => {
    await session.restart({ graceMs: 0, heartbeatMs: 50 });
    const alice = await session.join('alice');
    const bob = await session.join('bob');
    alice.ws.pause();
    expect(await bob.next(4135)).toMatchObject({ data: { userId: 'alice', reason: 1 } });
  });

  it('and comes back in time has its place, its media and the list', async () => {
    await session.restart({});
    const alice = await session.join('alice');
    const bob = await session.join('bob');
    await session.publish(alice);
    await session.publish(bob);
    session.cloud.trtc.cutSocket('alice');
    await alice.closing();
    const again = await session.open('alice', {
      rc: '1',
      useStringRoomId: 'false',
    });
    expect(await again.next(514)).toMatchObject({ code: 0 });
    expect(await again.next(23)).toMatchObject({
      data: { userList: [{ userId: 'bob', flag: 9 }] },
    });
    expect(session.member('alice')).toMatchObject({
      connected: true,
      uplink: { state: 'connected' },
    });
    expect(bob.has(4135)).toBe(false);
  });

  it('and comes back too late is told to join anew', async () => {
    const alice = await session.join('alice');
    const bob = await session.join('bob');
    alice.ws.terminate();
    await bob.next(4135);
    const again = await session.open('alice', { rc: '1' });
    expect(await again.next(514)).toMatchObject({ code: CODE.noSession });
  });

  it('is turned away for as long as a test wants', async () => {
    await session.join('alice');
    session.cloud.trtc.cutSocket('alice', { refuseReconnectMs: 60_000 });
    await expect(session.open('alice')).rejects.toThrow();
    await session.stillServes();
    session.cloud.faults.socketsRefusedUntil = {};
    await session.open('alice');
  });
});

function equal(left: unknown, right: unknown): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}
