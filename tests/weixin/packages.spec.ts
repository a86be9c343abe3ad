/** These tests look at what is there before the call's sub-package is loaded, and where starts lead. */
import { connect } from './support/call';
import { expect, test } from './support/fixture';
import { MiniProgramUser, type Start } from './support/mini-program-user';

const SDK = 'pages/common/vendor';

test('nothing of the call runs before the sub-package is loaded, and a failed load can be tried again', async ({
  chrome,
  app,
}) => {
  const start: Start = { unreachable: true };
  const alice = await MiniProgramUser.arrive(chrome, app.origin, 'alice', app.origin, start);
  await expect(alice.see('entry-again')).toBeVisible();
  expect((await alice.ran()).filter((file) => file.startsWith('pages/'))).toEqual([]);
  await alice.see('entry-again').click();
  await expect.poll(() => alice.failedLoads()).toBe(2);
  await alice.reach();
  await alice.see('entry-again').click();
  await alice.logIn();
  expect(await alice.ran()).toContain(SDK);
  expect(await alice.errors()).toEqual([]);
  await alice.leave();
});

test('a link with a name logs in, by the entry page and by a code of WeChat alike', async ({
  chrome,
  app,
}) => {
  for (const query of ['user=alice', `scene=${encodeURIComponent('user=alice')}`]) {
    const start: Start = { link: `entry/entry?${query}` };
    const alice = await MiniProgramUser.arrive(chrome, app.origin, 'alice', app.origin, start);
    await expect(alice.see('callee-input'), query).toBeVisible();
    expect(await alice.routes()).toEqual(['pages/contacts/contacts']);
    expect(await alice.errors()).toEqual([]);
    await alice.leave();
  }
});

test('a link to a page of the sub-package opens it without the entry page, and asks to log in', async ({
  chrome,
  app,
}) => {
  const start: Start = { link: 'pages/records/records' };
  const alice = await MiniProgramUser.arrive(chrome, app.origin, 'alice', app.origin, start);
  await expect(alice.see('login-submit')).toBeVisible();
  expect(await alice.ran()).not.toContain('entry/entry');
  expect(await alice.routes()).toEqual(['pages/login/login']);
  await alice.logIn();
  expect(await alice.errors()).toEqual([]);
  await alice.leave();
});

for (const page of ['contacts', 'records', 'settings', 'diagnostics']) {
  test(`a call rings on the page of ${page}, and returns there`, async ({ alice, bob }) => {
    await alice.open(page);
    await connect(bob, alice, 'audio');
    await alice.see('hangup').click();
    await alice.see('end-close').click();
    await expect.poll(() => alice.routes()).toEqual([`pages/${page}/${page}`]);
  });
}
