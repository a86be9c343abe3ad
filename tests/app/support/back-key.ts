import { test } from '@playwright/test';
import type { Caller } from '../../e2e/support/people';
import type { AppUser } from './app-user';
import { overWith } from './call';

/** Presses the back key. The call has to end on the other side for this reason, and say who did it; notes in what time. */
export async function backEnds(one: AppUser, other: Caller, reason: string): Promise<void> {
  const pressed = performance.now();
  one.back();
  await overWith(other, reason, one.userID);
  const description = `${Math.round(performance.now() - pressed)} ms until the other side has read it`;
  test.info().annotations.push({ type: 'back key', description });
}
