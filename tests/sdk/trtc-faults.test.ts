/** The TRTC server misbehaves as it is told to, and no further. */
import { delay, lift, neverAnswer, refuse, refuseNext } from '../../emulator/trtc/faults';
import { joinData } from './support/trtc-raw-client';
import { useTrtcSession } from './support/trtc-session';

const session = useTrtcSession();

describe('faults', () => {
  it('refuse the setup', async () => {
    refuse(session.cloud.faults, 'setup', { code: 70001, message: 'expired' });
    const alice = await session.open('alice');
    expect(await alice.next(19)).toMatchObject({ code: 70001, message: 'expired' });
    await alice.closing();
  });

  it('refuse a join once, with the shape the SDK needs', async () => {
    refuseNext(session.cloud.faults, 'join', { code: -3320 });
    const alice = await session.open('alice');
    const refused = await alice.ask('join', 20, joinData(1));
    expect(refused).toMatchObject({ code: -3320, data: { publishers: [] } });
    expect(session.userIDs()).toEqual([]);
    expect((await alice.ask('join', 20, joinData(1))).code).toBe(0);
  });

  it('never answer a join of one user, who is not let in either', async () => {
    neverAnswer(session.cloud.faults, 'join', { users: ['alice'] });
    const alice = await session.open('alice');
    alice.send('join', joinData(1));
    await session.join('bob');
    expect(alice.has(20)).toBe(false);
    expect(session.userIDs()).toEqual(['bob']);
  });

  it('refuse and never answer a publish and a subscribe', async () => {
    const alice = await session.join('alice');
    const bob = await session.join('bob');
    refuseNext(session.cloud.faults, 'publish', { code: 1028 });
    expect((await alice.ask('publish', 4098, { sdp: 'v=0' })).code).toBe(1028);
    await session.publish(alice);
    refuseNext(session.cloud.faults, 'subscribe', { code: 77393 });
    expect((await bob.ask('subscribe', 4102, {})).code).toBe(77393);
    neverAnswer(session.cloud.faults, 'subscribe');
    bob.send('subscribe', session.sourceOf(alice));
    expect((await bob.ask('get_user_list', 4137)).code).toBe(0);
    expect(bob.frames.filter((frame) => frame.cmd === 4102)).toHaveLength(1);
    lift(session.cloud.faults, 'subscribe');
    await session.subscribe(bob, alice);
  });

  it('delay a command and let later ones pass', async () => {
    delay(session.cloud.faults, 'get_user_list', 200, { times: 1 });
    const alice = await session.join('alice');
    const askedAt = Date.now();
    const late = alice.ask('get_user_list', 4137);
    await alice.ask('mute_uplink', 4108);
    expect(Date.now() - askedAt).toBeLessThan(200);
    await late;
    expect(Date.now() - askedAt).toBeGreaterThanOrEqual(190);
  });

  it('lose pushes', async () => {
    session.cloud.faults.points['push:peer-join'] = { drop: 1 };
    const alice = await session.join('alice');
    await session.join('bob');
    await alice.next(23);
    expect(alice.has(4134)).toBe(false);
  });
});
