/**
 * These tests hold calls between two pages of the demo, with decoded pictures and audible sound.
 */
import { chromium as launcher, expect, test, type Browser } from '@playwright/test';
import { DemoUser, startApp, type App } from './support/app';
import { chromium } from './support/chromium';

let browser: Browser;
let app: App;
let people: DemoUser[];

test.beforeAll(async () => {
  browser = await launcher.launch(chromium({ autoplayNeedsGesture: true }));
});

test.afterAll(() => browser.close());

test.beforeEach(async () => {
  app = await startApp();
  people = [];
});

test.afterEach(async () => {
  const strays = people.flatMap((person) => person.strays);
  const errors = people.flatMap((person) => person.errors);
  for (const person of people) await person.leave();
  await app.close();
  expect(strays, 'requests that would have left the machine').toEqual([]);
  expect(errors, 'errors on the pages').toEqual([]);
});

async function online(
  userID: string,
  options: Parameters<typeof DemoUser.arrive>[3] = {},
): Promise<DemoUser> {
  const person = await DemoUser.arrive(browser, app.origin, userID, options);
  people.push(person);
  await person.logIn();
  return person;
}

async function connect(kind: 'audio' | 'video'): Promise<[alice: DemoUser, bob: DemoUser]> {
  const alice = await online('alice');
  const bob = await online('bob');
  await alice.call('bob', kind);
  await expect(bob.see('incoming')).toBeVisible();
  await bob.see('accept').click();
  await expect(alice.see('call-timer')).toBeVisible();
  await expect(bob.see('call-timer')).toBeVisible();
  return [alice, bob];
}

test('a video call: both see and hear each other, one hangs up, and they can call again', async () => {
  const [alice, bob] = await connect('video');
  await alice.seesPictureOf('bob');
  await bob.seesPictureOf('alice');
  await alice.seesPictureOf('alice');
  await alice.hears();
  await bob.hears();

  const hungUp = Date.now();
  await alice.see('hangup').click();
  await expect(bob.see('end-reason')).toBeVisible({ timeout: 1000 });
  test.info().annotations.push({ type: 'closed after', description: `${Date.now() - hungUp} ms` });
  await expect(alice.see('end-reason')).toContainText('You hung up');
  await expect(bob.see('end-reason')).toContainText('alice');

  await bob.see('call-again').click();
  await expect(alice.see('incoming')).toBeVisible();
  await alice.see('accept').click();
  await alice.seesPictureOf('bob');
});

test('an audio call: both hear each other, and no camera is on', async () => {
  const [alice, bob] = await connect('audio');
  await alice.hears();
  await bob.hears();
  const captures = alice.page.evaluate(() => document.querySelectorAll('video').length);
  expect(await captures).toBe(0);
  await bob.see('hangup').click();
  await expect(alice.see('end-reason')).toBeVisible();
});

test('the microphone and the camera go off and on, and the other side sees it', async () => {
  const [alice, bob] = await connect('video');
  await alice.seesPictureOf('bob');
  await bob.see('toggle-camera').click();
  await expect(alice.page.locator('[data-testid="remote-view-bob"] video')).toHaveCount(0);
  await bob.see('toggle-camera').click();
  await alice.seesPictureOf('bob');
  await bob.see('toggle-mic').click();
  await expect(bob.see('toggle-mic')).toHaveAttribute('aria-pressed', 'true');
});

test('a rejected call says so to the caller', async () => {
  const alice = await online('alice');
  const bob = await online('bob');
  await alice.call('bob', 'video');
  await bob.see('reject').click();
  await expect(alice.see('end-reason')).toContainText('declined');
  await expect(bob.see('incoming')).toHaveCount(0);
});

test('a cancelled call stops ringing', async () => {
  const alice = await online('alice');
  const bob = await online('bob');
  await alice.call('bob', 'audio');
  await expect(bob.see('incoming')).toBeVisible();
  await alice.see('hangup').click();
  await expect(bob.see('incoming')).toHaveCount(0);
  await expect(bob.see('end-reason')).toContainText('alice');
});

test('who calls somebody in a call hears busy, and the call goes on', async () => {
  const [alice, bob] = await connect('video');
  const carol = await online('carol');
  await carol.call('bob', 'video');
  await expect(carol.see('end-reason')).toContainText('another call');
  await alice.seesPictureOf('bob');
  await expect(bob.see('call-timer')).toBeVisible();
});

test('a call that nobody answers ends on both sides', async () => {
  const alice = await online('alice', { ringSeconds: 3 });
  const bob = await online('bob');
  await alice.call('bob', 'video');
  await expect(bob.see('incoming')).toBeVisible();
  await expect(alice.see('end-reason')).toContainText('didn', { timeout: 10_000 });
  await expect(bob.see('incoming')).toHaveCount(0);
});

test('a call to somebody who is offline ends and says so', async () => {
  const alice = await online('alice', { ringSeconds: 1 });
  await alice.call('nobody', 'audio');
  await expect(alice.see('end-reason')).toContainText('offline', { timeout: 12_000 });
});

test('a tab that is closed during a call ends it for the other', async () => {
  const [alice, bob] = await connect('video');
  await alice.page.close({ runBeforeUnload: false });
  await expect(bob.see('end-reason')).toBeVisible();
  await expect.poll(() => Object.keys(app.cloud.trtc.snapshot().rooms).length).toBe(0);
});

test('a second login ends the call of the first and says why', async () => {
  const [alice, bob] = await connect('video');
  const again = await DemoUser.arrive(browser, app.origin, 'alice');
  people.push(again);
  await again.logIn();
  await expect(alice.see('end-reason')).toContainText('logged in somewhere else');
  await expect(bob.see('end-reason')).toContainText('alice');
  await again.call('bob', 'audio');
  await expect(bob.see('incoming')).toBeVisible();
});
