import { Visitor } from './support/visitor';
import { connect, roomsAreEmpty } from './support/call';
import { expect, test } from './support/fixture';

test('a call that the mini-program rejects says so to the caller', async ({ visitor, person }) => {
  const alice = await visitor('alice');
  const bob = await person('bob');
  await bob.call('alice', 'video');
  await alice.see('reject').click();
  await expect(bob.see('end-reason')).toContainText('declined');
  await expect(alice.see('incoming')).toHaveCount(0);
});

test('a call that the mini-program cancels stops ringing, and the room is left', async ({
  visitor,
  person,
  app,
}) => {
  const alice = await visitor('alice');
  const bob = await person('bob');
  await alice.call('bob', 'audio');
  await expect(bob.see('incoming')).toBeVisible();
  await alice.see('hangup').click();
  await expect(bob.see('incoming')).toHaveCount(0);
  await roomsAreEmpty(app);
});

test('a second log-in ends the call of the mini-program and says why', async ({
  visitor,
  person,
  chrome,
  app,
}) => {
  const alice = await visitor('alice');
  const bob = await person('bob');
  await connect(alice, bob, 'audio');
  const again = await Visitor.arrive(chrome, app.origin, 'alice');
  await again.logIn();
  await expect(alice.see('end-reason')).toContainText('logged in somewhere else');
  await expect(bob.see('end-reason')).toContainText('alice');
  await again.leave();
});
