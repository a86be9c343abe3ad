/** These tests play what clients in the field do, and what this one must not do to them. */
import type { Signal } from '../../../src/signaling/port';
import { bob, useOnline, world } from '../../support/online';
import { outcome, type World } from '../../support/world';
import type { FakeDevice } from '../../../src/signaling/fake/fake-signaling';

useOnline('bob');

/** A client without a rule for crossing calls: it answers "busy" to whoever calls while it calls. */
class OldClient {
  readonly seen: string[] = [];
  private readonly room: ReturnType<World['rooms']['join']>;

  private constructor(
    readonly userID: string,
    readonly device: FakeDevice,
    private readonly answersBusy: boolean,
  ) {
    this.room = world.rooms.join(userID);
    device.onSignal((signal) => this.onSignal(signal));
  }

  static async online(userID: string, { answersBusy = true } = {}): Promise<OldClient> {
    const device = world.network.join(userID);
    await device.login({ userID, userSig: 'sig' });
    return new OldClient(userID, device, answersBusy);
  }

  async calls(userID: string, { comes = true } = {}): Promise<void> {
    const roomID = 77;
    const { userID: me } = this;
    if (comes) {
      await this.room.prepare({ audio: true, video: false });
      await this.room.enter({ sdkAppID: 1, userID: me, userSig: 'sig', roomID, video: false });
    }
    await this.device.invite({
      ref: 'theirs',
      userIDs: [userID],
      memberIDs: [userID],
      groupID: '',
      type: 1,
      roomID,
      timeout: 30,
      deadline: world.clock.now() + 1000,
    });
  }

  async dispose(): Promise<void> {
    await this.room.dispose();
    await this.device.dispose();
  }

  private onSignal(signal: Signal): void {
    this.seen.push(signal.kind === 'answered' ? `answered ${signal.answer}` : signal.kind);
    if (signal.kind !== 'invited' || !this.answersBusy) return;
    const { inviteID } = signal.invitation;
    const deadline = world.clock.now() + 1000;
    void this.device.answer({ inviteID, answer: 'busy', type: 1, deadline });
  }
}

describe('giving way to a client that takes every cancel for one of its own call', () => {
  it('who gives way sends no cancel: the busy answer closes the invite that was given up', async () => {
    const anna = await OldClient.online('anna');
    world.network.delayMs = 50;
    const call = bob.calling.call({ userID: 'anna', type: 1 });
    void anna.calls('bob');
    await world.seconds(2);
    await call;
    expect(bob.phase).toBe('connected');
    expect(bob.calling.snapshot.roomID).toBe(77);
    await bob.calling.hangup();
    await world.seconds(2);
    expect(anna.seen).toContain('answered accept');
    expect(anna.seen).not.toContain('cancelled');
    await anna.dispose();
  });

  it('who gave way sends no cancel when the call is over: the room says so', async () => {
    const anna = await OldClient.online('anna', { answersBusy: false });
    world.network.delayMs = 50;
    const call = bob.calling.call({ userID: 'anna', type: 1 });
    void anna.calls('bob');
    await world.seconds(2);
    await call;
    await bob.calling.hangup();
    await world.seconds(2);
    expect(anna.seen).not.toContain('cancelled');
    expect(bob.phase).toBe('idle');
    await anna.dispose();
  });

  it('who gave way takes its invite back if nobody answered it and nobody came', async () => {
    const anna = await OldClient.online('anna', { answersBusy: false });
    world.network.delayMs = 50;
    const call = outcome(bob.calling.call({ userID: 'anna', type: 1 }));
    void anna.calls('bob', { comes: false });
    await world.seconds(2);
    await outcome(bob.calling.hangup());
    await call;
    await world.seconds(2);
    expect(anna.seen).toContain('cancelled');
    expect(bob.phase).toBe('idle');
    await anna.dispose();
  });
});
