/** The web media driver on the unmodified trtc-js-sdk in Chromium, against the local TRTC cloud. */
import { createServer } from 'node:http';
import {
  expect,
  test,
  type Browser,
  type Frame,
  type LaunchOptions,
  type PlaywrightWorkerArgs,
} from '@playwright/test';
import { lift, neverAnswer, refuse, refuseNext } from '../../emulator/trtc/faults';
import { chromium } from './support/chromium';
import type { WebMediaPage } from './support/pages/web-media-page';
import { closeServer, listen } from './support/serve';
import { ROOM, type User } from './support/web-media';
import { cloud, open, site, useWebMedia } from './support/web-media-users';

test.use({
  launchOptions: chromium({ args: ['--use-fake-device-for-media-stream=device-count=3'] }),
});

useWebMedia();

/** Two users in a room who see and hear each other. */
async function call(browser: Browser): Promise<[User, User]> {
  const alice = await open(browser, 'alice');
  const bob = await open(browser, 'bob');
  await alice.does('attach', { userID: 'alice', local: true, view: 'local' });
  await alice.does('attach', { userID: 'bob', local: false, view: 'one' });
  await bob.does('attach', { userID: 'alice', local: false, view: 'one' });
  await alice.joins();
  await bob.joins();
  return [alice, bob];
}

const both = { audio: true, video: true };
const members = () => cloud.trtc.snapshot().rooms.flatMap((room) => room.members);

test('two users in a room see and hear each other, and each driver reports so', async ({
  browser,
}) => {
  const [alice, bob] = await call(browser);
  await alice.sees('one');
  await bob.sees('one');
  await alice.sees('local');
  await alice.listensTo('bob');
  await bob.listensTo('alice');
  await bob.listensTo('bob');
  await alice.hears({ kind: 'user-media', roomID: ROOM, userID: 'bob', ...both });
  await bob.hears({ kind: 'user-media', roomID: ROOM, userID: 'alice', ...both });
  await alice.hears({ kind: 'playback', roomID: ROOM, userID: 'bob', state: 'playing' });
  await alice.hears({ kind: 'local-media', ...both });
  expect(await alice.events('user-entered')).toEqual([
    { kind: 'user-entered', roomID: ROOM, userID: 'bob' },
  ]);
  expect(await bob.events('user-entered')).toHaveLength(1);
  await alice.hears({ kind: 'quality', roomID: ROOM });
});

test('turning the camera off stops its track and the picture of the other side, until it is turned on again', async ({
  browser,
}) => {
  const [alice, bob] = await call(browser);
  await alice.sees('one');
  await bob.does('setCamera', false);
  expect(await bob.liveTracks()).toEqual(['audio']);
  await bob.hears({ kind: 'local-media', audio: true, video: false });
  await alice.hears({ kind: 'user-media', userID: 'bob', audio: true, video: false });
  await alice.hears({ kind: 'playback', userID: 'bob', state: 'playing' });
  await bob.does('setCamera', true);
  expect(await bob.liveTracks()).toEqual(['audio', 'video']);
  await alice.hears({ kind: 'user-media', userID: 'bob', ...both });
  await alice.sees('one');
  await bob.hears({ kind: 'local-media', ...both });
});

test('a camera that is opened in an audio call sends a picture to the other side', async ({
  browser,
}) => {
  const alice = await open(browser, 'alice');
  const bob = await open(browser, 'bob');
  await alice.joins({ audio: true, video: false });
  await bob.joins({ audio: true, video: false });
  await alice.hears({ kind: 'user-media', userID: 'bob', audio: true, video: false });
  // Nobody attached a view.
  await alice.listensTo('bob');
  await bob.does('setCamera', true);
  await alice.does('attach', { userID: 'bob', local: false, view: 'two' });
  await alice.sees('two');
});

test('muting the microphone is reported to the other side, and unmuting too', async ({
  browser,
}) => {
  const [alice, bob] = await call(browser);
  await alice.listensTo('bob');
  await bob.does('setMicrophone', false);
  await alice.hears({ kind: 'user-media', userID: 'bob', audio: false, video: true });
  await bob.hears({ kind: 'local-media', audio: false, video: true });
  expect(await bob.ask('tracks')).toContainEqual({ kind: 'audio', live: true, enabled: false });
  await bob.does('setMicrophone', true);
  await alice.hears({ kind: 'user-media', userID: 'bob', ...both });
  await alice.listensTo('bob');
});

