/**
 * Calls in a row between two mini-programs, without media: nothing may pile up. A few in each run;
 * `npm run soak` makes 200.
 */
import { expect, test } from './support/fixture';
import { countResources } from './support/resource-counts';
import type { MiniProgramUser } from './support/mini-program-user';

const CALLS = Number(process.env.SOAK ?? 4);
const WARM_UP = 4;

type Play = (caller: MiniProgramUser, callee: MiniProgramUser) => Promise<void>;

const talk = async (caller: MiniProgramUser, callee: MiniProgramUser) => {
  await caller.call(callee.userID, 'video');
  await callee.see('accept').click();
  for (const one of [caller, callee]) await expect(one.see('call-timer')).toBeVisible();
};

const PLAYS: Play[] = [
  async (caller, callee) => {
    await talk(caller, callee);
    await caller.see('hangup').click();
  },
  async (caller, callee) => {
    await talk(caller, callee);
    await callee.see('hangup').click();
  },
  async (caller, callee) => {
    await caller.call(callee.userID, 'audio');
    await callee.see('reject').click();
  },
  async (caller, callee) => {
    await caller.call(callee.userID, 'audio');
    await expect(callee.see('incoming')).toBeVisible();
    await caller.see('hangup').click();
  },
];

async function play(round: number, alice: MiniProgramUser, bob: MiniProgramUser): Promise<void> {
  const sides = [alice, bob] as const;
  const [caller, callee] = Math.floor(round / PLAYS.length) % 2 ? [bob, alice] : sides;
  await PLAYS[round % PLAYS.length]!(caller, callee);
  for (const one of sides) {
    // Who rejects sees no end.
    await one.see('end-close').or(one.see('callee-input')).first().click();
    await expect(one.see('callee-input')).toBeVisible();
  }
}

test(`${CALLS} calls in a row leave no listener, timer, page, sound or socket behind`, async ({
  miniProgramUser,
}, info) => {
  test.setTimeout(60_000 + CALLS * 6_000);
  const alice = await miniProgramUser('alice', { silent: true });
  const bob = await miniProgramUser('bob', { silent: true, beside: alice });
  for (let round = 0; round < WARM_UP; round++) await play(round, alice, bob);
  const before = await countResources(alice);
  for (let round = 0; round < CALLS; round++) await play(round, alice, bob);
  // What belongs to the last calls may take a moment to go.
  let after = before;
  const grown = async () => growth(before, (after = await countResources(alice)));
  await expect.poll(grown, { message: 'what has grown', timeout: 60_000 }).toEqual({});
  for (const [type, resourceCounts] of Object.entries({ before, after })) {
    info.annotations.push({ type, description: JSON.stringify(resourceCounts) });
  }
});

/** Some call may be the first to use so many functions. One listener left by each call is far more in 200. */
const FIRST_USED = 60;

type Counts = Awaited<ReturnType<typeof countResources>>;

function growth(before: Counts, after: Counts): Partial<Counts> {
  const allowed = { ...before, functions: before.functions + FIRST_USED };
  const names = Object.keys(after) as (keyof Counts)[];
  return Object.fromEntries(
    names
      .filter((name) => after[name] > allowed[name])
      .map((name) => [name, after[name] - before[name]]),
  );
}
