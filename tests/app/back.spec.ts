/** These tests press the back key while a call waits for the user's permission: before it rings, and as it is answered. */
import { BACK_ENDS } from './support/back-ends';
import { connect, hangsUp, overWith, roomsAreEmpty } from './support/call';
import { expect, test } from './support/fixture';

const CONTACTS = ['pages/contacts/contacts'];

for (const backEnd of BACK_ENDS) {
  test.describe(`by the ${backEnd} back end`, () => {
    test.use({ backEnd });

    test('the back key before it rings: nobody is called, and a late permission opens no device', async ({
      alice,
      bob,
      app,
    }) => {
      const { permissions } = alice.host.phone;
      permissions.isDialogOpen = true;
      await alice.call('bob', 'video');
      await expect(alice.see('hangup')).toBeVisible();
      alice.back();
      await expect.poll(() => alice.host.routes).toEqual(CONTACTS);
      expect(await alice.lastCall()).toMatchObject({ reason: 'cancelled' });
      permissions.closeDialogs();
      await roomsAreEmpty(app);
      expect(await bob.lastCall(), 'bob was never called').toBeUndefined();

      await connect(alice, bob, 'audio');
      expect(await alice.captures(), 'no camera of the call before').toEqual(['audio']);
      await hangsUp(alice, bob, app);
    });

    test('the back key while the answer is on its way ends the call on both sides', async ({
      alice,
      bob,
      app,
    }) => {
      const { permissions } = alice.host.phone;
      permissions.isDialogOpen = true;
      await bob.call('alice', 'audio');
      await alice.answer();
      await expect(alice.see('accept')).toHaveCount(0);
      alice.back();
      // Nothing was accepted yet: what reaches the other side is a refusal.
      await overWith(bob, 'rejected', 'alice');
      await expect.poll(() => alice.host.routes).toEqual(CONTACTS);
      expect(await alice.lastCall()).toMatchObject({ reason: 'hangup' });
      permissions.closeDialogs();
      await roomsAreEmpty(app);
      await expect.poll(() => alice.captures()).toEqual([]);
    });
  });
}