test('camera and microphone that were turned off before the devices are open start turned off', async ({
  browser,
}) => {
  const bob = await open(browser, 'bob');
  await bob.does('setCamera', false);
  await bob.does('setMicrophone', false);
  await bob.joins();
  const alice = await open(browser, 'alice');
  await alice.does('enter', alice.room());
  await alice.hears({ kind: 'user-media', userID: 'bob', audio: false, video: false });
  expect(await bob.ask('tracks')).toEqual([{ kind: 'audio', live: true, enabled: false }]);
});

test('a picture moves from view to view, and the sound goes on without any view', async ({
  browser,
}) => {
  const [alice] = await call(browser);
  await alice.sees('one');
  await alice.does('attach', { userID: 'bob', local: false, view: 'two', fit: 'contain' });
  await alice.sees('two');
  expect(await alice.ask('see', 'one')).toBeUndefined();
  const sound = async () => (await alice.ask('sounds'))[0]!;
  await alice.ask('moveAway', 'two');
  await expect.poll(async () => (await sound()).connected).toBe(true);
  const { currentTime } = await sound();
  await expect.poll(async () => (await sound()).currentTime).toBeGreaterThan(currentTime);
  expect((await sound()).paused).toBe(false);
  await alice.does('attach', { userID: 'bob', local: false, view: 'one' });
  await alice.sees('one');
  await alice.does('detach', 'bob');
  expect(await alice.ask('see', 'one')).toBeUndefined();
  await alice.listensTo('bob');
  expect(await alice.call('attach', { userID: 'bob', local: false, view: 'none' })).toMatchObject({
    code: 61013,
  });
});

test('leaving stops every track and leaves nothing in the page; the next call works', async ({
  browser,
}) => {
  const [alice, bob] = await call(browser);
  await alice.sees('one');
  await bob.does('leave');
  expect(await bob.liveTracks()).toEqual([]);
  expect(await bob.ask('elements')).toBe(0);
  await alice.hears({ kind: 'user-left', roomID: ROOM, userID: 'bob', reason: 'left' });
  const before = ((await bob.ask('events')) as unknown[]).length;
  await alice.does('setMicrophone', false);
  await bob.does('leave');
  await bob.joins();
  await alice.hears({ kind: 'user-media', userID: 'bob', ...both });
  await alice.sees('one');
  const after = ((await bob.ask('events')) as { kind: string }[]).slice(before);
  expect(after[0]).toMatchObject({ kind: 'local-media' });
  await bob.does('dispose');
  expect(await bob.liveTracks()).toEqual([]);
  expect(await bob.call('enter', bob.room())).toMatchObject({ code: 61015 });
});

test('closing the tab is reported to the other side as leaving', async ({ browser }) => {
  const [alice, bob] = await call(browser);
  await alice.hears({ kind: 'user-entered', userID: 'bob' });
  await bob.page.close();
  await alice.hears({ kind: 'user-left', userID: 'bob' });
});

test('a user who only receives sees and hears without any device', async ({ browser }) => {
  const alice = await open(browser, 'alice');
  const bob = await open(browser, 'bob');
  await alice.joins();
  await bob.does('attach', { userID: 'alice', local: false, view: 'one' });
  await bob.does('enter', bob.room());
  await bob.sees('one');
  await bob.listensTo('alice');
  expect(await bob.ask('tracks')).toEqual([]);
  await alice.hears({ kind: 'user-media', userID: 'bob', audio: false, video: false });
});

