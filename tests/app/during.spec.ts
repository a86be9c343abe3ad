/** These tests change devices and the kind of call while it runs. */
import { connect, entries, hearEachOther, seeAndHear } from './support/call';
import { expect, test } from './support/fixture';

const isCamera = (name: string) => name.startsWith('fake_device_');
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
});

test('the App turns to another camera: the other side goes on seeing', async ({
  alice,
  bob,
  app,
}) => {
  await connect(alice, bob);
  await bob.seesPictureOf('alice');
  for (const name of ['fake_device_2', 'fake_device_0']) {
    await alice.see('open-devices').click();
    const camera = alice.see('devices').locator('[role="radio"]', { hasText: name });
    await expect(camera).toHaveAttribute('aria-checked', 'false');
    await camera.click();
    await expect(camera).toHaveAttribute('aria-checked', 'true');
    await expect.poll(async () => (await alice.held()).filter(isCamera)).toEqual([name]);
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
    await hearEachOther(alice, bob);
  }
  expect([entries(app, 'alice'), entries(app, 'bob')], 'nobody left the room').toEqual([1, 1]);
});

test('two Apps and H5 in one call: one goes, and the others go on', async ({
  alice,
  appUser,
  demoUser,
  app,
}, info) => {
  test.setTimeout(180_000);
  const bob = await appUser('bob');
  const carol = await demoUser('carol');
  const three = [alice, bob, carol];
  await alice.call('bob, carol', 'video');
  for (const callee of [bob, carol]) await callee.see('accept').click();
  for (const one of three) await expect(one.see('call-timer')).toBeVisible();
  await seeAndHear(...three);
  await alice.page.screenshot({ path: info.outputPath('three.png') });
  await carol.see('hangup').click();
  await seeAndHear(alice, bob);
  expect(entries(app, 'alice')).toBe(1);
});
