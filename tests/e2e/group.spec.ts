/** A group call in four tabs: everybody sees everybody, one goes, one comes later. */
import { expect, inRooms, overWith, test } from './support/call-fixture';
import type { DemoUser } from './support/app';

/** Everybody here gets a moving picture of everybody else. */
async function allSeeEachOther(people: DemoUser[]): Promise<void> {
  for (const person of people) {
    for (const { userID } of people) {
      if (userID !== person.userID) await person.seesPictureOf(userID, 40_000);
    }
  }
}

const tileOf = (person: DemoUser, userID: string) =>
  person.page.locator(`[data-testid="remote-view-${userID}"]`);

test('four people see each other, one leaves, and one is invited later', async ({
  app,
  online,
}) => {
  test.setTimeout(240_000);
  const alice = await online('alice');
  const bob = await online('bob');
  const carol = await online('carol');
  const dave = await online('dave');
  await alice.call('bob, carol, dave', 'video');
  for (const callee of [bob, carol, dave]) await callee.see('accept').click();
  const four = [alice, bob, carol, dave];
  for (const person of four) await expect(person.see('call-timer')).toBeVisible();
  await allSeeEachOther(four);
  await alice.hears();
  expect(inRooms(app)).toEqual(['alice', 'bob', 'carol', 'dave']);

  await dave.see('hangup').click();
  await overWith(app, dave, { reason: 'hangup', says: 'You hung up' });
  const three = [alice, bob, carol];
  for (const person of three) await expect(tileOf(person, 'dave')).toHaveCount(0);
  await allSeeEachOther(three);

  // Not only who began the call may ask others in.
  const erin = await online('erin');
  await bob.see('open-invite').click();
  await bob.field('invite-user').fill('erin');
  await bob.see('invite-send').click();
  await expect(bob.see('invite')).toHaveCount(0);
  await expect(tileOf(bob, 'erin')).toContainText('Ringing…');
  await erin.see('accept').click();
  await allSeeEachOther([...three, erin]);
  expect(inRooms(app)).toEqual(['alice', 'bob', 'carol', 'erin']);

  // The call goes on without whoever began it, until one is left.
  for (const person of [alice, bob]) {
    await person.see('hangup').click();
    await overWith(app, person, { reason: 'hangup', says: 'You hung up' });
  }
  await carol.seesPictureOf('erin');
  await carol.see('hangup').click();
  await overWith(app, erin, { reason: 'remote-hangup', says: 'hung up' });
  await overWith(app, carol, { reason: 'hangup', says: 'You hung up' });
  expect(inRooms(app)).toEqual([]);
});

test('who is invited into a group call and declines leaves it as it was', async ({
  app,
  online,
}) => {
  test.setTimeout(120_000);
  const alice = await online('alice');
  const bob = await online('bob');
  const carol = await online('carol');
  await alice.call('bob, carol', 'audio');
  await bob.see('accept').click();
  await carol.see('accept').click();
  await expect(bob.see('call-timer')).toBeVisible();
  await carol.see('hangup').click();
  await expect(tileOf(alice, 'carol')).toHaveCount(0);

  await carol.see('end-close').click();
  await alice.see('open-invite').click();
  await expect(alice.see('invite-send')).toHaveAttribute('aria-disabled', 'true');
  await alice.field('invite-user').fill('bob, carol');
  await alice.see('invite-send').click();
  await carol.see('reject').click();
  await expect(alice.see('call-status')).toContainText('carol: Declined');
  await alice.hears();
  await bob.see('hangup').click();
  await overWith(app, alice, { reason: 'remote-hangup', says: 'hung up' });
});
