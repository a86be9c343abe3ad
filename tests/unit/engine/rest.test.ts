/**
 * These tests hold what the model tests found: calls that did not come to rest, and promises that
 * did not settle.
 */
import { alice, bob, connect, useOnline, world } from '../../support/online';
import { outcome } from '../../support/world';

useOnline('alice', 'bob');

describe('a handler', () => {
  it('a handler that asks for the status finds what its event tells of', async () => {
    const seen: string[] = [];
    bob.calling.on('onInvited', () => seen.push(`invited ${bob.calling.getCallStatus()}`));
    alice.calling.on('onUserAccept', () => seen.push(`accepted ${alice.calling.getCallStatus()}`));
    alice.calling.on('onCallEnd', ({ callEnd }) => {
      const { status, end } = alice.calling.snapshot;
      seen.push(`ended ${status} ${end?.seconds === callEnd}`);
    });
    await connect(1);
    await alice.calling.hangup();
    expect(seen).toEqual(['invited calling', 'accepted connected', 'ended idle true']);
  });

  it('a handler that calls again while its user logs out is refused, and nobody rings', async () => {
    await connect(1);
    let again: Promise<unknown> | undefined;
    alice.calling.on('onCallEnd', () => {
      again ??= outcome(alice.calling.call({ userID: 'bob', type: 1 }));
    });
    bob.forgetEvents();
    await alice.calling.logout();
    await world.settle();
    expect(await again).toMatchObject({ code: 61002 });
    expect(bob.names).not.toContain('onInvited');
    await alice.login();
  });
});

describe('logout', () => {
  it('logout() lets no call ring that comes while the one before is ended', async () => {
    const [carol] = await world.online('carol');
    await connect(1);
    alice.media.knobs.delay('leave', 1000);
    const loggedOut = alice.calling.logout();
    void outcome(carol.calling.call({ userID: 'alice', type: 1 }));
    await world.seconds(2);
    await loggedOut;
    expect(alice.names).not.toContain('onInvited');
    expect(alice.phase).toBe('idle');
  });

  it('logout() lets no call ring that comes while nothing goes on', async () => {
    alice.signaling.knobs.delay('logout', 1000);
    const loggedOut = alice.calling.logout();
    await world.settle();
    void outcome(bob.calling.call({ userID: 'alice', type: 1 }));
    await world.seconds(2);
    await loggedOut;
    expect(alice.names).not.toContain('onInvited');
    await bob.calling.hangup();
  });
});

it('being kicked out refuses the call that a handler of the end asks for', async () => {
  await connect(1);
  let again: Promise<unknown> | undefined;
  bob.calling.on('onCallEnd', () => {
    again ??= outcome(bob.calling.call({ userID: 'alice', type: 1 }));
  });
  bob.signaling.knobs.kick();
  await world.settle();
  expect(await again).toMatchObject({ code: 61002 });
  expect(bob.phase).toBe('idle');
});

describe('a switch that waits for an answer', () => {
  it('a switch that waits for an answer is refused when the call ends', async () => {
    await connect(2);
    world.network.fate = () => ({ drop: true });
    const switching = outcome(alice.calling.switchToAudioCall());
    await world.settle();
    await alice.calling.hangup();
    expect(await switching).toMatchObject({ code: 61011 });
    world.network.fate = undefined;
  });

  it('a switch that waits is refused when its call gives way to the one that crosses it, and opens no camera', async () => {
    world.network.delayMs = 100;
    void outcome(alice.calling.call({ userID: 'bob', type: 2 }));
    void outcome(bob.calling.call({ userID: 'alice', type: 1 }));
    await world.settle();
    const switching = outcome(bob.calling.switchToVideoCall());
    await world.seconds(1);
    expect(await switching).toMatchObject({ code: 61011 });
    expect([alice.phase, bob.phase]).toEqual(['connected', 'connected']);
    expect(bob.media.knobs.local.camera).toBe(false);
  });
});

describe('a permission prompt that nobody answers', () => {
  it('a prompt of call() that nobody answers gives the call up after a minute, and nothing was sent', async () => {
    alice.media.knobs.permission = 'prompt';
    const calling = outcome(alice.calling.call({ userID: 'bob', type: 1 }));
    await world.seconds(59);
    expect(alice.phase).toBe('dialing');
    await world.seconds(1);
    expect(await calling).toMatchObject({ code: 60005 });
    expect(alice.endReason).toBe('permission-denied');
    expect(world.network.log).toEqual([]);
  });

  it('a prompt of accept() that nobody answers gives up after a minute, also where the call rings without a limit', async () => {
    bob.media.knobs.permission = 'prompt';
    void outcome(alice.calling.call({ userID: 'bob', type: 1, timeout: 0 }));
    await world.settle();
    const accepting = outcome(bob.calling.accept());
    await world.seconds(60);
    expect(await accepting).toMatchObject({ code: 60005 });
    expect(alice.endReason).toBe('rejected');
  });
});

