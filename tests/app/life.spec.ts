/** These tests press the back key, hide and show the App, and take its page away, in each phase of a call. */
import { BACK_ENDS } from './support/back-ends';
import { connect, hangsUp, hearEachOther, overWith, roomsAreEmpty } from './support/call';
import { expect, test } from './support/fixture';
import { backEnds } from './support/back-key';

const CONTACTS = ['pages/contacts/contacts'];

for (const backEnd of BACK_ENDS) {
  test.describe(`by the ${backEnd} back end`, () => {
    test.use({ backEnd });

    test('the back key cancels an outgoing call on both sides', async ({ alice, bob, app }) => {
      await alice.call('bob', 'video');
      await expect(bob.see('accept')).toBeVisible();
      await backEnds(alice, bob, 'cancelled');
      await expect(bob.see('accept')).toHaveCount(0);
      await expect.poll(() => alice.host.routes).toEqual(CONTACTS);
      await roomsAreEmpty(app);
      await expect.poll(() => alice.captures()).toEqual([]);
    });

    test('the back key on an incoming call lets it ring on, and it can be answered', async ({
      alice,
      bob,
      app,
    }) => {
      await bob.call('alice', 'audio');
      await expect(alice.see('accept')).toBeVisible();
      const { routes } = alice.host;
      alice.back();
      expect(alice.host.routes).toEqual(routes);
      await alice.answer();
      await expect(bob.see('call-timer')).toBeVisible();
      await hearEachOther(alice, bob);
      await hangsUp(alice, bob, app);
    });

    test('the back key hangs up a call that runs, and the page goes back', async ({
      alice,
      bob,
      app,
    }) => {
      await connect(alice, bob, 'video');
      await backEnds(alice, bob, 'remote-hangup');
      await expect.poll(() => alice.host.routes).toEqual(CONTACTS);
      expect(await alice.lastCall()).toMatchObject({ reason: 'hangup' });
      await roomsAreEmpty(app);
      await expect.poll(() => alice.captures()).toEqual([]);
    });

    test('the back key on the end of a call goes back', async ({ alice, bob, app }) => {
      await connect(alice, bob, 'audio');
      await bob.see('hangup').click();
      await overWith(alice, 'remote-hangup', 'bob');
      alice.back();
      await expect.poll(() => alice.host.routes).toEqual(CONTACTS);
      await roomsAreEmpty(app);
    });

    test('a call goes on while the App is hidden, and is there when it is shown', async ({
      alice,
      bob,
    }) => {
      await connect(alice, bob, 'audio');
      await hearEachOther(alice, bob);
      alice.hide();
      await bob.hears();
      alice.show();
      await hearEachOther(alice, bob);
      await alice.hangUp();
      await overWith(bob, 'remote-hangup', 'alice');
    });

    test('a call that comes while the App is hidden is told by a notification, and rings when it is shown', async ({
      alice,
      bob,
    }) => {
      const { phone } = alice.host;
      alice.hide();
      await bob.call('alice', 'audio');
      await expect.poll(() => phone.notifications).toMatchObject([{ title: 'bob' }]);
      expect(alice.host.routes).toEqual(CONTACTS);
      alice.show();
      await expect(alice.see('accept')).toBeVisible();
      expect(phone.notifications).toEqual([]);
      expect(phone.sounds.playing).toBe(1);
      await alice.answer();
      await hearEachOther(alice, bob);
      expect(phone.sounds.playing).toBe(0);
      expect(phone.keepsScreenOn).toBe(true);
      await alice.hangUp();
      await overWith(bob, 'remote-hangup', 'alice');
      expect(phone.keepsScreenOn).toBe(false);
    });
  });
}
