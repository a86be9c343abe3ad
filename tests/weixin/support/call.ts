import type { Locator } from '@playwright/test';
import type { App } from '../../e2e/support/app';
import { expect } from './fixture';

/** A person in front of either kind of page. */
export interface Caller {
  readonly userID: string;
  see(testID: string): Locator;
  call(userID: string, kind: 'audio' | 'video'): Promise<void>;
  seesPictureOf(userID: string): Promise<void>;
  hears(): Promise<void>;
}

/** One calls, the other answers, and both are in the call. */
export async function connect(
  caller: Caller,
  callee: Caller,
  kind: 'audio' | 'video' = 'video',
): Promise<void> {
  await caller.call(callee.userID, kind);
  await callee.see('accept').click();
  for (const one of [caller, callee]) await expect(one.see('call-timer')).toBeVisible();
}

/** Decoded frames and audible sound on both sides. */
export async function seeAndHear(one: Caller, other: Caller): Promise<void> {
  await one.seesPictureOf(other.userID);
  await other.seesPictureOf(one.userID);
  await one.hears();
  await other.hears();
}

/** Nobody is in a room of the local cloud any more. */
export async function roomsAreEmpty({ cloud }: App): Promise<void> {
  await expect.poll(() => cloud.trtc.snapshot().rooms.length, { message: 'rooms' }).toBe(0);
}
