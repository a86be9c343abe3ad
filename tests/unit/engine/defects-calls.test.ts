/**
 * Defects that the published web client 1.0.6 is known for: taps, talking and ends. The numbers are those of the
 * compliance table.
 */
import { CallError } from '../../../src/errors';
import { alice, bob, connect, phases, ring, useOnline, world } from '../../support/online';
import { outcome } from '../../support/world';

useOnline('alice', 'bob');

describe('taps at the wrong moment', () => {
  it('W-12 an INVITED handler that throws changes nothing', async () => {
    bob.calling.setLogLevel(4);
    bob.calling.on('onInvited', () => {
      throw new Error('of the app');
    });
    await ring();
    expect(bob.names).not.toContain('onError');
    await bob.calling.accept();
    expect(bob.phase).toBe('connected');
  });

  it('W-13 a cancel while the permission prompt of the callee is open is told as that', async () => {
    bob.media.knobs.permission = 'prompt';
    await ring();
    const accepting = outcome(bob.calling.accept());
    await world.settle();
    await alice.calling.hangup();
    await world.settle();
    expect(await accepting).toMatchObject({ code: 61011 });
    expect(bob.names).toContain('onCallingCancel');
    expect(bob.names).not.toContain('onError');
  });

  it('W-14 hanging up while devices are being asked for stops the call for good', async () => {
    alice.media.knobs.delay('prepare', 5000);
    alice.media.knobs.permission = 'prompt';
    const calling = outcome(alice.calling.call({ userID: 'bob', type: 2 }));
    await world.seconds(1);
    await alice.calling.hangup();
    await world.seconds(30);
    expect(await calling).toMatchObject({ code: 61011 });
    expect(world.network.log).toEqual([]);
  });

  it('W-14 a ringing callee that hangs up rejects', async () => {
    await ring();
    await bob.calling.hangup();
    await world.settle();
    expect(alice.endReason).toBe('rejected');
  });

  it('W-16 accepting twice is accepting once', async () => {
    await ring();
    const [one, two] = await Promise.all([bob.calling.accept(), bob.calling.accept()]);
    expect(one).toEqual(two);
    expect(world.rooms.members(alice.calling.snapshot.roomID)).toHaveLength(2);
  });

  it('W-17 accepting what was cancelled or rejected is refused with its code', async () => {
    await ring();
    await alice.calling.hangup();
    await world.settle();
    await expect(bob.calling.accept()).rejects.toMatchObject({ code: 61004 });
    await ring();
    await bob.calling.reject();
    await expect(bob.calling.accept()).rejects.toMatchObject({ code: 61004 });
  });

  it('W-20 calling oneself is refused', async () => {
    await expect(alice.calling.call({ userID: 'alice', type: 1 })).rejects.toMatchObject({
      code: 61001,
    });
    expect(alice.phase).toBe('idle');
  });

  it('W-25 two who call each other talk to each other', async () => {
    world.network.delayMs = 100;
    const both = Promise.all([
      alice.calling.call({ userID: 'bob', type: 1 }),
      bob.calling.call({ userID: 'alice', type: 1 }),
    ]);
    await world.seconds(2);
    await both;
    expect(phases()).toEqual(['connected', 'connected']);
    expect([...alice.names, ...bob.names]).not.toContain('onLineBusy');
  });

  it('W-41 a call right after login() waits for it', async () => {
    const dave = world.user('dave');
    void dave.login();
    const calling = dave.calling.call({ userID: 'bob', type: 1 });
    await world.settle();
    expect(bob.phase).toBe('ringing');
    await bob.calling.accept();
    await calling;
    await dave.calling.hangup();
  });
});

