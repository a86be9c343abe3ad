/** The demo on H5 asks before the browser's back button leaves a running call. */
import { connect, expect, test } from './support/call-fixture';

test('browser-back in a call asks first: who stays goes on talking, who leaves ends the call for the other', async ({
  online,
}) => {
  const alice = await online('alice');
  const bob = await online('bob');
  await connect(alice, bob, 'audio');

  /** Goes back over all pages of the app, to the one from which it was opened. */
  const goBack = async (answer: 'accept' | 'dismiss') => {
    const asked = alice.page.waitForEvent('dialog');
    await alice.page.evaluate(() => void setTimeout(() => history.go(1 - history.length)));
    const dialog = await asked;
    expect(dialog.type()).toBe('beforeunload');
    await dialog[answer]();
  };
  await goBack('dismiss');
  await alice.hears();
  await bob.hears();
  await goBack('accept');
  await expect(bob.see('end-reason')).toContainText('alice', { timeout: 15_000 });
});
