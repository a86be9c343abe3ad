/**
 * Calls in a row between two Apps, with audio and video in turn: nothing may pile up. A few in each run;
 * `npm run soak` makes 50.
 */
import { growth, play, WAYS } from '../support/soak';
import type { AppUser } from './support/app-user';
import { BACK_ENDS } from './support/back-ends';
import { roomsAreEmpty } from './support/call';
import { expect, test } from './support/fixture';
import { countResources } from './support/resource-counts';

const CALLS = Number(process.env.SOAK ?? WAYS);
/** Whoever leaves one function behind leaves one in each call. */
const FIRST_USED = CALLS - 1;
/** While nothing happens, two timers of TIM run, and the one by which the contacts ask who is online. */
const TIMERS_AT_REST = 3;

type Sides = readonly [AppUser, AppUser];

/** Makes so many calls. Each way is gone by audio and by video, and by either of the two. */
async function call(sides: Sides, calls: number): Promise<void> {
  for (let round = 0; round < calls; round++) {
    const again = Math.floor(round / WAYS);
    await play(round, sides, (round + again) % 2 ? 'video' : 'audio');
  }
}

/** What is on the screen has functions, too: the same is there for each count. */
async function count([alice, bob]: Sides) {
  const seesOther = (one: AppUser, { userID }: AppUser) =>
    expect(one.see('online-list').locator(`[data-testid="contact-${userID}"]`)).toBeVisible();
  await Promise.all([seesOther(alice, bob), seesOther(bob, alice)]);
  return [await countResources(alice), await countResources(bob)] as const;
}

for (const backEnd of BACK_ENDS) {
  test.describe(`by the ${backEnd} back end`, () => {
    test.use({ backEnd });

    test(`${CALLS} calls in a row leave no listener, timer, page, view, sound or socket behind`, async ({
      appUser,
      app,
    }, info) => {
      test.setTimeout(120_000 + CALLS * 15_000);
      const sides: Sides = [await appUser('alice'), await appUser('bob')];
      await call(sides, WAYS);
      let before = await count(sides);
      const timers = async () => (before = await count(sides)).map((counts) => counts.timers);
      await expect.poll(timers, { timeout: 60_000 }).toEqual([TIMERS_AT_REST, TIMERS_AT_REST]);
      await call(sides, CALLS);
      // What belongs to the last calls may take a moment to go.
      let after = before;
      const grown = async () => {
        after = await count(sides);
        return before.map((counts, side) => growth(counts, after[side]!, FIRST_USED));
      };
      await expect.poll(grown, { message: 'what has grown', timeout: 60_000 }).toEqual([{}, {}]);
      await roomsAreEmpty(app);
      for (const [type, counts] of Object.entries({ before, after })) {
        info.annotations.push({ type, description: JSON.stringify(counts) });
      }
    });
  });
}
