/** This test holds a group call of mini-programs and H5. */
import { oneByOneTheyGo, threeMeet } from '../support/plays/during';
import { entries, seeAndHear } from './support/call';
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
  const three = [alice, bob, carol] as const;
  await threeMeet(three, info);

  // WeChat suspends one of them, who enters anew.
  await alice.hide('suspended');
  await seeAndHear(bob, carol);
  await alice.show();
  await expect.poll(() => entries(app, 'alice')).toBe(2);
  await seeAndHear(...three);

  await oneByOneTheyGo(app, three);
});
