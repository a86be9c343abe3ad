/** Whole calls on the system's clock, while somebody sets the date of the device. */
import { EVENT, TestWorld, type CallSnapshot, type TestUser } from '../../../src/testing';

const HOUR = 3_600_000;
const BOTH_WAYS: [string, number][] = [
  ['back', -HOUR],
  ['forward', HOUR],
];

let world: TestWorld;

beforeEach(() => {
  jest.useFakeTimers();
  world = new TestWorld();
});

afterEach(async () => {
  await world.reset();
  jest.useRealTimers();
});

async function pass(seconds: number): Promise<void> {
  await jest.advanceTimersByTimeAsync(seconds * 1000);
  await world.settle();
}

const setDate = (by: number) => jest.setSystemTime(Date.now() + by);

/** Bob calls Alice. */
async function ringing(timeout = 30): Promise<[alice: TestUser, bob: TestUser]> {
  const alice = await world.join('alice');
  const bob = await world.join('bob');
  await bob.calling.call({ userID: 'alice', type: 2, timeout });
  await world.settle();
  return [alice, bob];
}

async function talking(): Promise<[alice: TestUser, bob: TestUser]> {
  const users = await ringing();
  await users[0].calling.accept();
  await world.settle();
  return users;
}

const heard = (user: TestUser, event: string): unknown[] => {
  const all: unknown[] = [];
  user.calling.on(event as never, (payload: unknown) => void all.push(payload));
  return all;
};

it.each(BOTH_WAYS)('a ring of 6 s ends after 6 s when the date is set %s', async (_, by) => {
  const [alice, bob] = await ringing(6);
  await pass(2);
  setDate(by);
  alice.page.fire('show');
  bob.page.fire('show');
  await pass(3);
  expect(alice.calling.snapshot.phase).toBe('ringing');
  expect(bob.calling.snapshot.phase).toBe('inviting');
  await pass(1.1);
  expect(alice.calling.snapshot.end?.reason).toBe('no-response');
  await pass(5);
  expect(bob.calling.snapshot.end?.reason).toBe('no-response');
});

it.each(BOTH_WAYS)('a call of 5 s says 5 s when the date is set %s', async (_, by) => {
  const [alice, bob] = await talking();
  const ends = [heard(alice, EVENT.CALL_END), heard(bob, EVENT.CALL_END)];
  await pass(2);
  setDate(by);
  await pass(3.2);
  await bob.calling.hangup();
  await world.settle();
  for (const end of ends) expect(end).toEqual([expect.objectContaining({ callEnd: 5 })]);
});

it.each(BOTH_WAYS)('a reconnect is given up after 30 s when the date is set %s', async (_, by) => {
  const [alice] = await talking();
  alice.media.connection('reconnecting');
  await pass(10);
  setDate(by);
  alice.page.fire('show');
  await pass(19);
  expect(alice.calling.snapshot.connection).toBe('reconnecting');
  await pass(1.5);
  expect(alice.calling.snapshot.end?.reason).toBe('connection-lost');
});

it.each(BOTH_WAYS)('a call that comes after the date was set %s rings on', async (_, by) => {
  const alice = await world.join('alice');
  const bob = await world.join('bob');
  setDate(by);
  await bob.calling.call({ userID: 'alice', type: 1, timeout: 10 });
  await pass(9);
  expect(alice.calling.snapshot.phase).toBe('ringing');
  await pass(1.5);
  expect(alice.calling.snapshot.phase).toBe('idle');
});

it.each(BOTH_WAYS)(
  'leaving a room that never answers ends in time when the date is set %s',
  async (_, by) => {
    const [alice] = await talking();
    alice.media.hang('leave');
    const left = alice.calling.hangup();
    await pass(1);
    setDate(by);
    await pass(10);
    await expect(left).resolves.toBeUndefined();
    expect(alice.calling.snapshot.phase).toBe('idle');
  },
);

it('start and end of a call are dates, and a date that is set later does not change them', async () => {
  const [alice, bob] = await talking();
  const { startedAt, startMark } = alice.calling.snapshot;
  const began = Date.now();
  expect(Math.abs(startedAt! - began)).toBeLessThan(50);
  setDate(HOUR);
  await pass(5);
  const seen: CallSnapshot[] = [];
  alice.calling.subscribe((snapshot) => void seen.push(snapshot));
  await bob.calling.hangup();
  await world.settle();
  expect(seen.length).toBeGreaterThan(0);
  expect(alice.calling.snapshot.end?.at).toBeGreaterThan(began + HOUR);
  expect(seen[0]).toMatchObject({ startedAt, startMark });
  const { end } = alice.calling.snapshot;
  await alice.calling.logout();
  expect(alice.calling.snapshot.end).toBe(end);
});

it('a userSig is renewed five minutes before its end by the date, which may differ from the clock', async () => {
  const asked: string[] = [];
  const calling = new world.TRTCCalling({
    SDKAppID: 1,
    getUserSig: async (userID) => {
      asked.push(userID);
      return { userSig: 'new', expiresAt: Date.now() + HOUR };
    },
  });
  await calling.login({ userID: 'carl', userSig: 'old', expiresAt: Date.now() + 600_000 });
  await pass(299);
  expect(asked).toEqual([]);
  await pass(2);
  expect(asked).toEqual(['carl']);
});
