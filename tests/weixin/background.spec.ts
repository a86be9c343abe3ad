/** These tests send the mini-program into the background during a call, and bring it back. */
import { connect, entries, inRooms, overWith, roomsAreEmpty } from './support/call';
import { expect, test } from './support/fixture';

// Longer than any test: how long a place is kept is up to the server.
test.use({ emulatorOptions: { graceMs: 120_000 } });

test('a call goes on while the mini-program is in the background', async ({
  alice,
  miniProgramUser,
  app,
}) => {
  const bob = await miniProgramUser('bob');
  await connect(alice, bob, 'audio');
  await alice.hide();
  await bob.hears();
  await alice.show();
  await alice.hears();
  await expect(bob.see('call-timer')).toBeVisible();
  expect([entries(app, 'alice'), entries(app, 'bob')], 'nobody left the room').toEqual([1, 1]);
});

test('a mini-program that WeChat suspended (5000) shows what happened meanwhile when it comes back', async ({
  alice,
  bob,
  app,
}) => {
  await connect(alice, bob);
  await bob.seesPictureOf('alice');
  await alice.hide('suspended');
  await expect(alice.see('call-status')).toContainText(/reconnecting/i);
  await expect(alice.page.locator('wx-live-pusher video')).toHaveJSProperty('srcObject', null);
  // Nobody has told the other side, so the call is on there.
  await expect(bob.see('call-timer')).toBeVisible();
  expect(inRooms(app)).toEqual(['alice', 'bob']);
  await bob.see('hangup').click();
  await overWith(bob, 'hangup', 'You hung up');
  await alice.show();
  await overWith(alice, 'remote-hangup', 'bob');
  expect(entries(app, 'alice'), 'it went in again, and found nobody').toBe(2);
  await roomsAreEmpty(app);
});

test('closing the floating window (5001) ends a call of two for both', async ({
  alice,
  bob,
  app,
}) => {
  await connect(alice, bob, 'audio');
  await alice.hide('closed');
  await overWith(bob, 'remote-hangup', 'alice');
  await alice.show();
  await overWith(alice, 'remote-hangup', 'bob');
  await roomsAreEmpty(app);
});