test("errors of the browser's devices reach the app as CallErrors with their codes", async ({
  browser,
}) => {
  const bob = await open(browser, 'bob');
  await bob.ask('refuse', 'NotAllowedError');
  expect(await bob.call('prepare', both)).toMatchObject({ code: 60005 });
  await bob.ask('refuse', 'NotFoundError');
  expect(await bob.call('prepare', { audio: true, video: false })).toMatchObject({ code: 60003 });
  await bob.ask('refuse', 'NotReadableError', 'NotReadableError');
  expect(await bob.call('prepare', { audio: false, video: true })).toMatchObject({ code: 60004 });
  // In use for a moment only.
  await bob.ask('refuse', 'NotReadableError');
  await bob.does('prepare', both);
  expect(await bob.liveTracks()).toEqual(['audio', 'video']);
  expect(await bob.does('check', both)).toEqual({
    canSend: true,
    microphone: true,
    camera: true,
    permission: 'granted',
  });
});

test('an unplugged microphone is replaced, an unplugged camera is not', async ({ browser }) => {
  const [alice, bob] = await call(browser);
  await alice.sees('one');
  await bob.ask('unplug', 'video');
  await bob.hears({ kind: 'local-media', audio: true, video: false });
  await alice.hears({ kind: 'user-media', userID: 'bob', audio: true, video: false });
  await bob.ask('unplug', 'audio');
  await expect.poll(async () => (await bob.events('warning')).length).toBe(2);
  await bob.hears({ kind: 'local-media', audio: true, video: false });
  await expect.poll(() => bob.liveTracks()).toEqual(['audio']);
  await alice.hears({ kind: 'user-media', userID: 'bob', audio: true, video: false });
  await alice.listensTo('bob');
});

test('the only microphone, pulled out and plugged in again, is heard again without a tap', async ({
  browser,
}) => {
  const [alice, bob] = await call(browser);
  await alice.listensTo('bob');
  await bob.ask('plugMicrophone', false);
  await bob.hears({ kind: 'local-media', audio: false, video: true });
  await alice.hears({ kind: 'user-media', userID: 'bob', audio: false, video: true });
  expect(await bob.liveTracks()).toEqual(['video']);
  await bob.ask('plugMicrophone', true);
  await bob.hears({ kind: 'local-media', ...both });
  await alice.hears({ kind: 'user-media', userID: 'bob', ...both });
  await alice.listensTo('bob');
});

test('a microphone that was turned off stays off when it is plugged in again', async ({
  browser,
}) => {
  const bob = await open(browser, 'bob');
  await bob.joins();
  await bob.does('setMicrophone', false);
  await bob.ask('plugMicrophone', false);
  await expect.poll(() => bob.liveTracks()).toEqual(['video']);
  await bob.ask('plugMicrophone', true);
  await bob.does('setMicrophone', true);
  await bob.hears({ kind: 'local-media', ...both });
  expect((await bob.ask('tracks')).filter(({ kind }) => kind === 'audio')).toHaveLength(2);
});

test('a page in a frame that may not use the devices is told of the permissions policy', async ({
  browser,
}) => {
  const page = await (await browser.newContext()).newPage();
  const frames = `<iframe src="${site.origin}"></iframe>
    <iframe src="${site.origin}" allow="camera; microphone"></iframe>`;
  // Of another origin, as a page must be that keeps its frames from the devices.
  const around = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end(frames);
  });
  await page.goto(`http://127.0.0.1:${await listen(around)}`);
  const says = async (frame: Frame) => {
    await expect.poll(() => frame.evaluate(() => 'page' in window)).toBe(true);
    return frame.evaluate(
      async ([proxy, devices]) => {
        const handles = (window as unknown as { page: WebMediaPage }).page;
        handles.create(proxy);
        return [await handles.call('check', devices), await handles.call('prepare', devices)];
      },
      [{ trtc: cloud.url, log: cloud.url }, both] as const,
    );
  };
  const [without, permitted] = page.frames().slice(1);
  const [checked, prepared] = await says(without!);
  expect(checked?.value).toMatchObject({
    canSend: false,
    obstacle: expect.stringContaining('permissions policy') as unknown,
  });
  expect(prepared).toMatchObject({ ok: false, code: 60006 });
  expect(prepared?.value).toContain('allow="camera; microphone"');
  expect(await says(permitted!)).toMatchObject([{ value: { canSend: true } }, { ok: true }]);
  await page.context().close();
  await closeServer(around);
});

