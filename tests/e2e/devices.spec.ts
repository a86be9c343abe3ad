/** Cameras, microphones, permissions, and a page that is hidden or has no network, during calls. */
import { chromium as launcher, type Browser } from '@playwright/test';
import { Person } from './support/app';
import { connect, expect, overWith, test } from './support/call-fixture';
import { chromium } from './support/chromium';
import { Caller, startSite } from './support/interop';

// The second synthetic camera is one for depth, which no encoder takes.
test.use({
  chromiumOptions: { args: ['--use-fake-device-for-media-stream=device-count=3,fps=5'] },
});

/** The names of the devices that are held now. */
const held = (person: Person) =>
  person.page.evaluate(() =>
    (window as unknown as { captured: MediaStreamTrack[] }).captured
      .filter((track) => track.readyState === 'live')
      .map(({ label }) => label),
  );

test('another camera is chosen by its name during a call, and the other side sees on', async ({
  online,
}) => {
  const [alice, bob] = await Promise.all([online('alice'), online('bob')]);
  await connect(alice, bob);
  await bob.seesPictureOf('alice');
  await alice.see('open-devices').click();
  const devices = alice.see('devices').getByRole('radio');
  await expect(devices.filter({ hasText: 'fake_device_0' })).toBeVisible();
  await expect(devices.filter({ hasText: 'Fake Audio Input 1' })).toBeVisible();
  const third = devices.filter({ hasText: 'fake_device_2' });
  await third.click();
  await expect(third).toHaveAttribute('aria-checked', 'true');
  await expect.poll(() => held(alice)).toContain('fake_device_2');
  expect(await held(alice)).not.toContain('fake_device_0');
  await alice.see('devices-close').click();
  await bob.seesPictureOf('alice');
  expect(await alice.captures()).toEqual(['audio', 'video']);
});

test('a camera that is turned off is let go, and the other side sees that it is off', async ({
  online,
}) => {
  const [alice, bob] = await Promise.all([online('alice'), online('bob')]);
  await connect(alice, bob);
  await bob.seesPictureOf('alice');
  await alice.see('toggle-camera').click();
  await expect.poll(() => alice.captures()).toEqual(['audio']);
  await expect(bob.page.locator('[data-testid="remote-view-alice"] video')).toHaveCount(0);
  await alice.see('toggle-camera').click();
  await bob.seesPictureOf('alice');
  await alice.seesPictureOf('alice');
  expect(await alice.captures()).toEqual(['audio', 'video']);
});

test('the quality of the picture changes during a call', async ({ chrome }) => {
  const site = await startSite();
  const [anna, bert] = await Promise.all([
    Caller.arrive(chrome, site, 'new', 'anna'),
    Caller.arrive(chrome, site, 'new', 'bert'),
  ]);
  await Promise.all([anna.does('call', { userID: 'bert', type: 2 }), bert.told('onInvited')]);
  await bert.does('accept');
  await bert.sees('anna');
  const width = () =>
    bert.page.evaluate(
      () => document.querySelector<HTMLVideoElement>('#view-anna video')?.videoWidth,
    );
  await expect.poll(width, { timeout: 15_000 }).toBe(640);
  await anna.does('setVideoQuality', '240p');
  await expect.poll(width, { timeout: 15_000 }).toBe(320);
  await anna.does('setVideoQuality', '480p');
  await expect.poll(width, { timeout: 15_000 }).toBe(640);
  await anna.does('hangup');
  await anna.released();
  for (const caller of [anna, bert]) await caller.leave();
  await site.close();
});

