/** People in front of screens of any platform, and what is the same for all of them. */
import { expect, type Locator, type Page } from '@playwright/test';
import type { CallRecord } from '../../../src/store/types';
import { inRooms, type Caller as Connectable } from './call';
import type { App } from './serve';

/** A caller is a person in front of a screen that can be looked at and listened to. */
export interface Caller extends Connectable {
  readonly page: Page;
  seesPictureOf(userID: string, timeout?: number): Promise<void>;
  hears(): Promise<void>;
  lastCall(): Promise<CallRecord | undefined>;
}

/** Waits for decoded frames and audible sound on all sides. */
export async function seeAndHear(...people: Caller[]): Promise<void> {
  for (const one of people) {
    for (const { userID } of people) {
      if (userID !== one.userID) await one.seesPictureOf(userID, 40_000);
    }
    await one.hears();
  }
}

export async function hearEachOther(...people: Caller[]): Promise<void> {
  for (const one of people) await one.hears();
}

/** Finds the tile of another user on a screen. */
export const tileOf = ({ page }: Caller, userID: string): Locator =>
  page.locator(`[data-testid="remote-view-${userID}"]`);

/** Counts how often this user has entered a room. */
export const entries = ({ cloud }: App, user: string): number =>
  cloud.events.filter(({ event, userID }) => event === 'joined' && userID === user).length;

export async function roomsAreEmpty(app: App): Promise<void> {
  await expect.poll(() => inRooms(app), { message: 'who is in a room' }).toEqual([]);
}

/** Waits until the call is over here for this reason, and the screen says so. */
export async function overWith(one: Caller, reason: string, says: string | RegExp): Promise<void> {
  await expect(one.see('end-reason')).toContainText(says, { timeout: 15_000 });
  expect(await one.lastCall(), `the record of ${one.userID}`).toMatchObject({ reason });
}
