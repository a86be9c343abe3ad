/** Users of the mini-program come one by one, leave together, and nothing of the mini-program may have failed. */
import { expect, type Browser } from '@playwright/test';
import type { DataCrossing } from '../host/runtime/components';
import { MiniProgramUser, type Start } from './mini-program-user';

/** Opens the mini-program and logs in. */
export type OpensMiniProgram = (userID: string, start?: Start) => Promise<MiniProgramUser>;

/** One setData may carry so many bytes. */
const MOST_BYTES = 4096;

export async function withMiniProgramUsers(
  browser: Browser,
  origin: string,
  use: (open: OpensMiniProgram) => Promise<void>,
): Promise<void> {
  const users: MiniProgramUser[] = [];
  await use(async (userID, start) => {
    const user = await MiniProgramUser.arrive(browser, origin, userID, origin, start);
    users.push(user);
    await user.logIn();
    return user;
  });
  const errors: string[] = [];
  const wasted: DataCrossing[] = [];
  for (const user of users) {
    errors.push(...(await user.errors()));
    const crossings = await user.crossings();
    wasted.push(...crossings.filter(({ unchanged, bytes }) => unchanged || bytes > MOST_BYTES));
  }
  for (const user of users) await user.leave();
  expect(errors, 'errors in the mini-program').toEqual([]);
  expect(wasted, 'page data that was there before, or is too much at once').toEqual([]);
  const strays = users.flatMap((user) => user.strays);
  expect(strays, 'requests that would have left the machine').toEqual([]);
}
