/**
 * These tests hold what users of the published clients asked again and again, as far as the engine
 * decides it.
 */
import { alice, bob, connect, phases, useOnline, world } from '../../support/online';
import { outcome, type TestUser } from '../../support/world';

useOnline('alice', 'bob');

const call = (user: TestUser, userID: string, timeout?: number) =>
  outcome(user.calling.call({ userID, type: 2, ...(timeout === undefined ? {} : { timeout }) }));

it.each([
  ['ignores it', 'bob', 30, 'timeout'],
  ['is offline', 'nobody', 35, 'offline'],
])('F-i1 NO_RESP says whether the callee %s', async (_what, callee, seconds, reason) => {
  void call(alice, callee);
  await world.seconds(seconds - 1);
  expect(alice.names).not.toContain('onNoResp');
  await world.seconds(1);
  expect(alice.payloads('onNoResp')).toEqual([
    expect.objectContaining({ sponsor: 'alice', userID: callee, userIDList: [callee], reason }),
  ]);
});

it('F-i3 hanging up twice, and once more in the handlers of the end, is hanging up once', async () => {
  await connect();
  const more: Promise<unknown>[] = [];
  for (const user of [alice, bob]) {
    user.calling.on('onCallEnd', () => more.push(user.calling.hangup()));
    user.calling.on('onUserLeave', () => more.push(user.calling.hangup()));
  }
  await Promise.all([alice.calling.hangup(), alice.calling.hangup()]);
  await world.settle();
  await Promise.all(more);
  for (const user of [alice, bob]) {
    expect(user.payloads('onCallEnd')).toHaveLength(1);
    expect(user.media.knobs.calls.filter((one) => one === 'leave')).toHaveLength(1);
  }
});

it('F-i4 what is asked of devices that are not ready yet is done once they are', async () => {
  alice.media.knobs.delay('prepare', 2000);
  const calling = call(alice, 'bob');
  await world.seconds(0.1);
  await Promise.all([
    alice.calling.startLocalView({ userID: 'alice', videoViewDomID: 'me' }),
    alice.calling.startRemoteView({ userID: 'bob', videoViewDomID: 'you' }),
    alice.calling.closeCamera(),
    alice.calling.openCamera(),
    alice.calling.closeCamera(),
    alice.calling.setMicMute(true),
  ]);
  await world.seconds(2);
  await calling;
  expect(alice.media.knobs.local).toMatchObject({ microphone: false, camera: false });
  expect([...alice.media.knobs.views.keys()]).toEqual(['alice', 'bob']);
  await alice.calling.hangup();
});

it.each([10, 110, 210, 310, 410, 510])(
  'F-i8 hanging up %i ms after call() or accept() leaves nobody waiting',
  async (ms) => {
    for (const user of [alice, bob]) {
      for (const operation of ['check', 'prepare', 'enter', 'publish'] as const) {
        user.media.knobs.delay(operation, 100);
      }
    }
    const calling = call(alice, 'bob');
    await world.seconds(ms / 1000);
    const hungUp = alice.calling.hangup();
    await world.seconds(1);
    await Promise.all([hungUp, calling]);
    expect(phases()).toEqual(['idle', 'idle']);

    void call(alice, 'bob');
    await world.seconds(1);
    const accepting = outcome(bob.calling.accept());
    await world.seconds(ms / 1000);
    const hungUpToo = bob.calling.hangup();
    await world.seconds(1);
    await Promise.all([hungUpToo, accepting]);
    expect(phases()).toEqual(['idle', 'idle']);
  },
);

it.each([
  ['onReject', (): Promise<void> => bob.calling.reject()],
  ['onCallEnd', (): Promise<void> => world.seconds(30)],
  ['onNoResp', (): Promise<void> => world.seconds(30)],
] as const)('F-i10 a caller can call again at once in the handler of %s', async (name, end) => {
  let again: Promise<unknown> | undefined;
  alice.calling.on(name, () => (again ??= call(alice, 'bob')));
  void call(alice, 'bob');
  await world.settle();
  await end();
  await world.settle();
  expect(bob.phase).toBe('ringing');
  await bob.calling.accept();
  expect(await again).toMatchObject({ code: 0 });
});

it('F-i10 a callee who rejects or hangs up is free for the next call at once', async () => {
  for (const answer of ['reject', 'hangup'] as const) {
    void call(alice, 'bob');
    await world.settle();
    await bob.calling[answer]();
    await world.settle();
  }
  await connect();
  expect(phases()).toEqual(['connected', 'connected']);
});

