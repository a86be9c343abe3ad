/** Pages that cannot send, and what they can still do. */
import { chromium as launcher, expect, test, type Browser } from '@playwright/test';
import { Person, startApp, type App } from './support/app';
import { chromium, type ChromiumOptions } from './support/chromium';

/** A name that leads to this machine and that no browser trusts over http. */
const NAME = 'phone.local';
const RESOLVE = `--host-resolver-rules=MAP ${NAME} 127.0.0.1 , MAP * ~NOTFOUND , EXCLUDE 127.0.0.1`;

let browser: Browser | undefined;
let app: App;
let people: Person[];

test.beforeEach(async () => {
  app = await startApp();
  people = [];
});

test.afterEach(async () => {
  const errors = people.flatMap((person) => person.errors);
  const strays = people.flatMap((person) => person.strays);
  for (const person of people) await person.leave();
  await browser?.close();
  browser = undefined;
  await app.close();
  expect(strays, 'requests that would have left the machine').toEqual([]);
  expect(errors, 'errors on the pages').toEqual([]);
});

async function open(options: ChromiumOptions = {}): Promise<void> {
  browser = await launcher.launch(chromium({ autoplayNeedsGesture: true, ...options }));
}

async function arrive(userID: string, origin = app.origin): Promise<Person> {
  const person = await Person.arrive(browser as Browser, origin, userID);
  people.push(person);
  return person;
}

async function online(userID: string, origin?: string): Promise<Person> {
  const person = await arrive(userID, origin);
  await person.logIn();
  return person;
}

const overHttp = () => app.origin.replace('127.0.0.1', NAME);

/** Messages between users that went through the cloud. */
const sent = () => app.cloud.events.filter(({ event }) => event === 'send').length;

/** The error of the last call, as the list of calls keeps it. */
const errorOf = (person: Person) =>
  person.page.evaluate(() => {
    const stored = Object.values(localStorage).join();
    return Number(/"errorCode":(\d+)/.exec(stored)?.[1]);
  });

test('over plain http a call is refused with its reason, and nothing goes out', async () => {
  await open({ args: [RESOLVE] });
  const alice = await online('alice', overHttp());
  const bob = await online('bob');
  expect(await alice.page.evaluate(() => window.isSecureContext)).toBe(false);

  await alice.call('bob', 'video');
  await expect(alice.see('end-reason')).toContainText('do not work in this browser');
  expect(await errorOf(alice)).toBe(60006);
  expect(sent()).toBe(0);
  await expect(bob.see('incoming')).toHaveCount(0);
});

test('over plain http a call that comes can be watched and heard', async () => {
  await open({ args: [RESOLVE] });
  const alice = await online('alice', overHttp());
  const bob = await online('bob');
  await bob.call('alice', 'video');
  await alice.see('accept-receive-only').click();
  await alice.seesPictureOf('bob');
  await alice.hears();
  await expect(bob.see('call-timer')).toBeVisible();
  expect(await alice.page.evaluate(() => navigator.mediaDevices)).toBeUndefined();
});

test('over plain http an answer with a camera is refused with its reason, and the caller is told', async () => {
  await open({ args: [RESOLVE] });
  const alice = await online('alice', overHttp());
  const bob = await online('bob');
  await bob.call('alice', 'video');
  await alice.see('accept').click();
  await expect(alice.see('end-reason')).toContainText('do not work in this browser');
  expect(await errorOf(alice)).toBe(60006);
  await expect(bob.see('end-reason')).toBeVisible();
});

test('a refused microphone ends the call before it rings anywhere', async () => {
  await open({ grantDevices: false });
  const alice = await arrive('alice');
  // Whatever is not granted is refused from here on.
  await alice.context.grantPermissions([]);
  await alice.logIn();
  await online('bob');
  await alice.call('bob', 'audio');
  await expect(alice.see('end-reason')).toContainText('not allowed');
  expect(sent()).toBe(0);
});

/** The test machine has a synthetic camera and microphone: takes them out. */
async function unplugEverything(person: Person): Promise<void> {
  await person.context.addInitScript(() => {
    const { mediaDevices } = navigator;
    mediaDevices.enumerateDevices = () => Promise.resolve([]);
    mediaDevices.getUserMedia = () =>
      Promise.reject(new DOMException('Requested device not found', 'NotFoundError'));
  });
  await person.page.reload();
}

test('without devices a call ends before it rings anywhere, and a call that comes can be watched', async () => {
  await open();
  const alice = await arrive('alice');
  await unplugEverything(alice);
  await alice.logIn();
  const bob = await online('bob');
  await alice.call('bob', 'video');
  await expect(alice.see('end-reason')).toContainText('No microphone or camera');
  expect(sent()).toBe(0);
  await alice.see('end-close').click();

  await bob.call('alice', 'video');
  await alice.see('accept-receive-only').click();
  await alice.seesPictureOf('bob');
});
