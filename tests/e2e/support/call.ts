/** A call as people make it on screens, and what must be true when it is over. */
import { expect, type Locator } from '@playwright/test';
import type { CallRecord } from '../../../src/store/types';
import type { DemoUser, Online } from './app';
import type { App } from './serve';

/** A person in front of a screen with calls, on whichever platform. */
export interface Caller {
  readonly userID: string;
  see(testID: string): Locator;
  call(userID: string, kind: 'audio' | 'video'): Promise<void>;
}

/** One calls, the other answers, and both are in the call. */
export async function connect(
  caller: Caller,
  callee: Caller,
  kind: 'audio' | 'video' = 'video',
): Promise<void> {
  await caller.call(callee.userID, kind);
  await callee.see('accept').click();
  for (const person of [caller, callee]) await expect(person.see('call-timer')).toBeVisible();
}

/** Alice and Bob, online and in a call. */
export async function inCall(
  online: Online,
  kind?: 'audio' | 'video',
): Promise<[alice: DemoUser, bob: DemoUser]> {
  const [alice, bob] = await Promise.all([online('alice'), online('bob')]);
  await connect(alice, bob, kind);
  return [alice, bob];
}

/** A whole video call: both see, the callee hears, the caller hangs up. */
export async function seeHearAndHangUp(caller: DemoUser, callee: DemoUser): Promise<void> {
  await connect(caller, callee);
  await caller.seesPictureOf(callee.userID);
  await callee.seesPictureOf(caller.userID);
  await callee.hears();
  await caller.see('hangup').click();
  await expect(callee.see('end-reason')).toBeVisible();
}

interface Captures {
  readonly userID: string;
  captures(): Promise<string[]>;
}

/** The userIDs in the rooms of the local cloud. */
export const inRooms = ({ cloud }: App): string[] =>
  cloud.trtc
    .snapshot()
    .rooms.flatMap(({ members }) => members.map(({ userID }) => userID))
    .sort();

/** The call is over here for this reason, the screen says so, and nothing of it is left. */
export async function overWith(
  app: App,
  person: Pick<Caller, 'userID' | 'see'> &
    Captures & { lastCall(): Promise<CallRecord | undefined> },
  end: { reason: string; errorCode?: number; says: string | RegExp },
  timeout = 10_000,
): Promise<void> {
  const { says, ...record } = end;
  await expect(person.see('end-reason')).toContainText(says, { timeout });
  expect(await person.lastCall(), `the record of ${person.userID}`).toMatchObject(record);
  await released(app, person);
}

/** No device is held, and the room is left. */
export async function released(app: App, person: Captures): Promise<void> {
  const { userID } = person;
  await expect.poll(() => person.captures(), { message: `${userID} captures` }).toEqual([]);
  await expect
    .poll(() => inRooms(app), { message: `who is in a room, without ${userID}` })
    .not.toContain(userID);
}
