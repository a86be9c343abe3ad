import { alice, bob, connect, useOnline, world } from '../../support/online';
import { outcome, type TestUser } from '../../support/world';

useOnline('alice', 'bob');

describe('two who call each other at once', () => {
  it.each([0, 50, 200])('both callers meet in one call (messages take %i ms)', async (delayMs) => {
    world.network.delayMs = delayMs;
    const calls = Promise.all([
      alice.calling.call({ userID: 'bob', type: 2 }),
      bob.calling.call({ userID: 'alice', type: 2 }),
    ]);
    await world.seconds(3);
    await calls;
    expect([alice.phase, bob.phase]).toEqual(['connected', 'connected']);
    expect(alice.calling.snapshot.roomID).toBe(bob.calling.snapshot.roomID);
    expect([...alice.names, ...bob.names]).not.toContain('onLineBusy');
    expect([...alice.names, ...bob.names]).not.toContain('onInvited');
    expect(world.rooms.members(alice.calling.snapshot.roomID)).toHaveLength(2);
  });

  it('calls of different types that cross open no camera that was not asked for', async () => {
    const calls = Promise.all([
      alice.calling.call({ userID: 'bob', type: 2 }),
      bob.calling.call({ userID: 'alice', type: 1 }),
    ]);
    await world.seconds(1);
    await calls;
    expect(bob.media.knobs.local.camera).toBe(false);
    expect(bob.calling.snapshot.type).toBe(2);
    expect(bob.names).toContain('CALL_MODE');
  });

  it.each(['anna', 'zoe'])(
    'an old client (%s) that answers busy is not left ringing',
    async (peer) => {
      const zoe = world.network.join(peer);
      await zoe.login({ userID: peer, userSig: 'sig' });
      const seen: string[] = [];
      zoe.onSignal((signal) => {
        seen.push(signal.kind === 'answered' ? `answered ${signal.answer}` : signal.kind);
        if (signal.kind !== 'invited') return;
        const { inviteID } = signal.invitation;
        void zoe.answer({ inviteID, answer: 'busy', type: 2, deadline: world.clock.now() + 1000 });
      });
      const calling = outcome(bob.calling.call({ userID: peer, type: 2 }));
      void outcome(
        zoe.invite({
          ref: 'theirs',
          userIDs: ['bob'],
          memberIDs: ['bob'],
          groupID: '',
          type: 2,
          roomID: 77,
          timeout: 30,
          deadline: world.clock.now() + 1000,
        }),
      );
      await world.seconds(1);
      await calling;
      expect(seen).toContain('answered accept');
      expect(bob.calling.snapshot.roomID).toBe(77);
      expect(bob.phase).toBe('connected');
      await zoe.dispose();
    },
  );

  it('an old client that gives up before it says busy leaves nobody answering its call', async () => {
    const zoe = world.network.join('zoe');
    await zoe.login({ userID: 'zoe', userSig: 'sig' });
    let mine = '';
    zoe.onSignal((signal) => {
      if (signal.kind === 'invited') mine = signal.invitation.inviteID;
    });
    const deadline = world.clock.now() + 60_000;
    void outcome(bob.calling.call({ userID: 'zoe', type: 1 }));
    await zoe.invite({
      ...{ ref: 'theirs', userIDs: ['bob'], memberIDs: ['bob'], groupID: '' },
      ...{ type: 1, roomID: 77, timeout: 3, deadline },
    });
    await world.seconds(3);
    await zoe.cancel({ ref: 'theirs', type: 1, reason: 'timeout', deadline });
    await zoe.answer({ inviteID: mine, answer: 'busy', type: 1, deadline });
    await world.seconds(1);
    expect(bob.calling.snapshot.end?.reason).toBe('busy');
    expect(bob.names).toContain('onLineBusy');
    await zoe.dispose();
  });

  it('a hang-up while the other cannot leave the room of its own call lets it enter no other room', async () => {
    world.network.delayMs = 50;
    const calls = [
      outcome(bob.calling.call({ userID: 'alice', type: 1, receiveOnly: true })),
      outcome(alice.calling.call({ userID: 'bob', type: 1 })),
    ];
    bob.media.knobs.hang('leave', 1);
    await world.seconds(0.06);
    expect(bob.phase).toBe('accepting');
    await alice.calling.hangup();
    await world.seconds(30);
    await Promise.all(calls);
    expect([alice.phase, bob.phase]).toEqual(['idle', 'idle']);
    expect(bob.media.knobs.held).toMatchObject({ rooms: 0, tracks: 0 });
  });

  it('a hang-up of one while they meet frees both', async () => {
    world.network.delayMs = 100;
    const calls = Promise.all([
      outcome(alice.calling.call({ userID: 'bob', type: 2 })),
      outcome(bob.calling.call({ userID: 'alice', type: 2 })),
    ]);
    await world.seconds(0.05);
    await alice.calling.hangup();
    await world.seconds(40);
    await calls;
    expect([alice.phase, bob.phase]).toEqual(['idle', 'idle']);
  });
});

