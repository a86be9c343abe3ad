/** These tests take away the context of the page that carries a call, without a word to anybody. */
import { BACK_ENDS } from './support/back-ends';
import type { AppUser } from './support/app-user';
import { callsAndHangsUp, connect, roomsAreEmpty } from './support/call';
import { expect, test } from './support/fixture';

const CONTACTS = ['pages/contacts/contacts'];

/** A page that says nothing is asked for some seconds before it is taken for dead. */
const NOTICED = { timeout: 40_000 };

/** Waits until the user is on the page from which they called, going back once from a page that is dead. */
async function isBack(user: AppUser): Promise<void> {
  if (user.host.routes.length > 1) user.back();
  await expect.poll(() => user.host.routes).toEqual(CONTACTS);
}

for (const backEnd of BACK_ENDS) {
  test.describe(`by the ${backEnd} back end`, () => {
    test.use({ backEnd });

    test('a page that is killed in a call ends it, both sides are told why, and the next call works', async ({
      alice,
      bob,
      app,
    }) => {
      alice.expectedErrors.push('CONNECTION_LOST');
      await connect(alice, bob, 'audio');
      await alice.host.killPage();
      const lost = expect.poll(() => alice.lastCall(), NOTICED);
      await Promise.all([
        lost.toMatchObject({ reason: 'connection-lost', errorCode: 61009 }),
        expect(bob.see('end-reason')).toContainText('alice hung up', NOTICED),
      ]);
      expect(await bob.lastCall()).toMatchObject({ reason: 'remote-hangup' });
      await isBack(alice);
      await expect(alice.see('call-error')).toContainText('The connection was lost');
      await roomsAreEmpty(app);
      await expect.poll(() => alice.plugin?.strict.held().instances ?? 0).toBe(0);

      await callsAndHangsUp(alice, bob, app);
    });

    test('a page that is killed while it rings keeps nobody from calling again', async ({
      alice,
      bob,
      app,
    }) => {
      await bob.call('alice', 'audio');
      await expect(alice.see('accept')).toBeVisible();
      await alice.host.killPage();
      await bob.see('hangup').click();
      await expect.poll(() => alice.lastCall()).toMatchObject({ reason: 'cancelled' });
      await isBack(alice);
      await callsAndHangsUp(alice, bob, app);
    });
  });
}
