/** These tests take the call page away in each phase of a call, by the user and by the app. */
import { connect, entries, overWith, roomsAreEmpty } from './support/call';
import { expect, test } from './support/fixture';

const CALL = 'pages/call/call';

/** What took 12 to 30 s happens within one; the rest is for a busy machine. The unit test counts the ms. */
const AT_ONCE = { timeout: 5000 };

test('an incoming call whose page goes, by back or by reLaunch, shows its page again and can be answered', async ({
  alice,
  bob,
}) => {
  await bob.call('alice', 'audio');
  await expect(alice.see('incoming')).toBeVisible();
  await alice.goBack();
  await expect.poll(() => alice.routes(), AT_ONCE).toEqual(['pages/contacts/contacts', CALL]);
  await expect(alice.see('incoming')).toBeVisible();
  await alice.changePage('reLaunch', 'pages/settings/settings');
  await expect.poll(() => alice.routes()).toEqual(['pages/settings/settings', CALL]);
  await alice.see('accept').click();
  for (const one of [alice, bob]) await expect(one.see('call-timer')).toBeVisible();
  await alice.hears();
  await alice.see('hangup').click();
  await overWith(alice, 'hangup', 'You hung up');
  await overWith(bob, 'remote-hangup', 'alice');
});

test('an outgoing call from whose page the user goes back is cancelled at once on both sides', async ({
  alice,
  bob,
  app,
}) => {
  await alice.call('bob', 'video');
  await expect(bob.see('incoming')).toBeVisible();
  await alice.goBack();
  await expect(bob.see('incoming')).toHaveCount(0, AT_ONCE);
  await overWith(bob, 'cancelled', 'alice');
  expect(await alice.lastCall()).toMatchObject({ reason: 'cancelled', seconds: 0 });
  await roomsAreEmpty(app);
  // Nothing stands in the way of the next call.
  await bob.see('end-close').click();
  await connect(alice, bob, 'audio');
});

test('an outgoing call whose page the app takes away shows its page again, and goes on when it is answered', async ({
  alice,
  bob,
}) => {
  await alice.call('bob', 'video');
  await expect(bob.see('incoming')).toBeVisible();
  await alice.seesPictureOf('alice');
  await alice.changePage('reLaunch', 'pages/records/records');
  await expect.poll(() => alice.routes()).toEqual(['pages/records/records', CALL]);
  await alice.seesPictureOf('alice');
  await bob.see('accept').click();
  await alice.seesPictureOf('bob');
  await bob.seesPictureOf('alice');
});

for (const leave of ['goes back from', 'is taken by the app from'] as const) {
  test(`a call is hung up at once on both sides when the user ${leave} its page`, async ({
    alice,
    bob,
    app,
  }) => {
    await connect(alice, bob, 'audio');
    if (leave === 'goes back from') await alice.goBack();
    else await alice.changePage('reLaunch', 'pages/records/records');
    await expect.poll(() => alice.lastCall(), AT_ONCE).toMatchObject({ reason: 'hangup' });
    await overWith(bob, 'remote-hangup', 'alice');
    await roomsAreEmpty(app);
    // Who calls now is not told that alice is busy.
    await bob.see('call-again').click();
    await alice.see('accept').click();
    await expect(alice.see('call-timer')).toBeVisible();
    expect(entries(app, 'alice')).toBe(2);
  });
}

test('a page over the call page shows a bar that leads back to the call, which goes on meanwhile', async ({
  alice,
  bob,
  app,
}, info) => {
  await connect(alice, bob, 'audio');
  await alice.changePage('navigateTo', 'pages/records/records');
  await expect(alice.see('back-to-call')).toContainText('bob');
  await alice.page.screenshot({ path: info.outputPath('bar.png') });
  await bob.hears();
  await alice.see('back-to-call').click();
  await expect(alice.see('call-timer')).toBeVisible();
  expect(await alice.routes()).toEqual(['pages/contacts/contacts', CALL]);
  await alice.hears();
  expect(entries(app, 'alice'), 'nobody left the room').toBe(1);
});
