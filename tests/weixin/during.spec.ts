/** These tests change devices and the kind of call while it runs. */
import { connect, entries, hearEachOther, seeAndHear, tileOf } from './support/call';
import { expect, test } from './support/fixture';

const MUTED = /microphone off/;

test('microphones and cameras go off and on, and the other side sees it, both ways', async ({
  alice,
  bob,
}) => {
  await connect(alice, bob);
  await seeAndHear(alice, bob);
  for (const [one, other] of [
    [alice, bob],
    [bob, alice],
  ] as const) {
    const tile = tileOf(other, one.userID);
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
});

test('the mini-program turns to the back camera: the other side goes on seeing', async ({
  alice,
  bob,
  app,
}) => {
  await connect(alice, bob);
  await bob.seesPictureOf('alice');
  const pusher = alice.page.locator('wx-live-pusher');
  await expect(pusher).toHaveAttribute('data-facing', 'front');
  for (const { name, facing } of [
    { name: 'Back', facing: 'back' },
    { name: 'Front', facing: 'front' },
  ]) {
    await alice.see('open-devices').click();
    const camera = alice.see('devices').locator('[role="radio"]', { hasText: name });
    await expect(camera).toHaveAttribute('aria-checked', 'false');
    await camera.click();
    await expect(pusher).toHaveAttribute('data-facing', facing);
    await expect(camera).toHaveAttribute('aria-checked', 'true');
    await alice.see('devices-close').click();
    await alice.seesPictureOf('alice');
    await bob.seesPictureOf('alice');
  }
  expect(entries(app, 'alice'), 'the room is not left for it').toBe(1);
});

test('a call turns from voice to video and back, asked for by either side', async ({
  alice,
  bob,
  app,
}) => {
  await connect(alice, bob, 'audio');
  for (const [asks, other] of [
    [alice, bob],
    [bob, alice],
  ] as const) {
    await asks.see('switch-type').click();
    await other.seesPictureOf(asks.userID);
    // Nobody's camera is opened by somebody else.
    await expect(other.see('toggle-camera')).toContainText('Start video');
    await other.see('toggle-camera').click();
    await seeAndHear(alice, bob);
    await asks.see('switch-type').click();
    for (const one of [alice, bob]) await expect(one.see('toggle-camera')).toHaveCount(0);
    await expect(alice.page.locator('wx-live-pusher video')).toHaveJSProperty('srcObject', null);
    await hearEachOther(alice, bob);
  }
  expect([entries(app, 'alice'), entries(app, 'bob')], 'nobody left the room').toEqual([1, 1]);
});
