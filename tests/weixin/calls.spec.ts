import { expect, test } from './support/fixture';
import { connect, roomsAreEmpty, seeAndHear } from './support/call';

test('the mini-program calls an H5 page: both see and hear each other, and it hangs up', async ({
  visitor,
  person,
  app,
}, info) => {
  const alice = await visitor('alice');
  const bob = await person('bob');
  await connect(alice, bob);
  await seeAndHear(alice, bob);
  await alice.seesPictureOf('alice');
  await alice.page.screenshot({ path: info.outputPath('video-call.png') });
  await alice.see('hangup').click();
  await expect(bob.see('end-reason')).toContainText('alice');
  await expect(alice.see('end-reason')).toContainText('You hung up');
  await alice.page.screenshot({ path: info.outputPath('ended.png') });
  await roomsAreEmpty(app);
});

test('an H5 page calls the mini-program: both see and hear each other, and it hangs up', async ({
  visitor,
  person,
  app,
}, info) => {
  const alice = await visitor('alice');
  const bob = await person('bob');
  await bob.call('alice', 'video');
  await expect(alice.see('accept')).toBeVisible();
  await alice.page.screenshot({ path: info.outputPath('incoming.png') });
  await alice.see('accept').click();
  await seeAndHear(bob, alice);
  await bob.see('hangup').click();
  await expect(alice.see('end-reason')).toContainText('bob');
  await roomsAreEmpty(app);
});

test('two mini-programs call each other: both see and hear each other', async ({
  visitor,
  app,
}, info) => {
  const alice = await visitor('alice');
  const bob = await visitor('bob');
  await alice.call('bob', 'video');
  await alice.seesPictureOf('alice');
  await alice.page.screenshot({ path: info.outputPath('outgoing.png') });
  await bob.see('accept').click();
  await seeAndHear(alice, bob);
  await bob.see('hangup').click();
  await expect(alice.see('end-reason')).toContainText('bob');
  await roomsAreEmpty(app);
});
