/** This test starts the mini-program and logs in. */
import { pathOf } from './support/build';
import { expect, test } from './support/fixture';
import { MiniProgramUser } from './support/mini-program-user';

test('the mini-program starts on the log-in page, and logging in shows the contacts', async ({
  chrome,
  app,
}, info) => {
  const alice = await MiniProgramUser.arrive(chrome, app.origin, 'alice', 'http://127.0.0.1:1');
  await expect(alice.see('login-submit')).toBeVisible();
  await expect(alice.page.locator('.login__logo [class*="trtc-icon--phone"]')).toHaveCount(1);
  await alice.page.screenshot({ path: info.outputPath('login.png') });
  await alice.logIn();
  await alice.page.screenshot({ path: info.outputPath('contacts.png') });
  await expect(alice.see('online-list')).toContainText('another phone');
  expect(await alice.routes()).toEqual([pathOf('contacts')]);
  expect(await alice.errors()).toEqual([]);
  await alice.leave();
});
