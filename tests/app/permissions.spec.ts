/** These tests refuse microphone and camera, once and for ever. */
import { BACK_ENDS } from './support/back-ends';
import { connect, hangsUp, overWith, roomsAreEmpty } from './support/call';
import { expect, test } from './support/fixture';

for (const backEnd of BACK_ENDS) {
  test.describe(`by the ${backEnd} back end`, () => {
    test.use({ backEnd });

    test('who refuses once is asked again at the next call', async ({ alice, bob, app }) => {
      alice.expectedErrors.push('TRTCCalling');
      alice.answerPermissions('refuse');
      await alice.call('bob', 'audio');
      await overWith(alice, 'permission-denied', '');
      await roomsAreEmpty(app);
      const { permissions } = alice.host.phone;
      expect(permissions.dialogs).toBe(1);
      alice.answerPermissions('allow');
      await alice.see('end-close').click();
      await connect(alice, bob, 'audio');
      expect(permissions.dialogs).toBe(2);
      await bob.hears();
      await hangsUp(alice, bob, app);
    });

    test('who refuses for ever is told so, and nobody is called', async ({ alice, bob, app }) => {
      alice.expectedErrors.push('TRTCCalling');
      alice.answerPermissions('never');
      for (const dialogs of [1, 1]) {
        await alice.call('bob', 'audio');
        await overWith(alice, 'permission-denied', '');
        expect(alice.host.phone.permissions.dialogs).toBe(dialogs);
        await alice.see('end-close').click();
      }
      expect(await bob.lastCall(), 'bob was never called').toBeUndefined();
      await roomsAreEmpty(app);
    });
  });
}