describe('several devices of one user', () => {
  it.each([
    ['accept', 'answered-elsewhere'],
    ['reject', 'declined-elsewhere'],
  ] as const)('%s on one device stops the ringing on the other', async (answer, reason) => {
    const phone = world.user('bob');
    await phone.login();
    phone.forgetEvents();
    void outcome(alice.calling.call({ userID: 'bob', type: 1 }));
    await world.settle();
    expect([bob.phase, phone.phase]).toEqual(['ringing', 'ringing']);
    await bob.calling[answer]();
    await world.settle();
    expect(phone.phase).toBe('idle');
    expect(phone.endReason).toBe(reason);
    expect(phone.payloads('onCallingCancel')).toEqual([expect.objectContaining({ reason })]);
    if (answer === 'accept') expect(alice.phase).toBe('connected');
  });
});

describe('accept', () => {
  it('accept() twice gives both promises the same outcome', async () => {
    void outcome(alice.calling.call({ userID: 'bob', type: 2 }));
    await world.settle();
    const [first, second] = await Promise.all([bob.calling.accept(), bob.calling.accept()]);
    expect(first).toEqual(second);
    expect(bob.phase).toBe('connected');
    expect(world.network.counters.sent.accept).toBe(1);
  });

  it('accept() after a cancel rejects with its code', async () => {
    void outcome(alice.calling.call({ userID: 'bob', type: 2 }));
    await world.settle();
    await alice.calling.hangup();
    await world.settle();
    await expect(bob.calling.accept()).rejects.toMatchObject({ code: 61004 });
  });

  it('a cancel while the prompt of accept() is open ends quietly', async () => {
    bob.media.knobs.permission = 'prompt';
    void outcome(alice.calling.call({ userID: 'bob', type: 2 }));
    await world.settle();
    const accepting = outcome(bob.calling.accept());
    await world.settle();
    await alice.calling.hangup();
    await world.settle();
    expect(await accepting).toMatchObject({ code: 61011 });
    expect(bob.names).not.toContain('onError');
    expect(bob.names).toContain('onCallingCancel');
    expect(bob.phase).toBe('idle');
  });
});

describe('an invitation while the call before is being cleaned up', () => {
  /** Bob hangs up, which takes 2 s, and Carol calls him meanwhile. */
  async function carolCallsMeanwhile(): Promise<{ carol: TestUser; hungUp: Promise<void> }> {
    const [carol] = await world.online('carol');
    await connect();
    bob.media.knobs.delay('leave', 2000);
    const hungUp = bob.calling.hangup();
    void outcome(carol.calling.call({ userID: 'bob', type: 1 }));
    await world.settle();
    expect(bob.phase).toBe('ending');
    return { carol, hungUp };
  }

  it('an invitation that comes while the call before is cleaned up rings afterwards', async () => {
    const { hungUp } = await carolCallsMeanwhile();
    await world.seconds(2);
    await hungUp;
    bob.media.knobs.delay('leave', 0);
    expect(bob.phase).toBe('ringing');
    expect(bob.calling.snapshot.inviter).toBe('carol');
  });

  it('an invitation that is cancelled while the call before is cleaned up never rings', async () => {
    const { carol } = await carolCallsMeanwhile();
    await carol.calling.hangup();
    await world.seconds(3);
    bob.media.knobs.delay('leave', 0);
    expect(bob.phase).toBe('idle');
    expect(bob.names).not.toContain('onCallingCancel');
  });
});
