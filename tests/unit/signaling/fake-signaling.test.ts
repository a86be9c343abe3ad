/** The fake network is what engine tests stand on, so that its knobs are tested themselves. */
import { CallError } from '@/src/errors';
import type { InviteRequest, Signal, SignalingPort } from '@/src/signaling/port';
import { createFakeNetwork } from '@/src/signaling/fake/fake-signaling';
import { VirtualClock } from '../../../src/runtime/virtual-clock';
import { inviteTo } from '../../support/invite-request';

const SECOND = 1000;

function setUp() {
  const clock = new VirtualClock();
  const network = createFakeNetwork({ clock });
  const record = (port: SignalingPort) => {
    const signals: Signal[] = [];
    port.onSignal((signal) => signals.push(signal));
    return signals;
  };
  const request = (fields: Partial<InviteRequest> = {}): InviteRequest =>
    inviteTo(clock.now() + 10 * SECOND, fields);
  const join = async (userID: string, options = {}) => {
    const port = network.join(userID, options);
    await port.login({ userID, userSig: 'sig' });
    return { port, signals: record(port) };
  };
  return { clock, network, record, request, join };
}

const kinds = (signals: Signal[]) =>
  signals.map((signal) => (signal.kind === 'dropped' ? signal.reason : signal.kind));

