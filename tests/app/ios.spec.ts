/** These tests run the App as on an iPhone: there is no `plus.android`, and the system asks as a device is taken. */
import { BACK_ENDS } from './support/back-ends';
import { connect, hangsUp, hearEachOther, overWith, roomsAreEmpty } from './support/call';
import { expect, test } from './support/fixture';

const IPHONE = { phone: { platform: 'ios' } } as const;

for (const backEnd of BACK_ENDS) {
  test.describe(`by the ${backEnd} back end`, () => {
    test.use({ backEnd });

    test('a call on an iPhone asks once, and goes on while the App is hidden', async ({
      appUser,
      bob,
      app,
    }) => {
      const alice = await appUser('alice', IPHONE);
      await connect(alice, bob, 'audio');
      await hearEachOther(alice, bob);
      expect(alice.host.phone.permissions.dialogs).toBe(1);
      alice.hide();
      await bob.hears();
      alice.show();
      await hearEachOther(alice, bob);
      await hangsUp(alice, bob, app);
    });

    test('who refuses on an iPhone is asked no more, until the settings allow it', async ({
      appUser,
      bob,
      app,
    }) => {
      const alice = await appUser('alice', IPHONE);
      const { permissions } = alice.host.phone;
      alice.expectedErrors.push('PERMISSION_DENIED');
      alice.answerPermissions('refuse');
      await alice.call('bob', 'audio');
      await overWith(alice, 'permission-denied', '');
      await roomsAreEmpty(app);
      await alice.see('end-close').click();
      await expect(alice.see('callee-input')).toBeVisible();
      // What the system says is known now: no page is opened for a call that cannot be.
      await alice.call('bob', 'audio');
      await expect(alice.see('call-error')).toContainText('60005');
      expect(permissions.dialogs).toBe(1);
      permissions.setInSettings(true);
      await connect(alice, bob, 'audio');
      await bob.hears();
      await hangsUp(alice, bob, app);
    });
  });
}
