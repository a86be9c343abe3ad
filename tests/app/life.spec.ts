/** These tests press the back key, hide and show the App, and take its page away, in each phase of a call. */
import { connect, hearEachOther, overWith, roomsAreEmpty } from './support/call';
import { expect, test } from './support/fixture';

/** What happens within one second has more of them on a busy machine. */
const AT_ONCE = { timeout: 5000 };

for (const backEnd of ['web', 'native'] as const) {
  test.describe(`by the ${backEnd} back end`, () => {
    test.use({ backEnd });

    test('the back key cancels an outgoing call on both sides', async ({ alice, bob, app }) => {
      await alice.call('bob', 'video');
      await expect(bob.see('accept')).toBeVisible();
      alice.back();
      await expect(bob.see('accept')).toHaveCount(0, AT_ONCE);
      await overWith(bob, 'cancelled', 'alice');
      await expect.poll(() => alice.lastCall()).toMatchObject({ reason: 'cancelled' });
      await roomsAreEmpty(app);
      expect(await alice.captures()).toEqual([]);
    });

    test('the back key on an incoming call leaves it ringing, or ends it honestly on both sides', async ({
      alice,
      bob,
      app,
    }) => {
      await bob.call('alice', 'video');
      await expect(alice.see('accept')).toBeVisible();
      alice.back();
      const rings = async () =>
        (await alice.see('accept').isVisible()) || Boolean(await alice.lastCall());
      await expect.poll(rings, AT_ONCE).toBe(true);
      await bob.see('hangup').or(bob.see('end-close')).first().click();
      await roomsAreEmpty(app);
    });

    test('a page that is killed in a call ends it on both sides', async ({ alice, bob, app }) => {
      await connect(alice, bob, 'audio');
      alice.expectedErrors.push('TRTCCalling');
      await alice.host.killPage();
      await expect(bob.see('end-reason')).toBeVisible({ timeout: 40_000 });
      await expect.poll(() => alice.lastCall(), { timeout: 40_000 }).toBeTruthy();
      await roomsAreEmpty(app);
      await expect.poll(() => alice.plugin?.strict.held().instances ?? 0).toBe(0);
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
  });
}
