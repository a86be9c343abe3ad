/**
 * Calls in a row between two Apps: nothing may pile up. A few in each run; `npm run soak` makes 50.
 */
import { growth, play, WAYS } from '../support/soak';
import { BACK_ENDS } from './support/back-ends';
import { roomsAreEmpty } from './support/call';
import { expect, test } from './support/fixture';
import { countResources } from './support/resource-counts';

const CALLS = Number(process.env.SOAK ?? WAYS);

/**
 * The native back end is left to `npm run soak`: in this host the script of each stage page stays in memory, in the realm
 * of the logic, and whether the host, uni or the page holds it is not known. So its functions are not counted either.
 */
const SOAKED = BACK_ENDS;

for (const backEnd of SOAKED) {
  test.describe(`by the ${backEnd} back end`, () => {
    test.use({ backEnd });

    test(`${CALLS} calls in a row leave no listener, timer, page, view, sound or socket behind`, async ({
      appUser,
      app,
    }, info) => {
      test.setTimeout(90_000 + CALLS * 10_000);
      const sides = [await appUser('alice'), await appUser('bob')] as const;
      const count = () => Promise.all(sides.map(countResources));
      for (let round = 0; round < WAYS; round++) await play(round, sides, 'audio');
      const before = await count();
      for (let round = 0; round < CALLS; round++) { await play(round, sides, round % 2 ? 'video' : 'audio'); if (process.env.DBG) console.log(round, JSON.stringify(await count())); }
      // What belongs to the last calls may take a moment to go.
      let after = before;
      const grown = async () => {
        after = await count();
        return before.map((counts, at) => growth(counts, after[at]!));
      };
      await expect.poll(grown, { message: 'what has grown', timeout: 60_000 }).toEqual([{}, {}]);
      await roomsAreEmpty(app);
      for (const [type, counts] of Object.entries({ before, after })) {
        info.annotations.push({ type, description: JSON.stringify(counts) });
      }
    });
  });
}
