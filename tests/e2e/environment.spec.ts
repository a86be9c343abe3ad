/** Pages that cannot send, and what they can still do. */
import { chromium as launcher, expect, test, type Browser } from '@playwright/test';
import { DemoUser, startApp, type App } from './support/app';
import { chromium, type ChromiumOptions } from './support/chromium';

/** A name that leads to this machine and that no browser trusts over http. */
const NAME = 'phone.local';
const RESOLVE = `--host-resolver-rules=MAP ${NAME} 127.0.0.1 , MAP * ~NOTFOUND , EXCLUDE 127.0.0.1`;

let browser: Browser | undefined;
let app: App;
let people: DemoUser[];

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

async function arrive(userID: string, origin = app.origin): Promise<DemoUser> {
  const person = await DemoUser.arrive(browser as Browser, origin, userID);
  people.push(person);
  return person;
}

async function online(userID: string, origin?: string): Promise<DemoUser> {
  const person = await arrive(userID, origin);
  await person.logIn();
  return person;
}

const overHttp = () => app.origin.replace('127.0.0.1', NAME);

/** Messages between users that went through the cloud. */
const sent = () => app.cloud.events.filter(({ event }) => event === 'send').length;

/** The error of the last call, as the list of calls keeps it. */
const errorOf = (person: DemoUser) =>
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
  await expect(alice.see('end-reason')).toContainText('do not work here');
  expect(await errorOf(alice)).toBe(60006);
  expect(sent()).toBe(0);
  await expect(bob.see('incoming')).toHaveCount(0);

  await alice.see('end-close').click();
  await openChecks(alice);
  expect(await troublesOf(alice)).toEqual(['origin:untrusted']);
  await expect(alice.see('findings')).toContainText('Open the page by https');
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
  await expect(alice.see('end-reason')).toContainText('do not work here');
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

  await alice.see('end-close').click();
  await openChecks(alice);
  expect(await troublesOf(alice)).toEqual([
    'microphone-permission:denied',
    'camera-permission:denied',
  ]);
});

/** Reads what the page of checks found, other than what is well. */
async function troublesOf(person: DemoUser): Promise<(string | null)[]> {
  const list = person.page.locator('[data-testid="findings"]:visible [data-finding]');
  await expect(list.first()).toBeVisible();
  return list.evaluateAll((rows) =>
    rows
      .filter((row) => row.getAttribute('data-level') !== 'ok')
      .map((row) => row.getAttribute('data-finding')),
  );
}

async function openChecks(person: DemoUser): Promise<void> {
  await person.page.goto(`${new URL(person.page.url()).origin}/#/pages/diagnostics/diagnostics`);
  await expect(person.see('findings')).toBeVisible();
}

/** The test machine has a synthetic camera and microphone: takes them out. */
async function unplugEverything(person: DemoUser): Promise<void> {
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

  await openChecks(alice);
  expect(await troublesOf(alice)).toEqual(['microphone:missing', 'camera:missing']);
  await bob.call('alice', 'video');
  await alice.see('accept-receive-only').click();
  await alice.seesPictureOf('bob');
});

/** Keeps what the page takes, so that a test sees whether it is let go. */
async function watchTracks(person: DemoUser): Promise<() => Promise<string[]>> {
  await person.context.addInitScript(() => {
    const taken: MediaStreamTrack[] = [];
    Object.assign(window, { taken });
    const { mediaDevices } = navigator;
    const ask = mediaDevices.getUserMedia.bind(mediaDevices);
    mediaDevices.getUserMedia = async (constraints) => {
      const stream = await ask(constraints);
      taken.push(...stream.getTracks());
      return stream;
    };
  });
  await person.page.reload();
  return () =>
    person.page.evaluate(() =>
      (window as unknown as { taken: MediaStreamTrack[] }).taken.map((track) => track.readyState),
    );
}

/** The preview runs and the microphone is heard. */
async function triesDevices(person: DemoUser): Promise<void> {
  await person.see('try-devices').click();
  const picture = person.page.locator('#device-test-view video');
  await expect
    .poll(() => picture.evaluate((video: HTMLVideoElement) => video.videoWidth).catch(() => 0))
    .toBeGreaterThan(0);
  // The synthetic microphone beeps once a second.
  const level = () => person.see('mic-level').getAttribute('aria-valuenow');
  await expect.poll(async () => Number(await level())).toBeGreaterThan(20);
}

test('the page of checks takes nothing and connects to nothing before a tap', async () => {
  await open();
  const alice = await arrive('alice');
  const tracks = await watchTracks(alice);
  await alice.logIn();
  const sockets: string[] = [];
  alice.page.on('websocket', (socket) => sockets.push(socket.url()));
  await openChecks(alice);
  expect(await troublesOf(alice)).toEqual([]);
  await expect(alice.see('camera-0')).toHaveCount(0);
  expect(await tracks()).toEqual([]);
  expect(sockets).toEqual([]);

  await alice.see('check-cloud').click();
  await expect(alice.page.locator('[data-finding="im:reached"]')).toBeVisible();
  await expect(alice.page.locator('[data-finding="trtc:reached"]')).toBeVisible();
  const { origin } = new URL(app.cloud.proxyFor(app.origin).im.replace('ws', 'http'));
  expect(sockets.map((url) => new URL(url.replace('ws', 'http')).origin)).toEqual([origin, origin]);
});

test('camera and microphone can be tried, chosen, and are let go when the page is left', async () => {
  await open();
  const alice = await arrive('alice');
  const tracks = await watchTracks(alice);
  await alice.logIn();
  await openChecks(alice);
  await triesDevices(alice);
  expect(await tracks()).toEqual(['live', 'live']);

  await alice.see('microphone-1').click();
  await expect(alice.see('microphone-1')).toHaveAttribute('aria-checked', 'true');
  await expect.poll(tracks).toEqual(['ended', 'ended', 'live', 'live']);

  await alice.see('try-speaker').click();
  await expect(alice.see('try-speaker')).toHaveAttribute('aria-pressed', 'true');
  await expect(alice.see('try-speaker')).toHaveAttribute('aria-pressed', 'false');

  await alice.page.getByRole('link', { name: 'Contacts' }).locator('visible=true').click();
  await expect(alice.see('callee-input')).toBeVisible();
  await expect.poll(tracks).toEqual(['ended', 'ended', 'ended', 'ended']);
});

test('a call that comes while devices are tried gets them', async () => {
  await open();
  const alice = await arrive('alice');
  const tracks = await watchTracks(alice);
  await alice.logIn();
  const bob = await online('bob');
  await openChecks(alice);
  await triesDevices(alice);
  await bob.call('alice', 'video');
  await expect(alice.see('incoming')).toBeVisible();
  await expect.poll(tracks).toEqual(['ended', 'ended']);
  await alice.see('accept').click();
  await bob.seesPictureOf('alice');
});
