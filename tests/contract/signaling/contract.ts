/**
 * The contract is the list of rules at the head of `src/signaling/port.ts`, as tests that every
 * driver has to pass. A new driver brings a harness, and nothing else.
 */
import type { InviteRequest, Signal, SignalingPort } from '../../../src/signaling/port';
import type { Transport } from '../../../src/signaling/transport';
import { ReadFields, type RequestsOf, type Unread } from '../fields';
import type { ForgedMessage, SignalingHarness, SignalingUser } from './harness';
import { inviteTo } from '../../support/invite-request';

const SECOND = 1000;

type Kind = Signal['kind'];
type SignalOf<K extends Kind> = Extract<Signal, { kind: K }>;

/** The signals of a user without those about the line, which come as the network likes. */
const kindsOf = ({ signals }: SignalingUser) =>
  signals.map((each) => (each.kind === 'dropped' ? each.reason : each.kind)).filter(isOfCalls);

const isOfCalls = (kind: string) => !['ready', 'not-ready', 'network'].includes(kind);

type Shown = Partial<SignalOf<'invited'>['invitation']>;

/** The callee is shown these fields of an invite; `'kept'`: it stays with who invites. */
const SHOWN: { [Field in keyof Required<InviteRequest>]: 'kept' | ((it: InviteRequest) => Shown) } =
  {
    ref: 'kept',
    userIDs: ({ userIDs }) => ({ userIDs }),
    // A message to one user names the others who are called.
    memberIDs: ({ memberIDs }) => ({ userIDs: memberIDs }),
    groupID: ({ groupID }) => ({ groupID, isGroup: groupID !== '' }),
    type: ({ type }) => ({ type }),
    roomID: ({ roomID }) => ({ roomID }),
    timeout: ({ timeout }) => ({ timeout }),
    deadline: 'kept',
    push: 'kept',
  };

const login = (user: SignalingUser) => user.port.login(user.credentials());

/** A transport is given the request of an operation by this method, as its first or second parameter. */
const GIVEN = {
  login: ['login', 0],
  renew: ['renew', 0],
  invite: ['sendInvite', 0],
  switchType: ['sendSwitch', 0],
  cancel: ['sendCancel', 1],
  answer: ['sendAnswer', 1],
  end: ['sendEnd', 0],
} as const satisfies { [Name in keyof RequestsOf<SignalingPort>]: [keyof Transport, number] };

/** `SignalingCore` has done with these before a transport is asked. */
const DONE_BY_CORE: Unread<SignalingPort> = {
  'core knows the invites by ref and hands their records on': [
    ...(['invite.ref', 'switchType.ref', 'cancel.ref', 'answer.inviteID'] as const),
  ],
};

/** Only what a transport reads of its copy is read by the driver: core itself reads the requests to copy them. */
function noteReading(transport: Transport, fields: ReadFields): void {
  const methods = transport as unknown as Record<string, (...given: object[]) => unknown>;
  for (const [operation, [name, position]] of Object.entries(GIVEN)) {
    const method = methods[name]!;
    jest.spyOn(methods, name).mockImplementation(function (this: unknown, ...given) {
      given[position] = fields.of(operation, given[position]!);
      return method.apply(this, given);
    });
  }
}