test('another camera is selected, and an unknown one is refused', async ({ browser }) => {
  const [alice, bob] = await call(browser);
  await alice.sees('one');
  const cameras = (await bob.does('devices', 'videoinput')) as { deviceId: string }[];
  // The second synthetic camera is one for depth, which no encoder takes.
  await bob.does('switchDevice', 'video', cameras[2]!.deviceId);
  expect(await bob.liveTracks()).toEqual(['audio', 'video']);
  await alice.sees('one');
  expect(await bob.call('switchDevice', 'video', 'nonsense')).toMatchObject({ code: 61014 });
  await bob.ask('refuse', 'NotReadableError', 'NotReadableError');
  expect(await bob.call('switchDevice', 'video', cameras[0]!.deviceId)).toMatchObject({
    code: 61014,
  });
  expect((await bob.liveTracks()).sort()).toEqual(['audio', 'video']);
  await alice.sees('one');
  const microphones = (await bob.does('devices', 'audioinput')) as { deviceId: string }[];
  await bob.does('switchDevice', 'audio', microphones[1]!.deviceId);
  await alice.listensTo('bob');
  expect((await bob.liveTracks()).sort()).toEqual(['audio', 'video']);
  await bob.does('setQuality', '240p');
  await expect.poll(async () => (await alice.ask('see', 'one'))?.videoWidth).toBe(320);
});

test('entering a room that refuses or never answers rejects, and the next entry works', async ({
  browser,
}) => {
  const bob = await open(browser, 'bob');
  refuseNext(cloud.faults, 'join');
  expect(await bob.call('enter', bob.room())).toMatchObject({ code: 61007 });
  neverAnswer(cloud.faults, 'join');
  expect(await bob.call('enter', bob.room())).toMatchObject({ code: 61007 });
  await bob.ask('begin', 'entry', 'enter', bob.room());
  await bob.does('leave');
  expect(await bob.ask('outcome', 'entry')).toMatchObject({ code: 61011 });
  lift(cloud.faults, 'join');
  await bob.joins();
  expect(members()).toHaveLength(1);
});

test('publishing that the room refuses rejects, and works when tried again', async ({
  browser,
}) => {
  const alice = await open(browser, 'alice');
  const bob = await open(browser, 'bob');
  await alice.does('enter', alice.room());
  refuse(cloud.faults, 'publish');
  await bob.does('prepare', both);
  await bob.does('enter', bob.room());
  expect(await bob.call('publish')).toMatchObject({ code: 61008 });
  lift(cloud.faults, 'publish');
  await bob.does('publish');
  await alice.hears({ kind: 'user-media', userID: 'bob', ...both });
});

test('a subscription that fails is repeated, and the call goes on', async ({ browser }) => {
  const alice = await open(browser, 'alice');
  const bob = await open(browser, 'bob');
  refuse(cloud.faults, 'subscribe', undefined, { users: ['alice'], times: 2 });
  await alice.does('attach', { userID: 'bob', local: false, view: 'one' });
  await alice.joins();
  await bob.joins();
  await alice.sees('one');
  expect(await alice.events('warning')).toEqual([]);
});

test('a cut socket is reported as reconnecting and then as connected', async ({ browser }) => {
  const [alice, bob] = await call(browser);
  await alice.sees('one');
  cloud.trtc.cutSocket('bob');
  await bob.hears({ kind: 'connection', roomID: ROOM, state: 'connected' });
  expect((await bob.events('connection')).map((event) => event.state)).toEqual([
    'reconnecting',
    'connected',
  ]);
  expect(await alice.events('user-left')).toEqual([]);
  await bob.sees('one');
});

test('leaving without a network stops the tracks and does not wait for the server', async ({
  browser,
}) => {
  const [, bob] = await call(browser);
  cloud.trtc.cutSocket('bob', { refuseReconnectMs: 60_000 });
  await bob.hears({ kind: 'connection', state: 'reconnecting' });
  const start = Date.now();
  await bob.does('leave');
  expect(Date.now() - start).toBeLessThan(4000);
  expect(await bob.liveTracks()).toEqual([]);
});

