/**
 * Defects that the published web client 1.0.6 is known for: strangers and devices. The numbers are those of the
 * compliance table.
 */
import { CallError } from '../../../src/errors';
import type { SignalContent } from '../../../src/signaling/message';
import { alice, bob, carol, connect, phases, ring, useOnline, world } from '../../support/online';
import { outcome } from '../../support/world';

useOnline('alice', 'bob', 'carol');

describe('strangers', () => {
  it('W-01 a third party that cancels its own call leaves the one in progress alone', async () => {
    await connect();
    void outcome(carol.calling.call({ userID: 'bob', type: 1 }));
    await carol.calling.hangup();
    await world.settle();
    expect(phases()).toEqual(['connected', 'connected']);
    expect(bob.names).not.toContain('onCallingCancel');
  });

  it.each(['reject', 'timeout', 'cancel', 'accept'] as const)(
    'W-02 a stray %s of an unknown invite changes nothing',
    async (action) => {
      await connect();
      bob.forgetEvents();
      world.network.forge('bob', { action, inviteID: 'unknown', sender: 'alice' });
      await world.settle();
      expect(bob.phase).toBe('connected');
      expect(bob.told).toEqual([]);
    },
  );

  it('W-02 a stray end-signal changes nothing while the peer is in the room', async () => {
    await connect();
    bob.forgetEvents();
    for (const sender of ['carol', 'alice']) {
      world.network.forge('bob', {
        action: 'invite',
        sender,
        content: { kind: 'end', seconds: 9 },
      });
    }
    await world.settle();
    expect(bob.phase).toBe('connected');
    expect(bob.told).toEqual([]);
  });

  it('W-29 an invite that does not name me, or is my own, does not ring', async () => {
    const content: SignalContent = { kind: 'call', type: 1, roomID: 5, userIDs: [], version: 4 };
    const invite = { action: 'invite' as const, content, timeout: 30 };
    world.network.forge('bob', { ...invite, sender: 'alice', invitees: ['carol'] });
    world.network.forge('bob', { ...invite, sender: 'bob' });
    await world.settle();
    expect(bob.phase).toBe('idle');
    expect(bob.names).not.toContain('onInvited');
  });
});

describe('devices that fail', () => {
  it('W-03 a caller without a microphone sends nothing', async () => {
    alice.media.knobs.unplug('audioinput');
    expect(await outcome(alice.calling.call({ userID: 'bob', type: 2 }))).toMatchObject({
      code: 60003,
    });
    expect(world.network.log).toEqual([]);
    expect(alice.phase).toBe('idle');
  });

  it('W-03b a callee whose microphone is gone rejects, and the caller knows', async () => {
    await ring();
    bob.media.knobs.unplug('audioinput');
    expect(await outcome(bob.calling.accept())).toMatchObject({ code: 60003 });
    await world.settle();
    expect(alice.endReason).toBe('rejected');
    expect(phases()).toEqual(['idle', 'idle']);
  });

  it.each([
    ['permission is denied', () => (alice.media.knobs.permission = 'denied'), 60005],
    ['the invite is not sent', () => alice.signaling.knobs.fail('invite'), 61006],
    ['the room refuses', () => alice.media.knobs.fail('enter', CallError.roomEntryFailed()), 61007],
  ])('W-04 after a call during which %s the next one works', async (_what, spoil, code) => {
    spoil();
    for (const begin of [
      () => alice.calling.call({ userID: 'bob', type: 2 }),
      () => alice.calling.groupCall({ userIDList: ['carol'], type: 2, groupID: 'team' }),
    ]) {
      spoil();
      expect(await outcome(begin())).toMatchObject({ code });
      await world.settle();
      expect(alice.calling.getCallStatus()).toBe('idle');
      expect(alice.media.knobs.held).toMatchObject({ tracks: 0, rooms: 0 });
    }
    alice.media.knobs.permission = 'granted';
    alice.signaling.knobs.heal();
    alice.media.knobs.fail('enter', CallError.roomEntryFailed(), 0);
    await connect();
    expect(phases()).toEqual(['connected', 'connected']);
  });

  it('W-05 a refused permission is one rejection that can be caught', async () => {
    alice.media.knobs.permission = 'prompt';
    const calling = alice.calling.call({ userID: 'bob', type: 1 });
    await world.settle();
    alice.media.knobs.answerPrompt('denied');
    await expect(calling).rejects.toBeInstanceOf(CallError);
    expect(alice.payloads('onError')).toHaveLength(1);
  });

  it('W-07 a camera that was closed opens again, and the other side sees both', async () => {
    await connect();
    bob.forgetEvents();
    await alice.calling.closeCamera();
    await world.settle();
    expect(alice.media.knobs.held.tracks).toBe(1);
    await alice.calling.openCamera();
    await world.settle();
    expect(bob.payloads('onUserVideoAvailable').map((one) => one.isVideoAvailable)).toEqual([
      false,
      true,
    ]);
  });

  it('W-32 a callee without permission rings, and only the app decides', async () => {
    bob.media.knobs.permission = 'denied';
    await ring();
    await world.seconds(5);
    expect(phases()).toEqual(['inviting', 'ringing']);
    expect(await outcome(bob.calling.accept())).toMatchObject({ code: 60005 });
    expect(bob.endReason).toBe('permission-denied');
  });

  it('W-33 media that fails after the room was entered ends both sides, without late events', async () => {
    await ring();
    bob.media.knobs.delay('publish', 500);
    bob.media.knobs.fail('publish', CallError.publishFailed());
    const accepting = outcome(bob.calling.accept());
    await world.seconds(1);
    expect(await accepting).toBeDefined();
    await world.seconds(10);
    expect(phases()).toEqual(['idle', 'idle']);
    expect(alice.endReason).toBe('remote-hangup');
    expect(bob.names.lastIndexOf('onUserEnter')).toBeLessThan(bob.names.indexOf('onCallEnd'));
  });

  it('W-38 a picture that cannot be sent is an error, and no silent call', async () => {
    alice.media.knobs.fail('publish', CallError.publishFailed());
    expect(await outcome(alice.calling.call({ userID: 'bob', type: 2 }))).toMatchObject({
      code: 61008,
    });
    await world.settle();
    expect(alice.payloads('onError')).toHaveLength(1);
    expect(bob.phase).toBe('idle');
  });
});
