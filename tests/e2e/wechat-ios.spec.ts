/** Whole calls under the playback rule of the WeChat browser on iOS. */
import { chromium as launcher, type Browser } from '@playwright/test';
import { DemoUser, type App } from './support/app';
import { connect, expect, overWith, test } from './support/call-fixture';
import { chromium } from './support/chromium';
import { bridgeAsked, interrupt, strictRule, WECHAT_ON_IPHONE } from './support/wechat';

/** Somebody who opened the app in WeChat on an iPhone. */
async function inWeChat(
  browser: Browser,
  app: App,
  userID: string,
  { granted = true, bridge }: { granted?: boolean; bridge?: boolean } = {},
): Promise<DemoUser> {
  const person = await DemoUser.arrive(browser, app.origin, userID, { context: WECHAT_ON_IPHONE });
  if (!granted) await person.context.grantPermissions([]);
  await person.context.addInitScript(strictRule, bridge);
  await person.page.reload();
  await person.logIn();
  return person;
}

const unlockButton = (person: DemoUser) => person.see('resume-playback');

/** Blocked until one tap, and then everything plays. */
async function oneTapUnlocks(person: DemoUser): Promise<void> {
  await expect(unlockButton(person)).toBeVisible({ timeout: 15_000 });
  await unlockButton(person).tap();
  await expect(unlockButton(person)).toHaveCount(0);
  await person.hears();
}

async function leave(...people: DemoUser[]): Promise<void> {
  const errors = people.flatMap((person) => person.errors);
  const strays = people.flatMap((person) => person.strays);
  for (const person of people) await person.leave();
  expect(strays, 'requests that would have left the machine').toEqual([]);
  expect(errors, 'errors on the pages').toEqual([]);
}

for (const kind of ['audio', 'video'] as const) {
  test(`${kind}: caller and callee hear each other after one tap each`, async ({ chrome, app }) => {
    const [alice, bob] = [await inWeChat(chrome, app, 'alice'), await inWeChat(chrome, app, 'bob')];
    await connect(alice, bob, kind);
    await oneTapUnlocks(alice);
    await oneTapUnlocks(bob);
    if (kind === 'video') {
      await alice.seesPictureOf('bob');
      await bob.seesPictureOf('alice');
    }
    await alice.see('hangup').tap();
    await overWith(app, bob, { reason: 'remote-hangup', says: 'alice hung up' });

    // Once unlocked, the page stays so: the next call sounds at once.
    for (const person of [alice, bob]) await person.see('end-close').tap();
    await connect(bob, alice, kind);
    await alice.hears();
    await bob.hears();
    await expect(unlockButton(alice)).toHaveCount(0);
    await leave(alice, bob);
  });
}

test.describe('where microphone and camera are refused', () => {
  let refusing: Browser;
  test.beforeAll(async () => {
    refusing = await launcher.launch(chromium({ grantDevices: false }));
  });
  test.afterAll(() => refusing.close());

  for (const kind of ['audio', 'video'] as const) {
    test(`${kind}: who only receives hears after one tap`, async ({ app, online }) => {
      const bob = await online('bob');
      const alice = await inWeChat(refusing, app, 'alice', { granted: false });
      await bob.call('alice', kind);
      await alice.see('accept-receive-only').tap();
      await expect(bob.see('call-timer')).toBeVisible();
      await oneTapUnlocks(alice);
      if (kind === 'video') await alice.seesPictureOf('bob');
      expect(await alice.captures()).toEqual([]);
      await leave(alice);
    });
  }
});

test('what a phone call has interrupted goes on after one more tap', async ({
  chrome,
  app,
  online,
}) => {
  const bob = await online('bob');
  const alice = await inWeChat(chrome, app, 'alice');
  await connect(bob, alice);
  await oneTapUnlocks(alice);
  for (let times = 0; times < 2; times++) {
    await interrupt(alice);
    await oneTapUnlocks(alice);
    await alice.seesPictureOf('bob');
  }
  await leave(alice);
});

test('where WeChat lets media start in an answer of its bridge, no tap is needed', async ({
  chrome,
  app,
  online,
}) => {
  const bob = await online('bob');
  const alice = await inWeChat(chrome, app, 'alice', { bridge: true });
  await connect(bob, alice);
  await alice.hears();
  await alice.seesPictureOf('bob');
  await expect(unlockButton(alice)).toHaveCount(0);
  expect(await bridgeAsked(alice)).toBeGreaterThan(0);
  await leave(alice);
});

test('a bridge that allows nothing leaves the button, and is not asked without end', async ({
  chrome,
  app,
  online,
}) => {
  const bob = await online('bob');
  const alice = await inWeChat(chrome, app, 'alice', { bridge: false });
  await connect(bob, alice);
  await oneTapUnlocks(alice);
  // Once for the picture and once for the sound.
  expect(await bridgeAsked(alice)).toBeLessThanOrEqual(2);
  await leave(alice);
});