test('leaving does not wait for an SDK that hangs', async ({ browser }) => {
  const [, bob] = await call(browser);
  // The SDK reads its statistics before it says goodbye.
  await bob.page.evaluate(() => {
    RTCPeerConnection.prototype.getStats = () => new Promise(() => undefined);
  });
  const start = Date.now();
  await bob.does('leave');
  expect(Date.now() - start).toBeLessThan(4000);
  expect(await bob.liveTracks()).toEqual([]);
  expect(await bob.ask('elements')).toBe(0);
});

test('a room that the server ends is reported as such', async ({ browser }) => {
  const [alice, bob] = await call(browser);
  await alice.hears({ kind: 'user-entered', userID: 'bob' });
  cloud.trtc.ban(ROOM, 'bob');
  await bob.hears({ kind: 'room-closed', roomID: ROOM, reason: 'removed' });
  cloud.trtc.disband(ROOM);
  await alice.hears({ kind: 'room-closed', roomID: ROOM, reason: 'dismissed' });
  await alice.does('leave');
  await bob.does('leave');
  expect(await alice.liveTracks()).toEqual([]);
});

test('a subscription that always fails is a warning, and the call goes on', async ({ browser }) => {
  const alice = await open(browser, 'alice');
  const bob = await open(browser, 'bob');
  refuse(cloud.faults, 'subscribe', undefined, { users: ['alice'] });
  await alice.joins();
  await bob.joins();
  await expect
    .poll(async () => (await alice.events('warning')).length, { timeout: 30_000 })
    .toBe(1);
  await alice.hears({ kind: 'user-media', userID: 'bob', ...both });
  await bob.listensTo('alice');
});

test('the driver asks the bridge of WeChat, and sound that it allows plays without a tap', async ({
  browser,
}) => {
  const bob = await open(browser, 'bob');
  await bob.joins();
  const alice = await open(browser, 'alice', (page) =>
    page.addInitScript(() => {
      let allowed = false;
      const { play } = HTMLMediaElement.prototype;
      HTMLMediaElement.prototype.play = function (this: HTMLMediaElement) {
        if (allowed) return play.call(this);
        this.autoplay = false;
        this.pause();
        return Promise.reject(new DOMException('play() needs a tap', 'NotAllowedError'));
      };
      const bridge = {
        invoke(_method: string, _parameters: object, answered: () => void) {
          allowed = true;
          answered();
        },
      };
      Object.assign(window, { WeixinJSBridge: bridge });
    }),
  );
  await alice.does('enter', alice.room());
  await alice.hears({ kind: 'playback', userID: 'bob', state: 'playing' });
  const states = (await alice.events('playback')).map((event) => event.state);
  expect(states).toContain('blocked');
  await alice.listensTo('bob');
});

test('without camera and microphone the error says what is missing, and receiving works', async ({
  playwright,
}) => {
  const { args = [], ...rest } = chromium();
  const bare = { ...rest, args: args.filter((arg) => !arg.startsWith('--use-fake-device')) };
  await withBrowser(playwright, bare, async (browser) => {
    const bob = await open(browser, 'bob');
    expect(await bob.does('check', both)).toMatchObject({ microphone: false, camera: false });
    expect(await bob.call('prepare', both)).toMatchObject({ code: 60003 });
    const video = { audio: false, video: true };
    expect(await bob.call('prepare', video)).toMatchObject({ code: 60004 });
    await bob.does('enter', bob.room());
    expect(await bob.call('publish')).toMatchObject({ code: 61008 });
  });
});

test('where the user refuses the devices nothing is captured, and the error says so', async ({
  playwright,
}) => {
  await withBrowser(playwright, chromium({ grantDevices: false }), async (browser) => {
    const bob = await open(browser, 'bob');
    expect(await bob.call('prepare', both)).toMatchObject({ code: 60005 });
    expect(await bob.ask('tracks')).toEqual([]);
    expect(await bob.does('check', both)).toMatchObject({ canSend: true });
  });
});

/** A browser of other options than the one all tests of this file share. */
async function withBrowser(
  { chromium: type }: PlaywrightWorkerArgs['playwright'],
  options: LaunchOptions,
  test: (browser: Browser) => Promise<void>,
): Promise<void> {
  const browser = await type.launch(options);
  try {
    await test(browser);
  } finally {
    await browser.close();
  }
}
