/** These tests start the App in the test host: first page, login, and what arrives there. */
import { expect, test } from './support/fixture';

test('the App starts, and its login page is drawn by its own view layer; the user logs in', async ({
  alice,
}, info) => {
  await expect(alice.see('callee-input')).toBeVisible();
  expect(alice.host.routes).toEqual(['pages/contacts/contacts']);
  await alice.page.screenshot({ path: info.outputPath('contacts.png') });
});

test('a call from H5 reaches the App', async ({ alice, bob }, info) => {
  await bob.call('alice', 'audio');
  await expect(alice.see('incoming')).toBeVisible();
  await alice.page.screenshot({ path: info.outputPath('incoming.png') });
  await alice.see('reject').click();
  await expect(bob.see('end-reason')).toBeVisible();
});