it.each([
  ['no microphone', 60003, (user: TestUser): unknown => user.media.knobs.unplug('audioinput')],
  ['no camera', 60004, (user: TestUser): unknown => user.media.knobs.unplug('videoinput')],
  [
    'a microphone in use',
    60003,
    (user: TestUser): unknown => user.media.knobs.busy.add('audioinput'),
  ],
  ['no permission', 60005, (user: TestUser): unknown => (user.media.knobs.permission = 'denied')],
] as const)(
  'F-i11 with %s the call is refused with %i, and works later',
  async (_what, code, spoil) => {
    spoil(alice);
    expect(await call(alice, 'bob')).toMatchObject({ code });
    await world.settle();
    expect(phases()).toEqual(['idle', 'idle']);
    alice.media.knobs.plug('audioinput', 'new microphone');
    alice.media.knobs.plug('videoinput', 'new camera');
    alice.media.knobs.busy.clear();
    alice.media.knobs.permission = 'granted';
    await connect();
    expect(phases()).toEqual(['connected', 'connected']);
  },
);

it('F-m1 a second login ends the call on the first device, once and completely', async () => {
  await connect();
  bob.signaling.knobs.kick();
  await world.settle();
  expect(bob.payloads('onKickedOut')).toHaveLength(1);
  expect(bob.payloads('onCallEnd')).toHaveLength(1);
  expect(bob.media.knobs.held).toMatchObject({ tracks: 0, rooms: 0 });
});

it.each(['invite', 'accept', 'reject', 'cancel', 'timeout', 'end'] as const)(
  'F-m2 both sides come to rest within 40 s though every %s is lost',
  async (lost) => {
    world.network.fate = ({ message: { action, content } }) => {
      const kind = action === 'invite' && content.kind === 'end' ? 'end' : action;
      return { drop: kind === lost };
    };
    for (const answer of ['accept', 'reject', 'hangup', 'nothing'] as const) {
      void call(alice, 'bob');
      await world.settle();
      if (answer !== 'nothing') void outcome(bob.calling[answer]());
      await world.settle();
      if (answer === 'hangup' || answer === 'accept') await alice.calling.hangup();
      await world.seconds(40);
      expect(phases()).toEqual(['idle', 'idle']);
    }
    world.network.fate = undefined;
  },
);

it('F-m2 an invitation that is older than its time does not ring', async () => {
  await bob.calling.logout();
  bob.forgetEvents();
  void call(alice, 'bob', 20);
  await world.seconds(21);
  await bob.login();
  await world.settle();
  expect(bob.names).not.toContain('onInvited');
  await alice.calling.hangup();
});

it('F-n1 a timeout of 5 s is told after 5 s if the callee is there, and after 10 s if not', async () => {
  void call(alice, 'bob', 5);
  await world.seconds(5);
  expect(bob.names).toContain('onCallingTimeout');
  expect(alice.payloads('onNoResp')).toEqual([expect.objectContaining({ reason: 'timeout' })]);
  void call(alice, 'nobody', 5);
  await world.seconds(9);
  expect(alice.phase).toBe('inviting');
  await world.seconds(1);
  expect(alice.endReason).toBe('offline');
});

it('F-n1 a call with timeout 0 rings on', async () => {
  void call(alice, 'bob', 0);
  await world.seconds(600);
  expect(phases()).toEqual(['inviting', 'ringing']);
  await alice.calling.hangup();
});

it('F-n2 who rings, dials or talks says busy to the next ones, and hears nothing of it', async () => {
  const callers = await world.online('carol', 'dave', 'erin');
  void call(alice, 'bob');
  await world.settle();
  bob.forgetEvents();
  for (const caller of callers) {
    for (const callee of ['alice', 'bob']) {
      await call(caller, callee);
      await world.settle();
      expect(caller.endReason).toBe('busy');
    }
  }
  expect(bob.told).toEqual([]);
  expect(phases()).toEqual(['inviting', 'ringing']);
  await alice.calling.hangup();
});

it.each([
  ['switchToAudioCall', 60001],
  ['switchToVideoCall', 60002],
] as const)(
  'F-n6 %s in a group call is refused with %i, and the call goes on',
  async (method, code) => {
    const [carol] = await world.online('carol');
    void outcome(alice.calling.groupCall({ userIDList: ['bob', 'carol'], type: 2 }));
    await world.settle();
    await bob.calling.accept();
    await carol.calling.accept();
    await expect(alice.calling[method]()).rejects.toMatchObject({ code });
    expect(phases()).toEqual(['connected', 'connected']);
  },
);

it('F-n9 a group call tells the same with and without an IM group', async () => {
  const [carol] = await world.online('carol');
  const told: string[][] = [];
  for (const group of [{ groupID: 'team' }, {}]) {
    for (const user of [alice, bob, carol]) user.forgetEvents();
    void outcome(alice.calling.groupCall({ userIDList: ['bob', 'carol'], type: 1, ...group }));
    await world.settle();
    await bob.calling.accept();
    await carol.calling.reject();
    await world.settle();
    await bob.calling.hangup();
    await world.settle();
    told.push(alice.names);
  }
  expect(told[0]).toEqual(told[1]);
});

it('F-n10 an end-signal is never told as an invitation', async () => {
  for (const seconds of [0, 12]) {
    world.network.forge('bob', {
      ...{ action: 'invite', sender: 'alice', content: { kind: 'end', seconds } },
    });
  }
  await world.settle();
  expect(bob.told).toEqual([]);
  expect(bob.phase).toBe('idle');
});
