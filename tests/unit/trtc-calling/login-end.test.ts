/** A login ends without logout(): by its userSig, or by the app on the IM instance that both share. */
import { CallError } from '../../../src/errors';
import { NOTHING_LEFT, outcome, World } from '../../support/world';

let world: World;

beforeEach(() => {
  world = new World();
});

describe('a login that ends by itself', () => {
  const HOUR = 3_600_000;
  let answers: (() => Promise<{ userSig: string; expiresAt: number }>)[];
  const getUserSig = () => {
    const next = answers.length > 1 ? answers.shift() : answers[0];
    return next!();
  };
  const fresh = async () => ({ userSig: 'fresh', expiresAt: world.clock.wall() + HOUR });

  beforeEach(() => {
    answers = [fresh];
  });

  /** alice, whose app can renew her userSig, in a call with bob if so wished. */
  async function aliceIn({ renews = true, expiresIn = HOUR, call = false } = {}) {
    const [bob] = await world.online('bob');
    const alice = world.user('alice', { calling: renews ? { getUserSig } : {} });
    const expiresAt = world.clock.wall() + expiresIn;
    await alice.calling.login({ userID: 'alice', userSig: 'old', expiresAt });
    if (call) {
      const calling = alice.calling.call({ userID: 'bob', type: 1 });
      await world.settle();
      await bob.calling.accept();
      await calling;
    }
    return { alice, bob };
  }

  it('by an expired userSig says so: event, snapshot, end of the call, and code of what comes after', async () => {
    const { alice, bob } = await aliceIn({ renews: false, call: true });
    alice.signaling.knobs.kick('userSigExpired', 'user-sig-expired');
    await world.settle();
    expect(alice.calling.snapshot.login).toBe('user-sig-expired');
    expect(alice.endReason).toBe('user-sig-expired');
    expect(bob.endReason).toBe('remote-hangup');
    expect(alice.names).toContain('sdkNotReady');
    expect(alice.names).not.toContain('onKickedOut');
    const refused = await outcome(alice.calling.call({ userID: 'bob', type: 1 }));
    expect(refused).toMatchObject({ code: 61018, cure: expect.stringContaining('getUserSig') });
    await alice.calling.login({ userID: 'alice', userSig: 'new' });
    expect(alice.calling.snapshot.login).toBe('ready');
    expect(await world.leftovers()).toEqual(NOTHING_LEFT);
  });

  it('by an expired userSig begins again with getUserSig, and calls ring again', async () => {
    const { alice, bob } = await aliceIn();
    answers = [() => Promise.reject(new Error('server down')), fresh];
    alice.signaling.knobs.kick('userSigExpired', 'user-sig-expired');
    await world.seconds(29);
    expect(alice.calling.snapshot.login).toBe('user-sig-expired');
    await world.seconds(2);
    expect(alice.calling.snapshot.login).toBe('ready');
    void outcome(bob.calling.call({ userID: 'alice', type: 1 }));
    await world.settle();
    expect(alice.phase).toBe('ringing');
    expect(await world.leftovers()).toEqual(NOTHING_LEFT);
  });

  it('and that cannot begin again at once is tried again until it can, or until the app logs out', async () => {
    const { alice } = await aliceIn();
    const { loadPorts } = alice.platform;
    alice.platform.loadPorts = () => Promise.reject(new Error('offline'));
    alice.signaling.knobs.kick('userSigExpired', 'user-sig-expired');
    await world.seconds(65);
    expect(alice.calling.snapshot.login).toBe('logged-out');
    alice.platform.loadPorts = loadPorts;
    await world.seconds(30);
    expect(alice.calling.snapshot.login).toBe('ready');
    alice.signaling.knobs.kick('userSigExpired', 'user-sig-expired');
    await alice.calling.logout();
    await world.seconds(120);
    expect(alice.calling.snapshot.login).toBe('logged-out');
    expect(await world.leftovers()).toEqual(NOTHING_LEFT);
  });

  it('is forestalled: the login is renewed before its userSig ends, after a call that goes on then', async () => {
    const { alice, bob } = await aliceIn({ expiresIn: 400_000, call: true });
    const renewals = () => alice.signaling.knobs.counters.login - 1;
    await world.seconds(110);
    expect([alice.phase, renewals()]).toEqual(['connected', 0]);
    await alice.calling.hangup();
    await world.settle();
    expect(renewals()).toBe(1);
    void outcome(bob.calling.call({ userID: 'alice', type: 1 }));
    await world.settle();
    expect(alice.phase).toBe('ringing');
    expect(await world.leftovers()).toEqual(NOTHING_LEFT);
  });

  it('may be noticed first where a room is entered: the call says so, and with getUserSig the login is renewed', async () => {
    const { alice, bob } = await aliceIn();
    alice.media.knobs.fail('enter', CallError.userSigExpired('70001'));
    const refused = outcome(alice.calling.call({ userID: 'bob', type: 1 }));
    await world.settle();
    expect(await refused).toMatchObject({ code: 61018 });
    expect(alice.endReason).toBe('user-sig-expired');
    await world.seconds(1);
    expect(bob.endReason).toBe('cancelled');
    expect(alice.signaling.knobs.counters.login).toBe(2);
    const calling = alice.calling.call({ userID: 'bob', type: 1 });
    await world.settle();
    await bob.calling.accept();
    await calling;
    expect(alice.phase).toBe('connected');
    expect(await world.leftovers()).toEqual(NOTHING_LEFT);
  });

  it('by a logout of the shared IM instance is a logout here, and says which', async () => {
    const { alice, bob } = await aliceIn({ call: true });
    alice.signaling.knobs.kick('the app has logged out its IM', 'logged-out');
    await world.settle();
    expect(alice.calling.snapshot).toMatchObject({ login: 'logged-out', userID: '' });
    expect([alice.endReason, bob.endReason]).toEqual(['logged-out', 'remote-hangup']);
    expect(alice.names.filter((name) => name === 'sdkNotReady')).toHaveLength(1);
    const refused = await outcome(alice.calling.call({ userID: 'bob', type: 1 }));
    expect(refused).toMatchObject({ code: 61002, reason: expect.stringContaining('its IM') });
    await world.seconds(120);
    expect(alice.calling.snapshot.login).toBe('logged-out');
    expect(await world.leftovers()).toEqual(NOTHING_LEFT);
  });

  it('and a userSig that ends at once is not asked for without end', async () => {
    let asked = 0;
    answers = [
      async () => {
        asked++;
        return { userSig: 'short', expiresAt: world.clock.wall() + 1000 };
      },
    ];
    const { alice } = await aliceIn({ expiresIn: 1000 });
    await world.seconds(61);
    expect(asked).toBe(3);
    await alice.calling.destroy();
  });
});
