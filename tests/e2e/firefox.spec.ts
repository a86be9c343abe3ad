/** Calls between the demo in Firefox, where Fred sits, and the demo in Chromium, where Chloe sits. */
import { networkInterfaces } from 'node:os';
import type { DemoUser } from './support/app';
import { expect, released, test as base } from './support/call-fixture';
import { startFirefox, type Firefox } from './support/firefox';
import { FirefoxUser } from './support/firefox-user';

interface Fixtures {
  chloe: DemoUser;
  fred: FirefoxUser;
}

const test = base.extend<Fixtures, { firefox: Firefox }>({
  firefox: [
    async ({}, use) => {
      const firefox = await startFirefox();
      await use(firefox);
      await firefox.close();
    },
    { scope: 'worker' },
  ],
  chloe: async ({ online }, use) => use(await online('chloe')),
  fred: async ({ app, firefox }, use) => {
    const fred = await FirefoxUser.arrive(firefox.browser, app.origin, 'fred');
    await fred.logIn();
    await use(fred);
    await fred.leave();
    expect(fred.strays, 'requests that would have left the machine').toEqual([]);
    expect(fred.errors, 'errors on the page').toEqual([]);
  },
});

// `npm test` has looked for one, and could not install it either.
test.skip(process.env.FIREFOX_PATH === '', 'there is no Firefox on this machine');

async function fredCalls(fred: FirefoxUser, chloe: DemoUser, kind: 'audio' | 'video') {
  await fred.call('chloe', kind);
  await chloe.see('accept').click();
  await fred.see('call-timer');
  await expect(chloe.see('call-timer')).toBeVisible();
}

async function chloeCalls(chloe: DemoUser, fred: FirefoxUser, kind: 'audio' | 'video') {
  await chloe.call('fred', kind);
  await fred.click('accept');
  await fred.see('call-timer');
  await expect(chloe.see('call-timer')).toBeVisible();
}

async function seeAndHearEachOther(fred: FirefoxUser, chloe: DemoUser) {
  await chloe.seesPictureOf('fred');
  await fred.seesPictureOf('chloe');
  await fred.seesPictureOf('fred');
  await chloe.hears();
  await fred.hears();
}

test('Firefox calls Chromium: both see and hear each other, and the caller hangs up', async ({
  app,
  fred,
  chloe,
}) => {
  await fredCalls(fred, chloe, 'video');
  await seeAndHearEachOther(fred, chloe);

  await fred.click('hangup');
  await expect.poll(() => fred.text('end-reason')).toContain('You hung up');
  await expect(chloe.see('end-reason')).toContainText('fred');
  expect(await fred.lastCall()).toMatchObject({ reason: 'hangup' });
  expect(await chloe.lastCall()).toMatchObject({ reason: 'remote-hangup' });
  await released(app, fred);
  await released(app, chloe);
});

test('Chromium calls Firefox: both see and hear each other, and the caller hangs up', async ({
  app,
  fred,
  chloe,
}) => {
  await chloeCalls(chloe, fred, 'video');
  await seeAndHearEachOther(fred, chloe);

  await chloe.see('hangup').click();
  await expect(chloe.see('end-reason')).toContainText('You hung up');
  await expect.poll(() => fred.text('end-reason')).toContain('chloe');
  expect(await chloe.lastCall()).toMatchObject({ reason: 'hangup' });
  expect(await fred.lastCall()).toMatchObject({ reason: 'remote-hangup' });
  await released(app, fred);
  await released(app, chloe);
});

test('microphone and camera off and on are seen from either browser', async ({ fred, chloe }) => {
  await fredCalls(fred, chloe, 'video');
  await seeAndHearEachOther(fred, chloe);
  const tile = (userID: string) => `remote-view-${userID}`;

  await fred.click('toggle-mic');
  await expect(chloe.see(tile('fred'))).toHaveAttribute('aria-label', 'fred, microphone off');
  await chloe.see('toggle-mic').click();
  await expect
    .poll(() => fred.attribute(tile('chloe'), 'aria-label'))
    .toBe('chloe, microphone off');
  await fred.click('toggle-mic');
  await expect(chloe.see(tile('fred'))).toHaveAttribute('aria-label', 'fred');
  await chloe.hears();

  await fred.click('toggle-camera');
  await expect(chloe.page.locator(`[data-testid="${tile('fred')}"] video`)).toHaveCount(0);
  expect(await fred.captures(), 'the light of the camera is off').toEqual(['audio']);
  await fred.click('toggle-camera');
  await chloe.seesPictureOf('fred');

  await chloe.see('toggle-camera').click();
  await expect.poll(() => fred.page.$$(`[data-testid="${tile('chloe')}"] video`)).toHaveLength(0);
  await chloe.see('toggle-camera').click();
  await fred.seesPictureOf('chloe');
});

test('an audio call: both hear each other, no camera is on, and the callee hangs up', async ({
  app,
  fred,
  chloe,
}) => {
  await chloeCalls(chloe, fred, 'audio');
  await chloe.hears();
  await fred.hears();
  expect(await fred.captures()).toEqual(['audio']);

  await fred.click('hangup');
  await expect(chloe.see('end-reason')).toContainText('fred');
  await released(app, fred);
  await released(app, chloe);
});

test('the page of checks finds nothing wrong with Firefox, and tries its devices', async ({
  app,
  fred,
}) => {
  await fred.page.goto(`${app.origin}/#/pages/diagnostics/diagnostics`);
  await fred.see('findings', '[data-finding]');
  const found = await fred.page.$$eval('[data-finding]', (rows) =>
    rows.map((row) => [row.getAttribute('data-finding'), row.getAttribute('data-level')]),
  );
  expect(found.length).toBeGreaterThan(0);
  expect(found.filter(([, level]) => level !== 'ok')).toEqual([]);

  await fred.click('try-devices');
  const width = () =>
    fred.page.$$eval(
      '#device-test-view video',
      ([video]) => (video as HTMLVideoElement)?.videoWidth,
    );
  await expect.poll(width).toBeGreaterThan(0);
  await expect
    .poll(async () => Number(await fred.attribute('mic-level', 'aria-valuenow')))
    .toBeGreaterThan(20);
  expect(await fred.captures()).toEqual(['audio', 'video']);

  await fred.click('try-speaker');
  const plays = () => fred.attribute('try-speaker', 'aria-pressed');
  await expect.poll(plays).toBe('true');
  await expect.poll(plays).toBe('false');
});

const outside = Object.values(networkInterfaces())
  .flatMap((list) => list ?? [])
  .find(({ family, internal }) => family === 'IPv4' && !internal);

test.describe('the local cloud at the address of this machine', () => {
  test.use({ emulatorOptions: { announceAddress: outside?.address } });
  test.skip(!outside, 'this machine is in no network');

  test('a Firefox that has no media over loopback, as it comes, calls Chromium', async ({
    app,
    chloe,
  }) => {
    const { browser, close } = await startFirefox(false);
    try {
      const fred = await FirefoxUser.arrive(browser, app.origin, 'fred');
      await fred.logIn();
      await fredCalls(fred, chloe, 'video');
      await seeAndHearEachOther(fred, chloe);
    } finally {
      await close();
    }
  });
});
