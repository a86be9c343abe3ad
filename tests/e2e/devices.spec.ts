/** Cameras, microphones, permissions, and a page that is hidden or has no network, during calls. */
import { chromium as launcher, type Browser } from '@playwright/test';
import { DemoUser } from './support/app';
import { connect, expect, overWith, test } from './support/call-fixture';
import { chromium } from './support/chromium';
import { Caller, startSite, type CallerOptions, type ClientWindow } from './support/interop';

// The second synthetic camera is one for depth, which no encoder takes.
test.use({
  chromiumOptions: { args: ['--use-fake-device-for-media-stream=device-count=3,fps=5'] },
});

/** The names of the devices that are held now. */
const held = (person: DemoUser) =>
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
  const inUse = (name: string) =>
    expect(devices.filter({ hasText: name })).toHaveAttribute('aria-checked', 'true');
  await inUse('fake_device_0');
  await inUse('Fake Default Audio Input');
  await inUse('Fake Default Audio Output');
  const third = devices.filter({ hasText: 'fake_device_2' });
  await third.click();
  await expect(third).toHaveAttribute('aria-checked', 'true');
  await expect.poll(() => held(alice)).toContain('fake_device_2');
  expect(await held(alice)).not.toContain('fake_device_0');
  await alice.see('devices-close').click();
  await bob.seesPictureOf('alice');
  expect(await alice.captures()).toEqual(['audio', 'video']);
});

test('the sound comes out of the speaker that is chosen, also of who comes later', async ({
  online,
}) => {
  const [alice, bob, carol] = [await online('alice'), await online('bob'), await online('carol')];
  await alice.call('bob, carol', 'audio');
  await bob.see('accept').click();
  await expect(alice.see('call-timer')).toBeVisible();
  await alice.hears();
  /** Lists the places where the players that sound here send their sound. */
  const speakers = () =>
    alice.page.evaluate(async () => {
      const list = await navigator.mediaDevices.enumerateDevices();
      return [...document.querySelectorAll('audio')]
        .filter((player) => !player.muted && player.srcObject)
        .map(({ sinkId }) => list.find(({ deviceId }) => deviceId === sinkId)?.label ?? sinkId);
    });
  expect(await speakers()).toEqual(['']);
  await alice.see('open-devices').click();
  await alice.see('devices').getByRole('radio', { name: 'Fake Audio Output 1' }).click();
  await expect.poll(speakers).toEqual(['Fake Audio Output 1']);
  await alice.see('devices-close').click();
  await carol.see('accept').click();
  await expect.poll(speakers).toEqual(['Fake Audio Output 1', 'Fake Audio Output 1']);
  await alice.hears();
});

