/** These tests call between the App and H5, and between two Apps, and look and listen. */
import { BACK_ENDS } from './support/back-ends';
import { connect, hearEachOther, overWith, roomsAreEmpty, seeAndHear } from './support/call';
import { expect, test } from './support/fixture';

const PAIRS = [
  { from: 'App', to: 'H5' },
  { from: 'H5', to: 'App' },
  { from: 'App', to: 'App' },
] as const;

for (const backEnd of BACK_ENDS)
  for (const { from, to } of PAIRS) {
    test.describe(`by the ${backEnd} back end`, () => {
      test.use({ backEnd });
      test(`a video call from ${from} to ${to}: both see and hear each other`, async ({
        someone,
        app,
      }, info) => {
        const alice = await someone(from, 'alice');
        const bob = await someone(to, 'bob');
        await alice.call('bob', 'video');
        await expect(bob.see('accept')).toBeVisible();
        // The caller's picture is there while it rings.
        await alice.seesPictureOf('alice');
        await bob.see('accept').click();
        await seeAndHear(alice, bob);
        await alice.page.screenshot({ path: info.outputPath('alice.png') });
        await bob.page.screenshot({ path: info.outputPath('bob.png') });
        await alice.see('hangup').click();
        await overWith(alice, 'hangup', 'You hung up');
        await overWith(bob, 'remote-hangup', 'alice');
        await roomsAreEmpty(app);
      });

      test(`audio calls from ${from} to ${to}: both hear each other, and either side hangs up`, async ({
        someone,
        app,
      }) => {
        const alice = await someone(from, 'alice');
        const bob = await someone(to, 'bob');
        await connect(alice, bob, 'audio');
        await hearEachOther(alice, bob);
        await alice.see('hangup').click();
        await overWith(alice, 'hangup', 'You hung up');
        await overWith(bob, 'remote-hangup', 'alice');

        await alice.see('call-again').click();
        await bob.see('accept').click();
        for (const one of [alice, bob]) await expect(one.see('call-timer')).toBeVisible();
        await hearEachOther(alice, bob);
        await bob.see('hangup').click();
        await overWith(alice, 'remote-hangup', 'bob');
        await overWith(bob, 'hangup', 'You hung up');
        await roomsAreEmpty(app);
      });
    });
  }
