/** Calls that come about, on every platform: people look and listen, and somebody hangs up. */
import { expect, type TestInfo } from '@playwright/test';
import { connect } from '../../e2e/support/call';
import {
  hearEachOther,
  overWith,
  roomsAreEmpty,
  seeAndHear,
  type Caller,
} from '../../e2e/support/people';
import type { App } from '../../e2e/support/serve';

/** One of the two hangs up, and both screens say so. */
async function hangsUp(one: Caller, other: Caller): Promise<void> {
  await one.see('hangup').click();
  await overWith(one, 'hangup', 'You hung up');
  await overWith(other, 'remote-hangup', one.userID);
}

/** One hangs up, both screens say so, and nobody is left in a room. */
export async function endsTheCall(app: App, one: Caller, other: Caller): Promise<void> {
  await hangsUp(one, other);
  await roomsAreEmpty(app);
}

export async function videoCall(
  app: App,
  caller: Caller,
  callee: Caller,
  info: TestInfo,
): Promise<void> {
  await caller.call(callee.userID, 'video');
  await expect(callee.see('accept')).toBeVisible();
  // The caller's picture is there while it rings.
  await caller.seesPictureOf(caller.userID);
  await callee.see('accept').click();
  await seeAndHear(caller, callee);
  for (const { page, userID } of [caller, callee]) {
    await page.screenshot({ path: info.outputPath(`${userID}.png`) });
  }
  await endsTheCall(app, caller, callee);
}

/** An audio call that the caller ends, and another one, as people do, that the callee ends. */
export async function audioCalls(app: App, caller: Caller, callee: Caller): Promise<void> {
  await connect(caller, callee, 'audio');
  await hearEachOther(caller, callee);
  await hangsUp(caller, callee);
  await caller.see('call-again').click();
  await callee.see('accept').click();
  for (const one of [caller, callee]) await expect(one.see('call-timer')).toBeVisible();
  await hearEachOther(caller, callee);
  await endsTheCall(app, callee, caller);
}
