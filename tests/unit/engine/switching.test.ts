/** These tests hold the rules of turning an audio call into a video call and back. */
import { CallError } from '../../../src/errors';
import { alice, bob, connect, useOnline, world } from '../../support/online';
import { outcome } from '../../support/world';

useOnline('alice', 'bob');

describe('switching', () => {
  it('switchToAudioCall() turns both cameras off and tells both', async () => {
    await connect(2);
    await alice.calling.switchToAudioCall();
    await world.settle();
    for (const user of [alice, bob]) {
      expect(user.calling.snapshot.type).toBe(1);
      expect(user.media.knobs.local.camera).toBe(false);
      expect(user.payloads('CALL_MODE')).toEqual([{ type: 1 }]);
    }
  });

  it('switchToVideoCall() opens the camera of who asks, and of nobody else', async () => {
    await connect(1);
    await bob.calling.switchToVideoCall();
    await world.settle();
    expect([alice.calling.snapshot.type, bob.calling.snapshot.type]).toEqual([2, 2]);
    expect(bob.media.knobs.local.camera).toBe(true);
    expect(alice.media.knobs.local.camera).toBe(false);
    expect(alice.payloads('CALL_MODE')).toEqual([{ type: 2 }]);
  });

  it('switchToVideoCall() without a camera rejects with 60002 and asks nobody', async () => {
    await connect(1);
    alice.media.knobs.fail('setCamera', CallError.cameraUnavailable());
    const error = await outcome(alice.calling.switchToVideoCall());
    expect(error).toMatchObject({ code: 60002 });
    expect(alice.payloads('onError')).toEqual([error]);
    expect(world.network.counters.sent.switch).toBe(0);
    expect(alice.phase).toBe('connected');
    expect(alice.calling.snapshot.type).toBe(1);
  });

  it.each([
    ['switchToAudioCall', 2, 60001],
    ['switchToVideoCall', 1, 60002],
  ] as const)('%s() without an answer rejects and the call goes on', async (method, type, code) => {
    await connect(type);
    world.network.fate = () => ({ drop: true });
    const switching = outcome(alice.calling[method]());
    await world.seconds(30);
    expect(await switching).toMatchObject({ code });
    expect(alice.phase).toBe('connected');
    expect(alice.calling.snapshot.type).toBe(type);
    expect(alice.calling.snapshot.switchingTo).toBeUndefined();
    expect(alice.media.knobs.local.camera).toBe(type === 2);
    world.network.fate = undefined;
  });

  it('a switch that cannot be sent rejects at once', async () => {
    await connect(2);
    alice.signaling.knobs.fail('switch');
    expect(await outcome(alice.calling.switchToAudioCall())).toMatchObject({ code: 60001 });
    expect(alice.calling.snapshot.type).toBe(2);
  });

  it('a switch while it rings changes what rings', async () => {
    const calling = alice.calling.call({ userID: 'bob', type: 2 });
    await world.settle();
    await alice.calling.switchToAudioCall();
    await world.settle();
    expect(bob.calling.snapshot.type).toBe(1);
    await bob.calling.accept();
    await calling;
    expect(bob.media.knobs.local.camera).toBe(false);
    expect(alice.calling.snapshot.type).toBe(1);
  });

  it('a switch of both at once ends in the same type on both sides', async () => {
    await connect(2);
    world.network.delayMs = 50;
    const both = Promise.all([
      outcome(alice.calling.switchToAudioCall()),
      outcome(bob.calling.switchToAudioCall()),
    ]);
    await world.seconds(1);
    await both;
    expect([alice.calling.snapshot.type, bob.calling.snapshot.type]).toEqual([1, 1]);
  });

  it('a switch to the type that the call has resolves, and a switch in no call rejects', async () => {
    await connect(2);
    await alice.calling.switchToVideoCall();
    await alice.calling.hangup();
    expect(await outcome(alice.calling.switchToAudioCall())).toMatchObject({ code: 60001 });
  });
});
