/** The page of an app that logs in and calls, as the documents have it for every platform. */
import type { Locator } from '@playwright/test';

/** Somebody who has opened it. */
export interface Talker {
  readonly userID: string;
  see(testID: string): Locator;
  field(testID: string): Locator;
}

/** ms within which each step of a call has to show, on a machine that does other things, too. */
export const STEP_TIMEOUT = 40_000;

/** @throws Error with what the page says */
export async function logIn(talker: Talker): Promise<void> {
  await talker.field('user').fill(talker.userID);
  await talker.see('login').click();
  const status = talker.see('status');
  await status
    .filter({ hasText: 'ready' })
    .waitFor({ timeout: STEP_TIMEOUT })
    .catch(async () => {
      throw new Error(`${talker.userID} cannot log in: ${await status.innerText()}`);
    });
}

/** Calls somebody by video. */
export async function callByVideo(talker: Talker, callee: string): Promise<void> {
  await talker.field('callee').fill(callee);
  await talker.see('call').click();
}
