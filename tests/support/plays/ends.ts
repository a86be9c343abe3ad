/** Calls that do not come about, and calls that end without anybody hanging up, on every platform. */
import { expect } from '@playwright/test';
import { connect } from '../../e2e/support/call';
import { hearEachOther, overWith, roomsAreEmpty, type Caller } from '../../e2e/support/people';
import type { App } from '../../e2e/support/serve';

const rings = (callee: Caller) => expect(callee.see('accept')).toBeVisible();

async function ringsNoMore(callee: Caller): Promise<void> {
  for (const part of ['incoming', 'accept', 'reject']) {
    await expect(callee.see(part)).toHaveCount(0);
  }
}

export async function rejectedAndCancelled(app: App, caller: Caller, callee: Caller) {
  await caller.call(callee.userID, 'video');
  await callee.see('reject').click();
  await overWith(caller, 'rejected', 'declined');
  await ringsNoMore(callee);

  await caller.see('call-again').click();
  await rings(callee);
  await caller.see('hangup').click();
  await overWith(callee, 'cancelled', caller.userID);
  await ringsNoMore(callee);
  await roomsAreEmpty(app);
}

/** @param caller lets it ring for a short time only */
export async function nobodyAnswers(app: App, caller: Caller, callee: Caller): Promise<void> {
  await caller.call(callee.userID, 'audio');
  await rings(callee);
  await overWith(caller, 'no-response', 'didn');
  await overWith(callee, 'no-response', caller.userID);
  await ringsNoMore(callee);
  await roomsAreEmpty(app);
}

/** Two are in a call, and somebody calls each of them. */
export async function bothAreBusy(
  pair: readonly [Caller, Caller],
  others: readonly [Caller, Caller],
): Promise<void> {
  const [alice, bob] = pair;
  const [carol, dave] = others;
  await connect(alice, bob, 'audio');
  await carol.call(bob.userID, 'audio');
  await dave.call(alice.userID, 'audio');
  for (const caller of others) await overWith(caller, 'busy', 'another call');
  await hearEachOther(alice, bob);
}

/** @param logInAgain the same user elsewhere, who leaves when it is seen what comes of it */
export async function secondLogIn(
  app: App,
  user: Caller,
  other: Caller,
  logInAgain: () => Promise<{ leave(): Promise<void> }>,
): Promise<void> {
  await connect(user, other, 'audio');
  const again = await logInAgain();
  await overWith(user, 'kicked-out', 'logged in somewhere else');
  await overWith(other, 'remote-hangup', user.userID);
  await roomsAreEmpty(app);
  await again.leave();
}