export function signalingContract(name: string, createHarness: () => Promise<SignalingHarness>) {
  describe(`the signalling driver ${name}`, () => {
    let harness: SignalingHarness;
    beforeEach(async () => {
      harness = await createHarness();
    });
    afterEach(() => {
      jest.restoreAllMocks();
      return harness.dispose();
    });

    const soon = (ms = 10 * SECOND) => harness.now() + ms;

    const enter = async (userID: string) => {
      const user = harness.open(userID);
      await passing(login(user));
      await harness.settle();
      return user;
    };

    /** Lets time go by until a promise settles. */
    const passing = async <T>(promise: Promise<T>): Promise<T> => {
      let hasSettled = false;
      const settle = () => (hasSettled = true);
      promise.then(settle, settle);
      await harness.until('the operation settles', () => hasSettled);
      return promise;
    };

    const next = async <K extends Kind>(user: SignalingUser, kind: K): Promise<SignalOf<K>> => {
      const find = () => user.signals.find((each) => each.kind === kind) as SignalOf<K> | undefined;
      await harness.until(`${user.userID} gets ${kind}`, () => find() !== undefined);
      return find() as SignalOf<K>;
    };

    const inviteOf = (fields: Partial<InviteRequest> = {}): InviteRequest =>
      inviteTo(soon(), fields);

    const accept = (inviteID: string, deadline = soon()) =>
      ({ inviteID, answer: 'accept', type: 2, deadline }) as const;
    const cancel = (ref = 'call-1') =>
      ({ ref, type: 2, reason: 'cancel', deadline: soon() }) as const;

    /** Alice has invited bob, and bob rings. */
    const ringing = async () => {
      const [alice, bob] = [await enter('alice'), await enter('bob')];
      const { inviteID } = await passing(alice.port.invite(inviteOf()));
      await next(bob, 'invited');
      return { alice, bob, inviteID };
    };

    describe('carries calls', () => {
      it('reports an invite with everything that the inviter gave', async () => {
        const { bob, inviteID } = await ringing();
        const { invitation } = await next(bob, 'invited');
        expect(invitation).toMatchObject({ inviteID, inviter: 'alice' });
        for (const show of Object.values(SHOWN)) {
          if (show !== 'kept') expect(invitation).toMatchObject(show(inviteOf()));
        }
        const left = (invitation.expiresAt as number) - harness.now();
        expect(left).toBeGreaterThan(25 * SECOND);
        expect(left).toBeLessThanOrEqual(31 * SECOND);
      });

      it.each(['accept', 'reject', 'busy'] as const)(
        'reports the answer "%s" to the inviter, with the ref of the invite',
        async (answer) => {
          const { alice, bob, inviteID } = await ringing();
          await passing(bob.port.answer({ ...accept(inviteID), answer }));
          expect(await next(alice, 'answered')).toEqual({
            kind: 'answered',
            ref: 'call-1',
            inviteID,
            userID: 'bob',
            answer,
          });
        },
      );

      it('reports a cancel to the invitee, and a timeout as the end of its ringing', async () => {
        const { alice, bob, inviteID } = await ringing();
        await passing(alice.port.cancel(cancel()));
        expect(await next(bob, 'cancelled')).toMatchObject({ inviteID, inviter: 'alice' });
        await passing(alice.port.invite(inviteOf({ ref: 'call-2' })));
        await passing(alice.port.cancel({ ...cancel('call-2'), reason: 'timeout' }));
        expect((await next(bob, 'expired')).userIDs).toEqual(['bob']);
      });

      it('reports the end of a call with its seconds, and a request to switch with its answer', async () => {
        const { alice, bob, inviteID } = await ringing();
        await passing(bob.port.answer(accept(inviteID)));
        const request = { ref: 'switch-1', userID: 'bob', roomID: 1234, timeout: 10 } as const;
        const change = { from: 2, to: 1, deadline: soon() } as const;
        await passing(alice.port.switchType({ ...request, ...change }));
        const asked = await next(bob, 'switch-requested');
        expect(asked).toMatchObject({ userID: 'alice', to: 1 });
        await passing(bob.port.answer({ ...accept(asked.inviteID), switchTo: 1 }));
        const answered = { ref: 'switch-1', userID: 'bob', accepted: true };
        expect(await next(alice, 'switch-answered')).toMatchObject(answered);
        const end = { userID: 'bob', groupID: '', type: 1, seconds: 7 } as const;
        await passing(alice.port.end({ ...end, deadline: soon() }));
        expect(await next(bob, 'ended')).toMatchObject({ userID: 'alice', seconds: 7 });
      });
    });

    it('reads each field of each request, but for those whose reason the harness gives', async () => {
      const [alice, bob] = [harness.open('alice'), await enter('bob')];
      const { transport, unread } = harness;
      const fields = new ReadFields();
      noteReading(transport, fields);
      const push = { title: 'A call' };
      const deadline = soon(60 * SECOND);
      const requests: RequestsOf<SignalingPort> = {
        login: alice.credentials(),
        invite: { ...inviteOf({ deadline }), push },
        cancel: { ...cancel('call-2'), deadline },
        answer: { ...accept('', deadline), switchTo: 1 },
        switchType: {
          ref: 'switch-1',
          userID: 'bob',
          from: 2,
          to: 1,
          roomID: 1234,
          timeout: 10,
          deadline,
        },
        end: { userID: 'bob', groupID: '', type: 1, seconds: 7, noDevice: true, deadline },
        renew: alice.credentials(),
      };
      const given = <Name extends keyof typeof requests>(name: Name, change = {}) => {
        fields.give(name, requests[name]);
        return { ...requests[name], ...change };
      };
      const { port } = alice;
      await passing(port.login(given('login')));
      await harness.settle();
      const { inviteID } = await passing(port.invite(given('invite')));
      await next(bob, 'invited');
      await passing(bob.port.answer(accept(inviteID)));
      await passing(port.switchType(given('switchType')));
      const asked = await next(bob, 'switch-requested');
      await passing(bob.port.answer(given('answer', { inviteID: asked.inviteID })));
      await passing(port.end(given('end')));
      await passing(port.invite({ ...requests.invite, ref: requests.cancel.ref }));
      await passing(port.cancel(given('cancel')));
      await passing(port.renew(given('renew')));
      fields.check({ ...DONE_BY_CORE, ...unread });
    });

    describe('does one operation at a time', () => {
      it('sends what is asked for at once one after the other, in the order asked', async () => {
        const alice = await enter('alice');
        const refs = ['one', 'two', 'three'];
        const invited = refs.map((ref, index) =>
          alice.port.invite(inviteOf({ ref, userIDs: [`guest${index}`] })),
        );
        const ids = (await passing(Promise.all(invited))).map(({ inviteID }) => inviteID);
        expect(new Set(ids).size).toBe(3);
        expect(harness.invitesOf('alice')).toEqual([['guest0'], ['guest1'], ['guest2']]);
      });

      it('starts nothing before the operation in front of it has settled', async () => {
        const alice = await enter('alice');
        harness.loseAcknowledgement('alice');
        let sentMeanwhile: string[][] = [];
        const note = () => (sentMeanwhile = harness.invitesOf('alice'));
        const first = inviteOf({ userIDs: ['guest0'], deadline: soon(SECOND) });
        const slow = alice.port.invite(first).then(note, note);
        const second = alice.port.invite(inviteOf({ ref: 'call-2', userIDs: ['guest1'] }));
        await passing(Promise.all([slow, second]));
        expect(new Set(sentMeanwhile.flat())).toEqual(new Set(['guest0']));
        expect(harness.invitesOf('alice').at(-1)).toEqual(['guest1']);
      });

      it('sends nothing for an invite that is cancelled while it waits for its turn', async () => {
        const alice = await enter('alice');
        const first = alice.port.invite(inviteOf({ userIDs: ['guest'] }));
        const second = alice.port.invite(inviteOf({ ref: 'call-2' }));
        const outcome = expect(second).rejects.toMatchObject({ code: 61011 });
        await passing(alice.port.cancel(cancel('call-2')));
        await passing(Promise.all([first, outcome]));
        expect(harness.invitesOf('alice')).toEqual([['guest']]);
      });

      it('accepts one invite and declines another though both are asked for at once', async () => {
        const { alice, bob, inviteID } = await ringing();
        const carol = await enter('carol');
        const other = await passing(carol.port.invite(inviteOf()));
        await harness.until('both ring', () => kindsOf(bob).length === 2);
        await passing(
          Promise.all([
            bob.port.answer(accept(inviteID)),
            bob.port.answer({ ...accept(other.inviteID), answer: 'busy' }),
          ]),
        );
        expect((await next(alice, 'answered')).answer).toBe('accept');
        expect((await next(carol, 'answered')).answer).toBe('busy');
      });
    });

    describe('repeats what does not get through', () => {
      it('until the deadline, rejects with 61006, and is usable afterwards', async () => {
        const [alice, bob] = [await enter('alice'), await enter('bob')];
        harness.block('alice');
        const deadline = soon(SECOND);
        const invited = alice.port.invite(inviteOf({ deadline }));
        const outcome = expect(invited).rejects.toMatchObject({ code: 61006 });
        await passing(outcome);
        // It may stop when the next attempt would come too late, and not long before.
        expect(harness.now()).toBeGreaterThanOrEqual(deadline - 0.7 * SECOND);
        expect(harness.now()).toBeLessThan(deadline + SECOND);
        harness.unblock('alice');
        await passing(alice.port.invite(inviteOf({ ref: 'call-2' })));
        expect((await next(bob, 'invited')).invitation.inviter).toBe('alice');
      });

      it('and gets through when the way is open again before the deadline', async () => {
        const [alice, bob] = [await enter('alice'), await enter('bob')];
        harness.block('alice');
        const invited = alice.port.invite(inviteOf());
        await harness.until('it is being sent', () => harness.attemptsOf('alice') > 0);
        expect(kindsOf(bob)).toEqual([]);
        harness.unblock('alice');
        const { inviteID } = await passing(invited);
        expect((await next(bob, 'invited')).invitation.inviteID).toBe(inviteID);
      });

      it('but an invite that is cancelled meanwhile is given up, and rejects with 61011', async () => {
        const [alice, bob] = [await enter('alice'), await enter('bob')];
        harness.block('alice');
        const outcome = expect(alice.port.invite(inviteOf())).rejects.toMatchObject({
          code: 61011,
        });
        await harness.until('it is being sent', () => harness.attemptsOf('alice') > 0);
        await passing(alice.port.cancel(cancel()));
        await passing(outcome);
        harness.unblock('alice');
        await harness.settle();
        expect(kindsOf(bob)).toEqual([]);
      });

      it('and an answer that failed can be given again, though no answer twice', async () => {
        const { alice, bob, inviteID } = await ringing();
        harness.block('bob');
        const failed = bob.port.answer(accept(inviteID, soon(SECOND)));
        await passing(expect(failed).rejects.toMatchObject({ code: 61006 }));
        harness.unblock('bob');
        await passing(bob.port.answer(accept(inviteID)));
        const again = bob.port.answer(accept(inviteID));
        await passing(expect(again).rejects.toMatchObject({ code: 61004 }));
        await next(alice, 'answered');
        await harness.settle();
        expect(kindsOf(alice)).toEqual(['answered']);
      });
    });

    describe('reports only what its sender is entitled to', () => {
      const actions = ['cancel', 'timeout', 'accept', 'reject'] as const;
      const forged = (action: ForgedMessage['action'], inviteID: string): ForgedMessage => ({
        action,
        inviteID,
        inviter: 'alice',
        invitees: ['bob'],
      });

      it.each(actions)(
        'drops a stranger\'s "%s" at the invitee, who can still accept',
        async (action) => {
          const { alice, bob, inviteID } = await ringing();
          harness.forge('mallory', 'bob', forged(action, inviteID));
          const dropped = { kind: 'dropped', reason: 'forged-sender', from: 'mallory' };
          expect(await next(bob, 'dropped')).toEqual(dropped);
          await passing(bob.port.answer(accept(inviteID)));
          await next(alice, 'answered');
          expect(kindsOf(bob)).toEqual(['invited', 'forged-sender']);
        },
      );

      it.each(actions)(
        'drops a stranger\'s "%s" at the inviter, who can still cancel',
        async (action) => {
          const { alice, bob, inviteID } = await ringing();
          harness.forge('mallory', 'alice', forged(action, inviteID));
          const dropped = { kind: 'dropped', reason: 'forged-sender', from: 'mallory' };
          expect(await next(alice, 'dropped')).toEqual(dropped);
          await passing(alice.port.cancel(cancel()));
          await next(bob, 'cancelled');
          expect(kindsOf(alice)).toEqual(['forged-sender']);
        },
      );

      it("drops an invite in another's name, and one that is for somebody else", async () => {
        const bob = await enter('bob');
        harness.forge('mallory', 'bob', forged('invite', 'forged-1'));
        await next(bob, 'dropped');
        const toCarol = { ...forged('invite', 'forged-2'), inviter: 'mallory' };
        harness.forge('mallory', 'bob', { ...toCarol, invitees: ['carol'] });
        await harness.until('both are dropped', () => kindsOf(bob).length === 2);
        expect(kindsOf(bob)).toEqual(['forged-sender', 'not-invited']);
      });
    });

    describe('reports each signal once', () => {
      it('however often a message is delivered', async () => {
        const bob = await enter('bob');
        const invite = { inviteID: 'once', inviter: 'mallory', invitees: ['bob'] } as const;
        const message: ForgedMessage = { ...invite, action: 'invite', invitees: ['bob'] };
        harness.forge('mallory', 'bob', message);
        harness.forge('mallory', 'bob', message);
        harness.forge('mallory', 'bob', { ...message, action: 'cancel' });
        harness.forge('mallory', 'bob', { ...message, action: 'cancel' });
        await harness.until('all four are reported', () => kindsOf(bob).length === 4);
        expect([...kindsOf(bob)].sort()).toEqual([
          'cancelled',
          'duplicate',
          'duplicate',
          'invited',
        ]);
      });

      it('also after the cancel of an invite came before the invite', async () => {
        const bob = await enter('bob');
        const message: ForgedMessage = {
          action: 'cancel',
          inviteID: 'late',
          inviter: 'mallory',
          invitees: ['bob'],
        };
        harness.forge('mallory', 'bob', message);
        await harness.until('the cancel is dropped', () => kindsOf(bob).length === 1);
        harness.forge('mallory', 'bob', { ...message, action: 'invite' });
        await harness.until('the invite is dropped', () => kindsOf(bob).length === 2);
        expect(kindsOf(bob)).toEqual(['unknown-invite', 'expired']);
      });

      it('"ready" once per login', async () => {
        const bob = await enter('bob');
        await harness.settle();
        expect(bob.signals.filter(({ kind }) => kind === 'ready')).toHaveLength(1);
      });
    });

    it('reports an answer after its invite has settled, though the acknowledgement was lost', async () => {
      const [alice, bob] = [await enter('alice'), await enter('bob')];
      const order: string[] = [];
      alice.port.onSignal(({ kind }) => void (kind === 'answered' && order.push('answered')));
      bob.port.onSignal((signal) => {
        if (signal.kind === 'invited') void bob.port.answer(accept(signal.invitation.inviteID));
      });
      harness.loseAcknowledgement('alice');
      const invited = alice.port.invite(inviteOf({ deadline: soon(3 * SECOND) }));
      const settle = () => order.push('settled');
      await passing(invited.then(settle, settle));
      await next(alice, 'answered');
      expect(order).toEqual(['settled', 'answered']);
    });

    describe('shares nothing that it takes or gives', () => {
      it('sends what was asked for, though the request is changed right after', async () => {
        const [alice, bob] = [await enter('alice'), await enter('bob')];
        const request = inviteOf();
        const invited = alice.port.invite(request);
        request.userIDs[0] = 'mallory';
        request.memberIDs.push('mallory');
        request.roomID = 9;
        await passing(invited);
        const { invitation } = await next(bob, 'invited');
        expect(invitation).toMatchObject({ userIDs: ['bob'], roomID: 1234 });
      });

      it('gives each listener a signal of its own, and keeps none', async () => {
        const [alice, bob] = [await enter('alice'), await enter('bob')];
        bob.port.onSignal((signal) => {
          if (signal.kind === 'invited') signal.invitation.userIDs.push('changed');
        });
        const seen: string[][] = [];
        bob.port.onSignal((signal) => {
          if (signal.kind === 'invited') seen.push(signal.invitation.userIDs);
        });
        await passing(alice.port.invite(inviteOf()));
        await harness.until('bob rings', () => seen.length > 0);
        expect(seen).toEqual([['bob']]);
      });
    });

    describe('can be listened to and left', () => {
      it('goes on though a listener throws, and stops when a listener is removed', async () => {
        const [alice, bob] = [await enter('alice'), await enter('bob')];
        const heard: string[] = [];
        const remove = bob.port.onSignal(({ kind }) => void heard.push(kind));
        bob.port.onSignal(() => {
          throw new Error('a listener of the app');
        });
        await passing(alice.port.invite(inviteOf()));
        await next(bob, 'invited');
        remove();
        await passing(alice.port.cancel(cancel()));
        await next(bob, 'cancelled');
        expect(heard).toEqual(['invited']);
      });

      it('rejects a refused login with 61005, and logs in when asked again', async () => {
        const bob = harness.open('bob');
        harness.refuseLogin('bob');
        await passing(expect(login(bob)).rejects.toMatchObject({ code: 61005 }));
        await passing(login(bob));
        expect(bob.signals.filter(({ kind }) => kind === 'ready')).toHaveLength(1);
      });

      it('rejects operations with 61002 before a login and after a logout', async () => {
        const bob = harness.open('bob');
        const early = bob.port.invite(inviteOf({ userIDs: ['alice'] }));
        await passing(expect(early).rejects.toMatchObject({ code: 61002 }));
        await passing(login(bob));
        await harness.settle();
        await passing(bob.port.logout());
        const late = bob.port.invite(inviteOf({ userIDs: ['alice'] }));
        await passing(expect(late).rejects.toMatchObject({ code: 61002 }));
        expect(harness.invitesOf('bob')).toEqual([]);
      });

      it('reports a kick-out once, rejects operations with 61002, and logs in again', async () => {
        const [alice, bob] = [await enter('alice'), await enter('bob')];
        harness.kick('bob');
        await next(bob, 'login-ended');
        const late = bob.port.invite(inviteOf({ userIDs: ['alice'] }));
        await passing(expect(late).rejects.toMatchObject({ code: 61002 }));
        await passing(login(bob));
        await harness.settle();
        await passing(alice.port.invite(inviteOf()));
        await next(bob, 'invited');
        expect(kindsOf(bob)).toEqual(['login-ended', 'invited']);
      });

      it('renew() goes on under a newer userSig: calls come and go as before', async () => {
        const [alice, bob] = [await enter('alice'), await enter('bob')];
        await passing(bob.port.renew(bob.credentials()));
        await harness.settle();
        await passing(alice.port.invite(inviteOf()));
        await next(bob, 'invited');
      });

      it('reports nothing after dispose(), rejects operations, and leaves no listener or timer', async () => {
        const { alice, bob, inviteID } = await ringing();
        const before = bob.signals.length;
        await passing(bob.port.dispose());
        await passing(alice.port.cancel(cancel()));
        await harness.settle();
        expect(bob.signals).toHaveLength(before);
        await passing(
          expect(bob.port.answer(accept(inviteID))).rejects.toMatchObject({ code: 61015 }),
        );
        harness.block('alice');
        const invited = alice.port.invite(inviteOf({ ref: 'call-2', deadline: soon(60 * SECOND) }));
        const outcome = expect(invited).rejects.toMatchObject({ code: expect.any(Number) });
        const attempts = harness.attemptsOf('alice');
        await harness.until('it is being sent', () => harness.attemptsOf('alice') > attempts);
        await passing(alice.port.dispose());
        await passing(outcome);
        expect(harness.leftovers()).toBe(0);
      });
    });
  });
}
