import { chromium as launcher, expect, test, type Browser } from '@playwright/test';
import { Person, startApp, type App } from './support/app';
import { chromium } from './support/chromium';

let browser: Browser;
let app: App;

test.beforeAll(async () => {
  browser = await launcher.launch(chromium({ autoplayNeedsGesture: true }));
});

test.afterAll(() => browser.close());

test.beforeEach(async () => {
  app = await startApp();
});

test.afterEach(() => app.close());

test('a reload during a call ends it for the other, and offers to call again', async () => {
  const [alice, bob] = (await Promise.all(
    ['alice', 'bob'].map(async (userID) => {
      const person = await Person.arrive(browser, app.origin, userID);
      await person.logIn();
      return person;
    }),
  )) as [Person, Person];
  await alice.call('bob', 'video');
  await bob.see('accept').click();
  await alice.seesPictureOf('bob');

  await alice.page.goto(app.origin);
  await alice.page.reload();
  await expect(bob.see('end-reason')).toBeVisible();
  await bob.see('end-close').click();

  // Somebody else at the same device is offered nothing.
  await alice.logIn('carol');
  await expect(alice.see('interrupted')).toHaveCount(0);
  await alice.page.reload();

  await alice.logIn('alice');
  await expect(alice.see('interrupted')).toContainText('bob');
  await alice.see('interrupted-call').click();
  await bob.see('accept').click();
  await alice.seesPictureOf('bob');
  await bob.seesPictureOf('alice');
  await alice.see('hangup').click();
  await alice.see('end-close').click();

  // Told once.
  await alice.page.reload();
  await alice.logIn('alice');
  await expect(alice.see('interrupted')).toHaveCount(0);
  for (const person of [alice, bob]) await person.leave();
});

test('a call that was hung up is not offered again after a reload', async () => {
  const alice = await Person.arrive(browser, app.origin, 'alice');
  const bob = await Person.arrive(browser, app.origin, 'bob');
  await alice.logIn();
  await bob.logIn();
  await alice.call('bob', 'audio');
  await bob.see('accept').click();
  await expect(alice.see('call-timer')).toBeVisible();
  await alice.see('hangup').click();
  await expect(alice.see('end-reason')).toBeVisible();
  await alice.page.reload();
  await alice.logIn();
  await expect(alice.see('interrupted')).toHaveCount(0);
  for (const person of [alice, bob]) await person.leave();
});
