/** Users who are online when a test begins, and hold nothing any more when it ends: `useOnline('alice', 'bob')`. */
import { NOTHING_LEFT, outcome, World, type TestUser } from './world';

/** New for each test of a file that says `useOnline`. */
export let world: World;
export let alice: TestUser;
export let bob: TestUser;
export let carol: TestUser;
export let dave: TestUser;

type Name = 'alice' | 'bob' | 'carol' | 'dave';

/** Gives each test of the file a world in which these users are logged in, and checks what is left of it. */
export function useOnline(...names: Name[]): void {
  beforeEach(async () => {
    world = new World();
    const users = await world.online(...names);
    const of = (name: Name) => users[names.indexOf(name)]!;
    [alice, bob, carol, dave] = [of('alice'), of('bob'), of('carol'), of('dave')];
  });

  afterEach(async () => {
    expect(await world.leftovers()).toEqual(NOTHING_LEFT);
  });
}

/** Alice calls Bob, and it rings there. */
export async function ring(
  type: 1 | 2 = 2,
  options: { timeout?: number } = {},
): Promise<{ call: Promise<unknown>; inviteID: string }> {
  const call = outcome(alice.calling.call({ userID: 'bob', type, ...options }));
  await world.settle();
  expect(bob.phase).toBe('ringing');
  return { call, inviteID: bob.calling.snapshot.inviteID };
}

/** Alice calls Bob, he accepts, and all that needs no time has happened. */
export async function connect(type: 1 | 2 = 2): Promise<void> {
  const { call } = await ring(type);
  await Promise.all([call, bob.calling.accept()]);
  await world.settle();
}

/** The phases of Alice and Bob. */
export const phases = () => [alice.phase, bob.phase];
