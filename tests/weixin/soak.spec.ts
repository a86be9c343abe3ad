/**
 * Calls in a row between two mini-programs, without media: nothing may pile up. A few in each run;
 * `npm run soak` makes 200.
 */
import { growth, play, WAYS } from '../support/soak';
import { expect, test } from './support/fixture';
import { countResources } from './support/resource-counts';

const CALLS = Number(process.env.SOAK ?? WAYS);
/** One listener left by each call is far more in 200. */
const FIRST_USED = 60;

test(`${CALLS} calls in a row leave no listener, timer, page, sound or socket behind`, async ({
  miniProgramUser,
}, info) => {
  test.setTimeout(60_000 + CALLS * 6_000);
  const alice = await miniProgramUser('alice', { silent: true });
  const bob = await miniProgramUser('bob', { silent: true, beside: alice });
  const sides = [alice, bob] as const;
  for (let round = 0; round < WAYS; round++) await play(round, sides, 'video');
  const before = await countResources(alice);
  for (let round = 0; round < CALLS; round++) await play(round, sides, 'video');
  // What belongs to the last calls may take a moment to go.
  let after = before;
  const grown = async () => growth(before, (after = await countResources(alice)), FIRST_USED);
  await expect.poll(grown, { message: 'what has grown', timeout: 60_000 }).toEqual({});
  for (const [type, resourceCounts] of Object.entries({ before, after })) {
    info.annotations.push({ type, description: JSON.stringify(resourceCounts) });
  }
});
