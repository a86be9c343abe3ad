/** These tests make calls that do not come about, and calls that end without anybody hanging up. */
import { AppUser } from './support/app-user';
import { connect, hearEachOther, overWith, roomsAreEmpty } from './support/call';
import { expect, test } from './support/fixture';

const WAYS = [
  { from: 'App', to: 'H5' },
  { from: 'H5', to: 'App' },
] as const;

for (const { from, to } of WAYS) {
  test(`a call from ${from} that ${to} rejects, and one that is cancelled`, async ({
    someone,
    app,
  }) => {
    const alice = await someone(from, 'alice');
    const bob = await someone(to, 'bob');
    await alice.call('bob', 'video');
    await bob.see('reject').click();
    await overWith(alice, 'rejected', 'declined');
    await expect(bob.see('reject')).toHaveCount(0);

    await alice.see('call-again').click();
    await expect(bob.see('accept')).toBeVisible();
    await alice.see('hangup').click();
    await overWith(bob, 'cancelled', 'alice');
    await expect(bob.see('accept')).toHaveCount(0);
    await roomsAreEmpty(app);
  });

  test(`a call from ${from} that nobody on ${to} answers ends on both sides`, async ({
    someone,
    app,
  }) => {
    const alice = await someone(from, 'alice', { ringSeconds: 2 });
    const bob = await someone(to, 'bob');
    await alice.call('bob', 'audio');
    await expect(bob.see('accept')).toBeVisible();
    await overWith(alice, 'no-response', 'didn');
    await overWith(bob, 'no-response', 'alice');
    await roomsAreEmpty(app);
  });
}

test('a call to somebody who is offline ends, says so, and lets the devices go', async ({
  appUser,
  app,
}) => {
  const alice = await appUser('alice', { ringSeconds: 1 });
  await alice.call('nobody', 'video');
  await overWith(alice, 'offline', 'offline');
  await roomsAreEmpty(app);
  await expect.poll(() => alice.captures()).toEqual([]);
});

test('who calls either side of a call hears busy, and the call goes on', async ({
  alice,
  bob,
  appUser,
  demoUser,
}) => {
  const carol = await appUser('carol');
  const dave = await demoUser('dave');
  await connect(alice, bob, 'audio');
  await carol.call('bob', 'audio');
  await dave.call('alice', 'audio');
  for (const caller of [carol, dave]) await overWith(caller, 'busy', 'another call');
  await hearEachOther(alice, bob);
});

test('a second log-in ends the call of the App and says why', async ({
  alice,
  bob,
  chrome,
  phoneBase,
  app,
}) => {
  await connect(alice, bob, 'audio');
  const again = await AppUser.arrive(chrome, phoneBase, app, 'alice');
  await again.logIn();
  await overWith(alice, 'kicked-out', 'logged in somewhere else');
  await overWith(bob, 'remote-hangup', 'alice');
  await roomsAreEmpty(app);
  await again.leave();
});
