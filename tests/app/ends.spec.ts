/** These tests make calls that do not come about, and calls that end without anybody hanging up. */
import {
  bothAreBusy,
  nobodyAnswers,
  rejectedAndCancelled,
  secondLogIn,
} from '../support/plays/ends';
import { AppUser } from './support/app-user';
import { overWith, roomsAreEmpty } from './support/call';
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
    await rejectedAndCancelled(app, await someone(from, 'alice'), await someone(to, 'bob'));
  });

  test(`a call from ${from} that nobody on ${to} answers ends on both sides`, async ({
    someone,
    app,
  }) => {
    const alice = await someone(from, 'alice', { ringSeconds: 2 });
    await nobodyAnswers(app, alice, await someone(to, 'bob'));
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
  await bothAreBusy([alice, bob], [await appUser('carol'), await demoUser('dave')]);
});

test('a second log-in ends the call of the App and says why', async ({
  alice,
  bob,
  chrome,
  phoneBase,
  app,
}) => {
  await secondLogIn(app, alice, bob, async () => {
    const again = await AppUser.arrive(chrome, phoneBase, app, 'alice');
    await again.logIn();
    return again;
  });
});