describe('the fake signalling network', () => {
  it('carries an invite to the callee and the answer back to its ref', async () => {
    const { clock, request, join } = setUp();
    const alice = await join('alice');
    const bob = await join('bob');

    const { inviteID } = await alice.port.invite(request());
    await clock.settle();
    expect(bob.signals).toEqual([
      {
        kind: 'invited',
        invitation: {
          inviteID,
          inviter: 'alice',
          userIDs: ['bob'],
          groupID: '',
          isGroup: false,
          type: 2,
          roomID: 1234,
          expiresAt: clock.now() + 30 * SECOND,
          timeout: 30,
          version: 4,
        },
      },
    ]);

    await bob.port.answer({ inviteID, answer: 'accept', type: 2, deadline: clock.now() + 1 });
    await clock.settle();
    expect(alice.signals).toEqual([
      { kind: 'answered', ref: 'call-1', inviteID, userID: 'bob', answer: 'accept' },
    ]);
  });

  it('withdraws an invite that is still queued: nothing goes out', async () => {
    const { clock, network, request, join } = setUp();
    const alice = await join('alice');
    alice.port.knobs.delay('end', 100);
    const end = { userID: 'x', groupID: '', type: 1, seconds: 0, deadline: Infinity } as const;
    const ended = alice.port.end(end);
    const invited = alice.port.invite(request());
    const outcome = expect(invited).rejects.toMatchObject({ code: 61011 });
    await alice.port.cancel({ ref: 'call-1', type: 2, reason: 'cancel', deadline: Infinity });
    await clock.advance(200);
    await ended;
    await outcome;
    expect(network.counters.sent).toMatchObject({ end: 1, invite: 0, cancel: 0 });
  });

  it('cancels an invite that is in flight right after it is out', async () => {
    const { clock, request, join } = setUp();
    const alice = await join('alice');
    const bob = await join('bob');
    alice.port.knobs.delay('invite', 100);
    const invited = alice.port.invite(request());
    await clock.advance(50);
    const cancelled = alice.port.cancel({
      ref: 'call-1',
      type: 2,
      reason: 'cancel',
      deadline: clock.now() + SECOND,
    });
    await clock.advance(100);
    await invited;
    await cancelled;
    expect(kinds(bob.signals)).toEqual(['invited', 'cancelled']);
  });

  it('fails once when asked to, and works again', async () => {
    const { clock, request, join } = setUp();
    const alice = await join('alice');
    const bob = await join('bob');
    alice.port.knobs.fail('invite');
    await expect(alice.port.invite(request())).rejects.toBeInstanceOf(CallError);
    await alice.port.invite(request({ ref: 'call-2' }));
    await clock.settle();
    expect(kinds(bob.signals)).toEqual(['invited']);
  });

  it('lets an answer be given again that has failed, and no other twice', async () => {
    const { clock, request, join } = setUp();
    const alice = await join('alice');
    const bob = await join('bob');
    const { inviteID } = await alice.port.invite(request());
    await clock.settle();
    bob.port.knobs.fail('answer');
    const answer = { inviteID, answer: 'accept', type: 2, deadline: Infinity } as const;
    await expect(bob.port.answer(answer)).rejects.toMatchObject({ code: 61006 });
    await bob.port.answer(answer);
    await expect(bob.port.answer(answer)).rejects.toMatchObject({ code: 61004 });
    await clock.settle();
    expect(kinds(alice.signals)).toEqual(['answered']);
  });

  it('fails at the deadline while the line is cut, and gets through if it comes back', async () => {
    const { clock, request, join } = setUp();
    const alice = await join('alice');
    const bob = await join('bob');
    alice.port.knobs.disconnect();
    const lost = alice.port.invite(request());
    const outcome = expect(lost).rejects.toMatchObject({ code: 61006 });
    await clock.advance(10 * SECOND);
    await outcome;
    const late = alice.port.invite(request({ ref: 'call-2', deadline: clock.now() + 9 * SECOND }));
    await clock.advance(SECOND);
    alice.port.knobs.reconnect();
    await late;
    await clock.settle();
    expect(kinds(bob.signals)).toEqual(['invited']);
    expect(clock.pending).toBe(0);
  });

  it('drops, doubles and delays deliveries as fate says', async () => {
    const { clock, network, request, join } = setUp();
    const alice = await join('alice');
    const bob = await join('bob');
    const carol = await join('carol');
    network.fate = ({ to, message }) => {
      if (to === 'carol') return { drop: true };
      return message.action === 'invite' ? { copies: 2, delay: 500 } : { delay: 100 };
    };
    const all = request({ userIDs: ['bob', 'carol'], memberIDs: ['bob', 'carol'] });
    const { inviteID } = await alice.port.invite(all);
    await alice.port.cancel({ ref: 'call-1', type: 2, reason: 'cancel', deadline: Infinity });
    await clock.advance(SECOND);
    // The cancel overtook the invite, which must not ring any more.
    expect(kinds(bob.signals)).toEqual(['unknown-invite', 'expired', 'duplicate']);
    expect(carol.signals).toEqual([]);
    expect(inviteID).toMatch(/^invite-1-/);
  });

  it('replays to a user who was away what still rings, and only that', async () => {
    const { clock, network, record, request, join } = setUp();
    const alice = await join('alice');
    await alice.port.invite(request({ ref: 'a' }));
    await alice.port.invite(request({ ref: 'b' }));
    await alice.port.cancel({ ref: 'b', type: 2, reason: 'cancel', deadline: Infinity });
    await clock.advance(20 * SECOND);
    const bob = network.join('bob');
    const signals = record(bob);
    await bob.login({ userID: 'bob', userSig: 'sig' });
    expect(kinds(signals)).toEqual(['ready', 'invited']);
    expect(signals[1]).toMatchObject({ invitation: { expiresAt: clock.now() + 10 * SECOND } });
  });

  it('replays a group invite though another member has answered', async () => {
    const { clock, network, record, request, join } = setUp();
    const alice = await join('alice');
    const carol = await join('carol');
    const userIDs = ['bob', 'carol'];
    network.setGroup('g', ['alice', ...userIDs]);
    const { inviteID } = await alice.port.invite(
      request({ userIDs, memberIDs: userIDs, groupID: 'g' }),
    );
    await clock.settle();
    await carol.port.answer({ inviteID, answer: 'reject', type: 2, deadline: Infinity });
    const bob = network.join('bob');
    const signals = record(bob);
    await bob.login({ userID: 'bob', userSig: 'sig' });
    expect(kinds(signals)).toEqual(['ready', 'invited']);
  });

  it('replays nothing to a device that asked for none, nor what has expired', async () => {
    const { clock, network, record, request, join } = setUp();
    const alice = await join('alice');
    for (const userIDs of [['bob'], ['carol']]) {
      await alice.port.invite(
        request({ ref: userIDs[0], userIDs, memberIDs: userIDs, timeout: 5 }),
      );
    }
    const bob = network.join('bob', { replay: false });
    const bobSignals = record(bob);
    await bob.login({ userID: 'bob', userSig: 'sig' });
    expect(kinds(bobSignals)).toEqual(['ready']);
    await clock.advance(6 * SECOND);
    const carol = network.join('carol');
    const carolSignals = record(carol);
    await carol.login({ userID: 'carol', userSig: 'sig' });
    expect(kinds(carolSignals)).toEqual(['ready', 'expired']);
  });

  it('tells the other devices of an account that one of them answered', async () => {
    const { clock, request, join } = setUp();
    const alice = await join('alice');
    const tablet = await join('alice');
    const phone = await join('bob');
    const laptop = await join('bob');
    const { inviteID } = await alice.port.invite(request());
    await clock.settle();
    await phone.port.answer({ inviteID, answer: 'accept', type: 2, deadline: Infinity });
    await clock.settle();
    expect(laptop.signals.slice(1)).toEqual([
      { kind: 'answered-elsewhere', inviteID, answer: 'accept' },
    ]);
    expect(kinds(phone.signals)).toEqual(['invited']);
    expect(kinds(tablet.signals)).toEqual(['own-echo', 'unknown-invite']);
  });

  it('shows a group member what the others answer', async () => {
    const { clock, network, request, join } = setUp();
    network.setGroup('g', ['alice', 'bob', 'carol', 'dave']);
    const alice = await join('alice');
    const bob = await join('bob');
    const carol = await join('carol');
    const dave = await join('dave');
    const { inviteID } = await alice.port.invite(
      request({ userIDs: ['bob', 'carol'], memberIDs: ['bob', 'carol'], groupID: 'g' }),
    );
    await clock.settle();
    await bob.port.answer({ inviteID, answer: 'reject', type: 2, deadline: Infinity });
    await clock.settle();
    expect(carol.signals.slice(1)).toEqual([
      { kind: 'answered', ref: undefined, inviteID, userID: 'bob', answer: 'reject' },
    ]);
    expect(kinds(alice.signals)).toEqual(['answered']);
    expect(kinds(dave.signals)).toEqual(['not-invited', 'unknown-invite']);
  });

  it('reports forged messages as dropped', async () => {
    const { clock, network, request, join } = setUp();
    const alice = await join('alice');
    const bob = await join('bob');
    const { inviteID } = await alice.port.invite(request());
    await clock.settle();
    network.forge('bob', { action: 'cancel', inviteID, sender: 'mallory', inviter: 'alice' });
    network.forge('alice', { action: 'accept', inviteID, sender: 'mallory' });
    network.forge('alice', { action: 'timeout', inviteID, sender: 'mallory', invitees: ['bob'] });
    await clock.settle();
    expect(kinds(bob.signals)).toEqual(['invited', 'forged-sender']);
    expect(kinds(alice.signals)).toEqual(['forged-sender', 'forged-sender']);
  });

  it('reports whatever is injected', async () => {
    const { network, join } = setUp();
    const bob = await join('bob');
    network.inject('bob', { kind: 'cancelled', inviteID: 'x', inviter: 'mallory' });
    expect(bob.signals).toEqual([{ kind: 'cancelled', inviteID: 'x', inviter: 'mallory' }]);
  });

  it('refuses operations of a device that was kicked out until it logs in again', async () => {
    const { network, request, join } = setUp();
    const alice = await join('alice');
    network.kick('alice');
    expect(alice.signals[0]).toEqual({
      ...{ kind: 'login-ended', why: 'kicked-out', reason: 'multipleAccount' },
    });
    await expect(alice.port.invite(request())).rejects.toMatchObject({ code: 61002 });
    await alice.port.login({ userID: 'alice', userSig: 'sig' });
    await alice.port.invite(request({ ref: 'again' }));
    expect(network.counters.sent.invite).toBe(1);
  });

  it('reports nothing and leaves no timer after dispose', async () => {
    const { clock, request, join } = setUp();
    const alice = await join('alice');
    const bob = await join('bob');
    bob.port.knobs.fail('invite', { atDeadline: true });
    const pending = bob.port.invite(request({ userIDs: ['alice'] }));
    const outcome = expect(pending).rejects.toMatchObject({ code: 61015 });
    await clock.settle();
    await bob.port.dispose();
    await outcome;
    await alice.port.invite(request());
    await clock.settle();
    expect(bob.signals).toEqual([]);
    expect(clock.pending).toBe(0);
  });
});