test.describe('where the browser asks', () => {
  let asking: Browser;
  test.beforeAll(async () => {
    asking = await launcher.launch(chromium({ grantDevices: false }));
  });
  test.afterAll(() => asking.close());

  test('who is not allowed to use microphone and camera reads what to do, as caller and callee', async ({
    app,
    online,
  }) => {
    const bob = await online('bob');
    // None is granted, so all are denied.
    const alice = await Person.arrive(asking, app.origin, 'alice', {
      context: { permissions: [] },
    });
    await alice.context.grantPermissions([]);
    await alice.logIn();
    const end = { reason: 'permission-denied', errorCode: 60005, says: 'is not allowed' };
    await alice.call('bob', 'video');
    await overWith(app, alice, end);
    await expect(alice.page.getByText('Allow them for this page or app')).toBeVisible();
    // Nothing was sent.
    await expect(bob.see('incoming')).toHaveCount(0);
    expect(await bob.lastCall()).toBeUndefined();
    await alice.see('end-close').click();

    await bob.call('alice', 'audio');
    await alice.see('accept').click();
    await overWith(app, alice, end);
    await overWith(app, bob, { reason: 'rejected', says: 'alice declined' });
    expect(alice.errors).toEqual([]);
    await alice.leave();
  });
});

for (const { kind, missing, errorCode, cure } of [
  { kind: 'audioinput', missing: 'microphone', errorCode: 60003, cure: 'Plug one in, or close' },
  { kind: 'videoinput', missing: 'camera', errorCode: 60004, cure: 'or make a voice call' },
] as const) {
  test(`who has no ${missing} reads what to do, and nobody is called`, async ({ app, online }) => {
    const [alice, bob] = await Promise.all([online('alice'), online('bob')]);
    await alice.page.evaluate((gone) => {
      const { mediaDevices } = navigator;
      const list = mediaDevices.enumerateDevices.bind(mediaDevices);
      mediaDevices.enumerateDevices = async () =>
        (await list()).filter((device) => device.kind !== gone);
    }, kind);
    await alice.call('bob', 'video');
    await overWith(app, alice, { reason: 'no-device', errorCode, says: 'No microphone or camera' });
    await expect(alice.page.getByText(cure)).toBeVisible();
    expect(await bob.lastCall()).toBeUndefined();
    await expect(bob.see('incoming')).toHaveCount(0);
  });
}

test('what a hidden page has paused plays again when it is shown', async ({ online }) => {
  const [alice, bob] = await Promise.all([online('alice'), online('bob')]);
  await connect(alice, bob);
  await alice.seesPictureOf('bob');
  const turn = (state: DocumentVisibilityState) =>
    alice.page.evaluate((now) => {
      Object.defineProperty(document, 'visibilityState', { configurable: true, value: now });
      document.dispatchEvent(new Event('visibilitychange'));
    }, state);
  const paused = () =>
    alice.page.evaluate(
      () =>
        document.querySelector<HTMLVideoElement>('[data-testid="remote-view-bob"] video')?.paused,
    );
  await turn('hidden');
  // As phones do with a page that is hidden.
  await alice.page.evaluate(() => {
    for (const player of document.querySelectorAll<HTMLMediaElement>('video, audio')) {
      player.pause();
    }
  });
  // The other side does not notice.
  await bob.seesPictureOf('alice');
  await turn('visible');
  await expect.poll(paused).toBe(false);
  await alice.seesPictureOf('bob');
  await alice.hears();
});

test.describe('where the room keeps the place of whom the network drops', () => {
  test.use({ emulatorOptions: { graceMs: 20_000 } });

  test('a page that goes offline says so, and goes on when it is online again', async ({
    app,
    online,
  }) => {
    const [alice, bob] = await Promise.all([online('alice'), online('bob')]);
    await connect(alice, bob);
    await bob.seesPictureOf('alice');
    await alice.context.setOffline(true);
    // Chromium leaves open sockets alone; a real network would not.
    app.cloud.trtc.cutSocket('alice');
    app.cloud.im.cutSocket('alice');
    await expect(alice.see('call-status')).toHaveText('Reconnecting…');
    await alice.context.setOffline(false);
    await expect(alice.see('call-status')).not.toHaveText('Reconnecting…', { timeout: 20_000 });
    await alice.seesPictureOf('bob');
    await bob.seesPictureOf('alice');
    await alice.see('hangup').click();
    await overWith(app, bob, { reason: 'remote-hangup', says: 'alice hung up' });
    await overWith(app, alice, { reason: 'hangup', says: 'You hung up' });
  });
});