it('a call that only receives gives a room up that never answers', async () => {
  alice.media.knobs.hang('enter');
  const calling = outcome(alice.calling.call({ userID: 'bob', type: 1, receiveOnly: true }));
  await world.seconds(20);
  expect(await calling).toMatchObject({ code: 61007 });
  expect(bob.endReason).toBe('cancelled');
});

describe('who comes into the room', () => {
  it('a member who comes into the room has accepted, though another device of theirs was busy', async () => {
    const phone = world.user('bob');
    await phone.login();
    const [carol, dave] = await world.online('carol', 'dave');
    let accepting: Promise<unknown> | undefined;
    phone.calling.on('onInvited', () => (accepting = phone.calling.accept()));
    world.network.delayMs = 40;
    phone.media.knobs.latency = 40;
    alice.media.knobs.latency = 40;
    void outcome(bob.calling.call({ userID: 'dave', type: 1 }));
    await world.settle();
    void outcome(alice.calling.groupCall({ userIDList: ['bob', 'carol'], type: 1 }));
    await world.seconds(1);
    expect(alice.names).toContain('onLineBusy');
    await accepting;
    expect([alice.phase, phone.phase]).toEqual(['connected', 'connected']);
    expect(alice.calling.snapshot.members.bob).toMatchObject({ invite: 'accepted' });
    await carol.calling.reject();
    await phone.calling.hangup();
    await bob.calling.hangup();
    await world.seconds(1);
    expect([alice.phase, dave.phase]).toEqual(['idle', 'idle']);
  });

  it('a guest nobody invited does not keep a call that nobody accepts', async () => {
    const mallory = world.rooms.join('mallory');
    const calling = outcome(alice.calling.call({ userID: 'bob', type: 1 }));
    await world.settle();
    const { roomID } = alice.calling.snapshot;
    const credentials = { sdkAppID: 1400000000, userID: 'mallory', userSig: 'sig' };
    await mallory.enter({ ...credentials, roomID, video: false });
    await world.settle();
    await bob.calling.reject();
    await world.settle();
    await calling;
    expect(alice.endReason).toBe('rejected');
    await mallory.dispose();
  });
});

it('a group call whose last invite fails after the others have left does not stay alone', async () => {
  const calling = alice.calling.groupCall({ userIDList: ['bob'], type: 1 });
  await world.settle();
  await bob.calling.accept();
  await calling;
  alice.signaling.knobs.disconnect();
  const more = outcome(alice.calling.groupCall({ userIDList: ['carol'], type: 1 }));
  await bob.calling.hangup();
  await world.settle();
  expect(alice.phase).toBe('connected');
  await world.seconds(30);
  expect(await more).toMatchObject({ code: 61006 });
  expect(alice.endReason).toBe('signalling-error');
  alice.signaling.knobs.reconnect();
});

it('a room that is never left does not hold the next call', async () => {
  await connect(1);
  alice.media.knobs.hang('leave');
  void alice.calling.hangup();
  await world.seconds(5);
  const again = alice.calling.call({ userID: 'bob', type: 1 });
  await world.seconds(1);
  expect(bob.phase).toBe('ringing');
  await bob.calling.accept();
  await again;
  expect(alice.phase).toBe('connected');
});

it('a page that slept while it left a room has released everything when it shows', async () => {
  alice.media.knobs.hang('enter', 1);
  void outcome(alice.calling.call({ userID: 'bob', type: 2 }));
  await world.settle();
  void outcome(bob.calling.accept());
  await world.settle();
  expect(alice.phase).toBe('connected');
  void outcome(alice.calling.hangup());
  await world.settle();
  // Its timers have not fired meanwhile.
  const now = world.clock.now() + 60_000;
  const slept = jest.spyOn(world.clock, 'now').mockReturnValue(now);
  alice.page.fire('show');
  await world.settle();
  slept.mockRestore();
  expect(alice.phase).toBe('idle');
  expect(alice.media.knobs.held).toMatchObject({ tracks: 0, rooms: 0 });
});
