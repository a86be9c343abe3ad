import type { Caller } from '../../e2e/support/people';
import type { AppUser } from './app-user';
import { overWith } from './call';

/** Presses the back key. The call has to end on the other side for this reason, and say who did it. */
export async function backEnds(one: AppUser, other: Caller, reason: string): Promise<void> {
  one.back();
  await overWith(other, reason, one.userID);
}
