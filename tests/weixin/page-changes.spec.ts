/**
 * These tests change pages in the other ways that mini-programs have: in place of the call page, over it and
 * below it, and in a group call. `call-page.spec.ts` has the plain ones.
 */
import {
  connect,
  entries,
  hearEachOther,
  inRooms,
  overWith,
  roomsAreEmpty,
  tileOf,
} from './support/call';
import { expect, test } from './support/fixture';

const CALL = 'pages/call/call';
const CONTACTS = 'pages/contacts/contacts';
const RECORDS = 'pages/records/records';
const SETTINGS = 'pages/settings/settings';

/** What took 12 to 30 s happens within one; the rest is for a busy machine. The unit test counts the ms. */
const AT_ONCE = { timeout: 5000 };

test('an incoming call in whose place another page comes shows its page again and can be answered', async ({
  alice,
  bob,
}) => {
  await bob.call('alice', 'audio');
  await expect(alice.see('incoming')).toBeVisible();
  await alice.changePage('redirectTo', RECORDS);
  await expect.poll(() => alice.routes(), AT_ONCE).toEqual([CONTACTS, RECORDS, CALL]);
  await alice.see('accept').click();
  for (const one of [alice, bob]) await expect(one.see('call-timer')).toBeVisible();
  await hearEachOther(alice, bob);
});

test('an outgoing call in whose place another page comes shows its page again; going back cancels it', async ({
  alice,
  bob,
  app,
}) => {
  await alice.call('bob', 'audio');
  await expect(bob.see('incoming')).toBeVisible();
  await alice.changePage('redirectTo', RECORDS);
  await expect.poll(() => alice.routes(), AT_ONCE).toEqual([CONTACTS, RECORDS, CALL]);
  await expect(bob.see('incoming')).toBeVisible();
  // Over two pages at once, as an app's own "home" button does.
  await alice.goBackOver(2);
  await expect(bob.see('incoming')).toHaveCount(0, AT_ONCE);
  await overWith(bob, 'cancelled', 'alice');
  expect(await alice.lastCall()).toMatchObject({ reason: 'cancelled', seconds: 0 });
  expect(await alice.routes()).toEqual([CONTACTS]);
  await roomsAreEmpty(app);
});

for (const way of ['takes the place of', 'goes with'] as const) {
  test(`a call is hung up at once on both sides when another page ${way} its page`, async ({
    alice,
    bob,
    app,
  }) => {
    await connect(alice, bob, 'audio');
    if (way === 'takes the place of') {
      await alice.changePage('redirectTo', RECORDS);
    } else {
      // The call page lies below: both go at once.
      await alice.changePage('navigateTo', RECORDS);
      await expect(alice.see('back-to-call')).toBeVisible();
      await alice.goBackOver(2);
    }
    await expect.poll(() => alice.lastCall(), AT_ONCE).toMatchObject({ reason: 'hangup' });
    await overWith(bob, 'remote-hangup', 'alice');
    await expect(alice.see('back-to-call')).toHaveCount(0);
    await roomsAreEmpty(app);
    // Who calls now is not told that alice is busy.
    await bob.see('call-again').click();
    await alice.see('accept').click();
    await hearEachOther(alice, bob);
  });
}

test('a call whose page lies below goes on while the page over it changes, and ends when all go', async ({
  alice,
  bob,
  app,
}) => {
  await connect(alice, bob, 'audio');
  await alice.changePage('navigateTo', RECORDS);
  await expect(alice.see('back-to-call')).toContainText('bob');
  await alice.changePage('redirectTo', SETTINGS);
  await expect.poll(() => alice.routes()).toEqual([CONTACTS, CALL, SETTINGS]);
  await expect(alice.see('back-to-call')).toContainText('bob');
  await hearEachOther(alice, bob);
  expect(entries(app, 'alice'), 'nobody left the room').toBe(1);

  await alice.changePage('reLaunch', CONTACTS);
  await expect.poll(() => alice.lastCall(), AT_ONCE).toMatchObject({ reason: 'hangup' });
  await overWith(bob, 'remote-hangup', 'alice');
  await roomsAreEmpty(app);
});

test('a call that the other side ends leaves the page over it alone, and no empty call page behind', async ({
  alice,
  bob,
}) => {
  await connect(alice, bob, 'audio');
  await alice.changePage('navigateTo', RECORDS);
  await expect(alice.see('back-to-call')).toBeVisible();
  await bob.see('hangup').click();
  await expect(alice.see('back-to-call')).toHaveCount(0, AT_ONCE);
  expect(await alice.lastCall()).toMatchObject({ reason: 'remote-hangup' });
  // Longer than the end of a call stays on the screen.
  await expect(alice.page.locator('[data-testid="end-reason"]')).toHaveCount(0, {
    timeout: 15_000,
  });
  expect(await alice.routes()).toEqual([CONTACTS, CALL, RECORDS]);
  await alice.goBack();
  await expect.poll(() => alice.routes(), AT_ONCE).toEqual([CONTACTS]);
  await connect(bob, alice, 'audio');
});

test('a member of a group call whose page goes leaves it at once; the others go on and may ask them in again', async ({
  alice,
  bob,
  demoUser,
  app,
}) => {
  test.setTimeout(180_000);
  const carol = await demoUser('carol');
  await bob.call('alice, carol', 'audio');
  await expect(alice.see('incoming')).toBeVisible();
  await alice.goBack();
  await expect.poll(() => alice.routes(), AT_ONCE).toEqual([CONTACTS, CALL]);
  for (const callee of [alice, carol]) await callee.see('accept').click();
  for (const one of [alice, bob, carol]) await expect(one.see('call-timer')).toBeVisible();
  await hearEachOther(alice, bob, carol);
  expect(inRooms(app)).toEqual(['alice', 'bob', 'carol']);

  await alice.goBack();
  await expect.poll(() => alice.lastCall(), AT_ONCE).toMatchObject({ reason: 'hangup' });
  for (const other of [bob, carol]) await expect(tileOf(other, 'alice')).toHaveCount(0);
  expect(inRooms(app)).toEqual(['bob', 'carol']);
  await hearEachOther(bob, carol);

  await bob.see('open-invite').click();
  await bob.field('invite-user').fill('alice');
  await bob.see('invite-send').click();
  await alice.see('accept').click();
  await hearEachOther(alice, bob, carol);
});

test('a group call on its way from whose page the user goes back rings nobody any more', async ({
  alice,
  bob,
  demoUser,
  app,
}) => {
  const carol = await demoUser('carol');
  await alice.call('bob, carol', 'audio');
  for (const callee of [bob, carol]) await expect(callee.see('incoming')).toBeVisible();
  await alice.goBack();
  for (const callee of [bob, carol]) {
    await expect(callee.see('incoming')).toHaveCount(0, AT_ONCE);
    await overWith(callee, 'cancelled', 'alice');
  }
  expect(await alice.lastCall()).toMatchObject({ reason: 'cancelled', seconds: 0 });
  await roomsAreEmpty(app);
});