describe('talking', () => {
  it('W-06 each call counts its own seconds', async () => {
    await connect();
    await world.seconds(70);
    await alice.calling.hangup();
    await world.settle();
    await connect();
    await world.seconds(5);
    await bob.calling.hangup();
    await world.settle();
    for (const user of [alice, bob]) {
      expect(user.payloads('onCallEnd').map(({ callEnd }) => callEnd)).toEqual([70, 5]);
    }
  });

  it('W-08 volumes are told in every call', async () => {
    for (const expected of [1, 2]) {
      await connect();
      bob.media.knobs.speak(50);
      await world.settle();
      expect(alice.payloads('onUserVoiceVolume')).toHaveLength(expected);
      await alice.calling.hangup();
      await world.settle();
    }
  });

  it('W-15 a switch that nobody answers leaves the call as it was', async () => {
    await connect();
    world.network.fate = () => ({ drop: true });
    const switching = outcome(alice.calling.switchToAudioCall());
    await world.seconds(60);
    expect(await switching).toMatchObject({ code: 60001 });
    expect(phases()).toEqual(['connected', 'connected']);
    expect(alice.names).not.toContain('onNoResp');
    world.network.fate = undefined;
  });

  it('W-36 a switch is told on both sides, and to a callee while it rings', async () => {
    await ring(2);
    await alice.calling.switchToAudioCall();
    await world.settle();
    expect(bob.payloads('CALL_MODE')).toEqual([{ type: 1 }]);
    await bob.calling.accept();
    await bob.calling.switchToVideoCall();
    await world.settle();
    expect(alice.payloads('CALL_MODE').pop()).toEqual({ type: 2 });
    expect(bob.payloads('CALL_MODE').pop()).toEqual({ type: 2 });
  });

  it('W-37 a callee cannot switch what it has not accepted', async () => {
    await ring(2);
    const sent = world.network.log.length;
    await expect(bob.calling.switchToAudioCall()).rejects.toMatchObject({ code: 60001 });
    expect(world.network.log).toHaveLength(sent);
    expect(bob.phase).toBe('ringing');
    await alice.calling.hangup();
  });

  it('W-39 a switch to audio that fails says 60001, to the handler and to the promise', async () => {
    await connect();
    alice.signaling.knobs.fail('switch');
    const error = await outcome(alice.calling.switchToAudioCall());
    expect(error).toMatchObject({ code: 60001 });
    expect(alice.payloads('onError')[0]).toBe(error);
  });
});

describe('ends', () => {
  it('W-22 being kicked out leaves the room, and the peer is free', async () => {
    await connect();
    bob.signaling.knobs.kick();
    await world.settle();
    expect(bob.media.knobs.held).toMatchObject({ tracks: 0, rooms: 0 });
    expect(bob.payloads('onKickedOut')).toHaveLength(1);
    expect(phases()).toEqual(['idle', 'idle']);
  });

  it('W-23 a room that cannot be left is left once, and everything is released', async () => {
    await connect();
    alice.calling.setLogLevel(4);
    alice.media.knobs.fail('leave', CallError.connectionLost(), Infinity);
    await alice.calling.hangup();
    await world.seconds(60);
    expect(alice.media.knobs.calls.filter((call) => call === 'leave')).toHaveLength(1);
    expect(alice.media.knobs.held.tracks).toBe(0);
    expect(alice.phase).toBe('idle');
  });

  it('W-30 an end-signal while it rings is one end', async () => {
    await ring();
    const end = { kind: 'end', seconds: 0 } as const;
    world.network.forge('bob', { action: 'invite', sender: 'alice', content: end });
    await world.settle();
    expect(bob.endReason).toBe('cancelled');
    expect(bob.payloads('onCallingCancel')).toHaveLength(1);
    expect(bob.names).not.toContain('onCallEnd');
    await alice.calling.hangup();
  });

  it('W-31 nothing runs after a logout, however often one logs in', async () => {
    for (let round = 0; round < 5; round++) {
      await connect();
      await alice.calling.logout();
      await world.settle();
      expect(alice.page.count).toBe(0);
      expect(world.clock.pending).toBe(0);
      await alice.login();
    }
    expect(alice.names.filter((name) => name === 'onUserAccept')).toHaveLength(5);
  });

  it('W-34 nothing of a call is told after its end', async () => {
    await connect();
    alice.media.knobs.latency = 300;
    await bob.calling.closeCamera();
    bob.media.knobs.speak(80);
    await alice.calling.hangup();
    const told = alice.told.length;
    await world.seconds(5);
    expect(alice.told).toHaveLength(told);
  });

  it.each(['dismissed', 'removed'] as const)(
    'W-35 a room %s by the server ends the call',
    async (why) => {
      await connect();
      if (why === 'dismissed') world.rooms.dismiss(bob.calling.snapshot.roomID);
      else bob.media.knobs.closeRoom(why);
      await world.settle();
      expect(bob.endReason).toBe('room-dismissed');
      expect(bob.payloads('onError')).toEqual([expect.objectContaining({ code: 61010 })]);
      expect(bob.payloads('onCallEnd')).toHaveLength(1);
      expect(alice.phase).toBe('idle');
    },
  );

  it('W-40 a room above 2147483647 is entered as it is', async () => {
    world.network.forge('bob', {
      ...{ action: 'invite', sender: 'alice', timeout: 30 },
      content: { kind: 'call', type: 1, roomID: 3_000_000_000, userIDs: [], version: 4 },
    });
    await world.settle();
    await bob.calling.accept();
    expect(bob.media.knobs.calls).toContain('enter 3000000000');
  });
});
