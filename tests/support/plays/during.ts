/** What people change while a call runs, on every platform. */
import { expect, type TestInfo } from '@playwright/test';
import { connect, inRooms } from '../../e2e/support/call';
import {
  entries,
  hearEachOther,
  overWith,
  roomsAreEmpty,
  seeAndHear,
  type Caller,
} from '../../e2e/support/people';
import type { App } from '../../e2e/support/serve';

const MUTED = /microphone off/;

const bothWays = (alice: Caller, bob: Caller) =>
  [
    [alice, bob],
    [bob, alice],
  ] as const;

export async function devicesGoOffAndOn(alice: Caller, bob: Caller): Promise<void> {
  await connect(alice, bob);
  await seeAndHear(alice, bob);
  for (const [one, other] of bothWays(alice, bob)) {
    const tile = other.see(`remote-view-${one.userID}`);
    await one.see('toggle-camera').click();
    await expect(tile.locator('.trtc-tile__cover')).toHaveCount(1);
    await one.see('toggle-camera').click();
    await other.seesPictureOf(one.userID);
    await expect(tile).not.toHaveAttribute('aria-label', MUTED);
    await one.see('toggle-mic').click();
    await expect(tile).toHaveAttribute('aria-label', MUTED);
    await one.see('toggle-mic').click();
    await expect(tile).not.toHaveAttribute('aria-label', MUTED);
  }
}

interface CameraChoice {
  /** What the sheet of devices calls it. */
  name: string;
  /** Waits until the device has taken this camera. */
  isTaken: () => Promise<void>;
}

/** Two who are in a call: one chooses these cameras one after the other, and does not leave the room for it. */
export async function turnsToOtherCameras(
  app: App,
  one: Caller,
  other: Caller,
  cameras: CameraChoice[],
): Promise<void> {
  for (const { name, isTaken } of cameras) {
    await one.see('open-devices').click();
    const camera = one.see('devices').locator('[role="radio"]', { hasText: name });
    await expect(camera).toHaveAttribute('aria-checked', 'false');
    await camera.click();
    await isTaken();
    await expect(camera).toHaveAttribute('aria-checked', 'true');
    await one.see('devices-close').click();
    await one.seesPictureOf(one.userID);
    await other.seesPictureOf(one.userID);
  }
  expect(entries(app, one.userID), 'the room is not left for it').toBe(1);
}

/** @param hasNoCamera waits until Alice's device holds no camera any more */
export async function turnsToVideoAndBack(
  app: App,
  alice: Caller,
  bob: Caller,
  hasNoCamera: () => Promise<void>,
): Promise<void> {
  await connect(alice, bob, 'audio');
  for (const [asks, other] of bothWays(alice, bob)) {
    await asks.see('switch-type').click();
    await other.seesPictureOf(asks.userID);
    // Nobody's camera is opened by somebody else.
    await expect(other.see('toggle-camera')).toContainText('Start video');
    await other.see('toggle-camera').click();
    await seeAndHear(alice, bob);
    await asks.see('switch-type').click();
    for (const one of [alice, bob]) await expect(one.see('toggle-camera')).toHaveCount(0);
    await hasNoCamera();
    await hearEachOther(alice, bob);
  }
  const entered = [alice, bob].map(({ userID }) => entries(app, userID));
  expect(entered, 'nobody left the room').toEqual([1, 1]);
}

type Three = readonly [caller: Caller, staying: Caller, leaving: Caller];

export async function threeMeet([caller, ...callees]: Three, info: TestInfo): Promise<void> {
  await caller.call(callees.map(({ userID }) => userID).join(', '), 'video');
  for (const callee of callees) await callee.see('accept').click();
  const three = [caller, ...callees];
  for (const one of three) await expect(one.see('call-timer')).toBeVisible();
  await seeAndHear(...three);
  await caller.page.screenshot({ path: info.outputPath('three.png') });
}

/** One of three goes and the others go on, until the next goes and one would be alone. */
export async function oneByOneTheyGo(app: App, [caller, staying, leaving]: Three): Promise<void> {
  await leaving.see('hangup').click();
  await overWith(leaving, 'hangup', 'You hung up');
  for (const other of [caller, staying]) {
    await expect(other.see('call-status')).toContainText(leaving.userID);
  }
  await seeAndHear(caller, staying);
  expect(inRooms(app)).toEqual([caller.userID, staying.userID].sort());

  await staying.see('hangup').click();
  await overWith(caller, 'remote-hangup', 'hung up');
  await roomsAreEmpty(app);
}