test('a camera that another program takes away is told of, and a tap takes it again', async ({
  online,
}) => {
  const [alice, bob] = await Promise.all([online('alice'), online('bob')]);
  await connect(alice, bob);
  await bob.seesPictureOf('alice');
  await alice.page.evaluate(() => {
    const { captured } = window as unknown as { captured: MediaStreamTrack[] };
    const camera = captured.find(
      ({ kind, readyState }) => kind === 'video' && readyState === 'live',
    );
    camera?.stop();
    // The browser tells only of an end that the page has not caused.
    camera?.dispatchEvent(new Event('ended'));
  });
  await expect(alice.page.getByText('No camera can be used')).toBeVisible();
  await expect(alice.see('toggle-camera')).toHaveText('Start video');
  await expect(bob.page.locator('[data-testid="remote-view-alice"] video')).toHaveCount(0);
  await alice.see('toggle-camera').click();
  await bob.seesPictureOf('alice');
  await expect(alice.see('toggle-camera')).toHaveText('Stop video');
  await expect(alice.see('call-error')).toHaveCount(0);
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

/** Two people on plain pages, who use the script-tag build by its methods. */
async function byScript(
  chrome: Browser,
  talk: (anna: Caller, bert: Caller) => Promise<void>,
  options?: CallerOptions,
): Promise<void> {
  const site = await startSite();
  const callers: Caller[] = [];
  try {
    for (const userID of ['anna', 'bert']) {
      callers.push(await Caller.arrive(chrome, site, 'new', userID, options));
    }
    await talk(callers[0]!, callers[1]!);
    expect(callers.flatMap(({ errors }) => errors)).toEqual([]);
  } finally {
    for (const caller of callers) await caller.leave();
    await site.close();
  }
}

test('camera and microphone that were chosen before a call are those that it takes', async ({
  chrome,
}) => {
  await byScript(chrome, async (anna, bert) => {
    const listed = (method: string) =>
      anna.does(method) as Promise<{ deviceId: string; label: string }[]>;
    const choose = async (deviceType: 'audio' | 'video', method: string, label: string) => {
      const found = (await listed(method)).find((device) => device.label === label);
      await anna.does('switchDevice', { deviceType, deviceId: found?.deviceId });
    };
    await choose('audio', 'getMicrophones', 'Fake Audio Input 2');
    await choose('video', 'getCameras', 'fake_device_2');
    await Promise.all([anna.does('call', { userID: 'bert', type: 2 }), bert.told('onInvited')]);
    await bert.does('accept');
    await bert.sees('anna');
    expect((await anna.heldDevices()).sort()).toEqual(['Fake Audio Input 2', 'fake_device_2']);
    await anna.does('hangup');
    await anna.released();

    // Pulled out in between: the call takes another one.
    await anna.page.evaluate(() => {
      const { mediaDevices } = navigator;
      const take = mediaDevices.getUserMedia.bind(mediaDevices);
      mediaDevices.getUserMedia = (constraints) => {
        const asked = JSON.stringify(constraints).replace(/"exact":"[^"]*"/, '"exact":"gone"');
        return take(JSON.parse(asked) as MediaStreamConstraints);
      };
    });
    await Promise.all([anna.does('call', { userID: 'bert', type: 1 }), bert.told('onInvited')]);
    await bert.does('accept');
    await bert.hears();
    await expect.poll(() => anna.heldDevices()).toHaveLength(1);
    await anna.does('hangup');
  });
});

/** Keeps the peer connections of a page, to ask them what is sent. Runs before its scripts. */
function keepPeers(): void {
  const peers: RTCPeerConnection[] = [];
  window.RTCPeerConnection = class extends RTCPeerConnection {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      peers.push(this);
    }
  };
  Object.assign(window, { peers });
}

/**
 * Reads what a page asks of its camera and of its encoder: not what the network lets through of it.
 */
const askedOfCamera = ({ page }: Caller) =>
  page.evaluate(async () => {
    const { peers } = window as unknown as { peers: RTCPeerConnection[] };
    // The SDK has others, to try what the browser can do.
    const sender = peers
      .filter(({ connectionState }) => connectionState === 'connected')
      .flatMap((peer) => peer.getSenders())
      .find(({ track }) => track?.kind === 'video' && track.readyState === 'live');
    if (!sender?.track) return undefined;
    const { width, height } = sender.track.getSettings();
    const [encoding = {}] = sender.getParameters().encodings;
    // What comes out of the camera and goes into the encoder.
    const stats = (await sender.getStats()) as unknown as Map<string, Record<string, unknown>>;
    const source = [...stats.values()].find(({ type }) => type === 'media-source');
    return {
      taken: `${width}x${height}`,
      encoded: `${String(source?.width)}x${String(source?.height)}`,
      bitrate: encoding.maxBitrate,
      shrunk: encoding.scaleResolutionDownBy ?? 1,
    };
  });

test('who sets the quality of the picture during a call sends that size and that bitrate, and is seen on', async ({
  chrome,
}) => {
  await byScript(
    chrome,
    async (anna, bert) => {
      await Promise.all([anna.does('call', { userID: 'bert', type: 2 }), bert.told('onInvited')]);
      await bert.does('accept');
      await bert.sees('anna');
      const asks = (size: string, bitrate: number) =>
        expect
          .poll(() => askedOfCamera(anna), { timeout: 15_000 })
          .toEqual({ taken: size, encoded: size, bitrate, shrunk: 1 });
      await asks('640x480', 900_000);
      await anna.does('setVideoQuality', '240p');
      await asks('320x240', 400_000);
      // No encoder makes less of so small a picture, however narrow the network seems.
      const width = async () =>
        (
          await bert.page.evaluate(() =>
            (window as unknown as ClientWindow).clientUnderTest.picture('anna'),
          )
        ).width;
      await expect.poll(width, { timeout: 15_000 }).toBe(320);
      await anna.does('setVideoQuality', '480p');
      await asks('640x480', 900_000);
      await bert.sees('anna');
      await anna.does('hangup');
      await anna.released();
    },
    { before: keepPeers },
  );
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
    const alice = await DemoUser.arrive(asking, app.origin, 'alice', {
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
  // As phones do: what plays is paused, and again when it starts as long as the page is hidden.
  const turn = (state: DocumentVisibilityState) =>
    alice.page.evaluate((now) => {
      const player = HTMLMediaElement.prototype as { play: HTMLMediaElement['play'] };
      const kept = window as unknown as { play?: HTMLMediaElement['play'] };
      kept.play ??= player.play;
      const { play } = kept;
      async function startAndPause(this: HTMLMediaElement) {
        await play.call(this);
        this.pause();
      }
      player.play = now === 'hidden' ? startAndPause : play;
      Object.defineProperty(document, 'visibilityState', { configurable: true, value: now });
      document.dispatchEvent(new Event('visibilitychange'));
    }, state);
  /** All that shows and sounds here, one's own picture included. */
  const paused = () =>
    alice.page.evaluate(() => [
      ...new Set(
        [...document.querySelectorAll<HTMLMediaElement>('video, audio')].map(
          (player) => player.paused,
        ),
      ),
    ]);
  await turn('hidden');
  await alice.page.evaluate(() => {
    for (const player of document.querySelectorAll<HTMLMediaElement>('video, audio')) {
      player.pause();
    }
  });
  // The other side does not notice.
  await bob.seesPictureOf('alice');
  await expect.poll(paused).toEqual([true]);
  await turn('visible');
  await expect.poll(paused).toEqual([false]);
  await expect(alice.see('resume-playback')).toHaveCount(0);
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
