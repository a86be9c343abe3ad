/** login(), logout(), destroy() and a kick may cross in any order: what was asked last is what is. */
import fc from 'fast-check';
import { CallError } from '../../../src/errors';
import { NOTHING_LEFT, outcome, World, type TestUser } from '../../support/world';

const login = (user: TestUser, userID: string) =>
  user.calling.login({ userID, userSig: `sig of ${userID}` });

it('login(), logout(), login() of one user, none awaited, end logged in', async () => {
  const world = new World();
  const user = world.user('alice');
  const results = [login(user, 'alice'), user.calling.logout(), login(user, 'alice')].map(outcome);
  const [first, second, third] = await Promise.all(results);
  expect(user.calling.snapshot).toMatchObject({ login: 'ready', userID: 'alice' });
  expect(first).toMatchObject({ code: 61011 });
  expect([second, third]).toEqual([undefined, undefined]);
  expect(await world.leftovers()).toEqual(NOTHING_LEFT);
});

it('logout() and login() of the user who is logged in end logged in, and a ringing call is declined', async () => {
  const world = new World();
  const [alice, bob] = await world.online('alice', 'bob');
  void outcome(bob.calling.call({ userID: 'alice', type: 1 }));
  await world.settle();
  expect(alice.phase).toBe('ringing');
  const results = [outcome(alice.calling.logout()), outcome(alice.login())];
  expect(await Promise.all(results)).toEqual([undefined, undefined]);
  await world.settle();
  expect(alice.calling.snapshot).toMatchObject({ login: 'ready', userID: 'alice' });
  expect(bob.endReason).toBe('rejected');
  expect(await world.leftovers()).toEqual(NOTHING_LEFT);
});

it('logout() during login() ends logged out, and login() rejects instead of saying that it is ready', async () => {
  const world = new World();
  const user = world.user('alice');
  const coming = outcome(login(user, 'alice'));
  await Promise.resolve();
  await user.calling.logout();
  expect(await coming).toMatchObject({ code: 61011 });
  expect(user.calling.snapshot.login).toBe('logged-out');
  expect(await world.leftovers()).toEqual(NOTHING_LEFT);
});

it('a call after logout(), not awaited, is refused and rings nowhere', async () => {
  const world = new World();
  const [alice, bob] = await world.online('alice', 'bob');
  const leaving = alice.calling.logout();
  const call = alice.calling.call({ userID: 'bob', type: 1 });
  expect(await outcome(call)).toMatchObject({ code: 61002 });
  await leaving;
  await world.settle();
  expect(bob.names).toEqual([]);
});

it('destroy() during login() ends destroyed: login() rejects, both destroy() wait for the end', async () => {
  const world = new World();
  const user = world.user('alice');
  const coming = outcome(login(user, 'alice'));
  const ends = [user.calling.destroy(), user.calling.destroy()];
  await Promise.all(ends);
  expect(user.calling.snapshot.login).toBe('logged-out');
  expect(await coming).toMatchObject({ code: expect.any(Number), cure: expect.any(String) });
  expect(await world.leftovers()).toEqual(NOTHING_LEFT);
});

type Wish = 'login alice' | 'login bob' | 'logout' | 'destroy' | 'kick' | 'call' | 'ring' | 'wait';

const wishes = fc.array(
  fc.constantFrom<Wish>(
    ...(['login alice', 'login bob', 'logout', 'kick', 'call', 'ring', 'wait', 'wait'] as const),
    ...(['login alice', 'logout', 'destroy'] as const),
  ),
  { minLength: 2, maxLength: 9 },
);

async function play(order: readonly Wish[]): Promise<void> {
  const world = new World();
  const user = world.user('alice');
  const [caller] = await world.online('caller');
  const untruths: string[] = [];
  const settling: Promise<unknown>[] = [];
  let last: Wish | undefined;
  let kickedAt: Wish | undefined;
  for (const wish of order) {
    if (wish !== 'wait' && wish !== 'call' && wish !== 'ring' && last !== 'destroy') {
      if (wish !== 'kick') [last, kickedAt] = [wish, undefined];
    }
    const [what, name = ''] = wish.split(' ');
    if (what === 'login') {
      const done = login(user, name).then(() => {
        const { login: state, userID } = user.calling.snapshot;
        // A kick may have come in the moment in which the promise settled.
        if (state !== 'kicked-out' && (state !== 'ready' || userID !== name)) {
          untruths.push(`login(${name}) resolved while ${userID} is ${state}`);
        }
      });
      settling.push(outcome(done));
    }
    if (what === 'logout') settling.push(outcome(user.calling.logout()));
    if (what === 'destroy') settling.push(outcome(user.calling.destroy()));
    if (what === 'kick' && user.calling.snapshot.login === 'ready') {
      kickedAt = last;
      user.signaling.knobs.kick();
    }
    if (what === 'call') settling.push(outcome(user.calling.call({ userID: 'caller', type: 1 })));
    if (what === 'ring') void outcome(caller.calling.call({ userID: 'alice', type: 1 }));
    if (what === 'wait') await world.settle();
  }
  await world.seconds(40);
  const open = Symbol('open');
  for (const promise of settling) {
    const result = await Promise.race([promise, Promise.resolve(open)]);
    expect(result).not.toBe(open);
    if (result instanceof Error) expect(result).toBeInstanceOf(CallError);
  }
  expect(untruths).toEqual([]);
  const { login: state, userID } = user.calling.snapshot;
  const [, wanted] = last?.split(' ') ?? [];
  if (kickedAt === undefined || state !== 'kicked-out') {
    expect([state, userID]).toEqual(wanted ? ['ready', wanted] : ['logged-out', '']);
  }
  expect(await world.leftovers()).toEqual(NOTHING_LEFT);
}

it('any sequence of login, logout, destroy, kick and calls ends in what was asked last', async () => {
  const seed = Number(process.env.SEED ?? Date.now());
  await fc.assert(fc.asyncProperty(wishes, play), { seed, numRuns: 300 });
}, 60_000);
