/** This test holds a group call of mini-programs and H5. */
import { entries, inRooms, overWith, roomsAreEmpty, seeAndHear } from './support/call';
import { expect, test } from './support/fixture';

// Longer than the test: how long a place is kept is up to the server.
test.use({ emulatorOptions: { graceMs: 300_000 } });

test('two mini-programs and H5 in one call: one is suspended and comes back, one goes, one is left', async ({
  miniProgramUser,
  demoUser,
  app,
}, info) => {
  test.setTimeout(180_000);
  const alice = await miniProgramUser('alice');
  const bob = await miniProgramUser('bob');
  const carol = await demoUser('carol');
  const three = [alice, bob, carol];
  await alice.call('bob, carol', 'video');
  for (const callee of [bob, carol]) await callee.see('accept').click();
  for (const one of three) await expect(one.see('call-timer')).toBeVisible();
  await seeAndHear(...three);
  await alice.page.screenshot({ path: info.outputPath('three.png') });

  // WeChat suspends one of them, who enters anew.
  await alice.hide('suspended');
  await seeAndHear(bob, carol);
  await alice.show();
  await expect.poll(() => entries(app, 'alice')).toBe(2);
  await seeAndHear(...three);

  await carol.see('hangup').click();
  await overWith(carol, 'hangup', 'You hung up');
  for (const other of [alice, bob]) {
    await expect(other.see('call-status')).toContainText('carol');
  }
  await seeAndHear(alice, bob);
  expect(inRooms(app)).toEqual(['alice', 'bob']);

  await bob.see('hangup').click();
  await overWith(alice, 'remote-hangup', 'hung up');
  await roomsAreEmpty(app);
});
