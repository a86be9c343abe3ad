/** The door for an app's own tests, used as a stranger would use it. */
import TRTCCalling, {
  CallError,
  checkEnvironment,
  checkNetwork,
  TestWorld,
  VirtualClock,
  world,
  type CallSnapshot,
} from '../../../src/testing';

afterEach(() => world.reset());

/** A screen as an app has one: what it shows is a function of the snapshot. */
function screenOf(calling: TRTCCalling) {
  const screen = { text: '' };
  calling.subscribe(({ phase, inviter, end }: CallSnapshot) => {
    if (phase === 'ringing') screen.text = `${inviter} calls`;
    else if (phase === 'connected') screen.text = 'in a call';
    else screen.text = end ? `over: ${end.reason}` : '';
  });
  return screen;
}

it('an incoming call shows the screen of an app, which answers it and hangs up', async () => {
  const alice = await world.join('alice');
  const bob = await world.join('bob');
  const screen = screenOf(alice.calling);

  await bob.calling.call({ userID: 'alice', type: 2 });
  expect(screen.text).toBe('bob calls');

  await alice.calling.accept();
  expect(screen.text).toBe('in a call');
  await world.settle();
  expect(bob.calling.snapshot.members.alice).toMatchObject({ audio: true, video: true });
  expect(alice.media.local).toEqual({ microphone: true, camera: true, published: true });

  await alice.calling.hangup();
  expect(screen.text).toBe('over: hangup');
  await world.settle();
  expect(bob.calling.snapshot.end?.reason).toBe('remote-hangup');
});

it('the default export stands in for the client that the app makes and logs in by itself', async () => {
  const calling = new TRTCCalling({ SDKAppID: 1400123456 });
  await calling.login({ userID: 'alice', userSig: 'of the server' });
  const rings: unknown[] = [];
  calling.on(TRTCCalling.EVENT.INVITED, ({ sponsor }) => rings.push(sponsor));

  const bob = await world.join('bob');
  await bob.calling.call({ userID: 'alice', type: TRTCCalling.CALL_TYPE.AUDIO_CALL });
  expect(rings).toEqual(['bob']);
  expect(world.user('alice').calling).toBe(calling);
});

it('the client of a test checks its parameters as the real one does', async () => {
  expect(() => new TRTCCalling({ SDKAppID: 0 })).toThrow(CallError);
  const alice = await world.join('alice');
  await expect(alice.calling.call({ userID: 'alice', type: 1 })).rejects.toMatchObject({
    code: 61001,
  });
});

it('a device or a permission that is missing is the app’s own error to show', async () => {
  const alice = await world.join('alice', { permission: 'denied' });
  await world.join('bob');
  await expect(alice.calling.call({ userID: 'bob', type: 1 })).rejects.toMatchObject({
    code: 60005,
  });
  const { findings } = await alice.calling.checkEnvironment();
  expect(findings.find(({ id }) => id === 'microphone-permission')?.state).toBe('denied');
  expect((await checkEnvironment()).canSend).toBe(true);
});

it('a call that nobody answers ends when the test turns the clock', async () => {
  const clock = new VirtualClock();
  const own = new TestWorld({ clock });
  const alice = await own.join('alice');
  await own.join('bob');
  const screen = screenOf(alice.calling);
  await alice.calling.call({ userID: 'bob', type: 1, timeout: 30 });
  await clock.advance(29_000);
  expect(screen.text).toBe('');
  await clock.advance(1_000);
  expect(screen.text).toBe('over: no-response');
  await own.reset();
  expect(clock.pending).toBe(0);
});

it('the clock of the system is the one that Jest’s fake timers turn', async () => {
  jest.useFakeTimers();
  try {
    const alice = await world.join('alice');
    await world.join('bob');
    const screen = screenOf(alice.calling);
    await alice.calling.call({ userID: 'bob', type: 1, timeout: 30 });
    await jest.advanceTimersByTimeAsync(30_000);
    await world.settle();
    expect(screen.text).toBe('over: no-response');
  } finally {
    await world.reset();
    jest.useRealTimers();
  }
});

it('the line, the rooms and the page of a user can be made to go wrong', async () => {
  const alice = await world.join('alice');
  const bob = await world.join('bob');
  await bob.calling.call({ userID: 'alice', type: 1 });
  await alice.calling.accept();
  const { roomID } = alice.calling.snapshot;
  expect(world.rooms.members(roomID).map(({ userID }) => userID)).toEqual(['bob', 'alice']);
  alice.media.connection('reconnecting');
  await world.settle();
  expect(alice.calling.snapshot.connection).toBe('reconnecting');
  world.rooms.dismiss(roomID);
  await world.settle();
  expect(alice.calling.snapshot.end?.reason).toBe('room-dismissed');

  alice.line.kick();
  expect(alice.calling.snapshot.login).toBe('kicked-out');
  expect(bob.page.count).toBeGreaterThan(0);
});

it('worlds know nothing of each other, and after a reset nobody of before is left', async () => {
  const other = new TestWorld();
  const bob = await other.join('bob');
  const alice = await world.join('alice');
  await alice.calling.call({ userID: 'bob', type: 1 });
  await other.settle();
  expect(bob.calling.snapshot.phase).toBe('idle');
  await other.reset();

  await world.reset();
  await expect(alice.calling.call({ userID: 'bob', type: 1 })).rejects.toMatchObject({
    name: 'DESTROYED',
  });
  expect(() => world.user('alice').media).toThrow("await world.join('alice')");
});

it('checkNetwork() measures the network that world.probe is set to, by the clock of the world', async () => {
  const clock = new VirtualClock();
  await world.reset({ clock });
  world.probe.up = { level: 4, rtt: 30, loss: 35, bitrate: 400 };
  const check = checkNetwork({
    SDKAppID: 1400000000,
    userID: 'alice_up',
    userSig: 'test',
    receiver: { userID: 'alice_down', userSig: 'test' },
  });
  await clock.advance(15_000);
  const { up, down } = await check;
  expect([up.finding, down.finding]).toEqual(['loss', 'good']);
  expect(world.probe.held).toBe(0);
});
