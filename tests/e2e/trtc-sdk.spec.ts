/** The unmodified trtc-js-sdk in Chromium against the TRTC half of the emulator, with real media. */
import { expect, test, type Browser } from '@playwright/test';
import { EVERYONE } from '../../emulator/trtc/faults';
import type { MemberSnapshot } from '../../emulator/trtc/server';
import { forge } from '../support/trtc-cloud';
import { chromium } from './support/chromium';
import {
  arrive,
  join as joinCloud,
  memberOf,
  OK,
  ROOM,
  seesAndHears,
  serveCallers,
  startCloud,
  startH264Cloud,
  type Caller,
  type Cloud,
} from './support/sdk-callers';
import type { StaticServer } from './support/serve';

test.use({ launchOptions: chromium() });

let site: StaticServer;
let cloud: Cloud;
let callers: Caller[];

test.beforeAll(async () => {
  site = await serveCallers();
});
test.afterAll(() => site.close());

test.beforeEach(async () => {
  cloud = await startCloud();
  callers = [];
});
test.afterEach(async () => {
  await Promise.all(callers.map(({ page }) => page.context().close()));
  await cloud.close();
  const strays = callers.flatMap((caller) => caller.strays);
  expect(strays, 'requests that left the machine').toEqual([]);
});

async function open(browser: Browser, userID: string): Promise<Caller> {
  const caller = await arrive(browser, site.origin, userID);
  callers.push(caller);
  return caller;
}

const join = (caller: Caller, options?: Record<string, unknown>) =>
  joinCloud(cloud, caller, options);

async function enter(browser: Browser, userID: string, publish = true): Promise<Caller> {
  const caller = await open(browser, userID);
  expect(await join(caller)).toMatchObject(OK);
  if (publish) expect(await caller.call('publish')).toMatchObject(OK);
  return caller;
}

const member = (userID: string): MemberSnapshot | undefined => memberOf(cloud, userID);

test('two pages of the SDK see and hear each other, and the SFU counts what they did', async ({
  browser,
}) => {
  const alice = await enter(browser, 'alice');
  const bob = await enter(browser, 'bob');
  await seesAndHears(bob, 'alice');
  await seesAndHears(alice, 'bob');
  expect((await bob.remote('alice')).rawAudioLevelType).toBe('string');

  const from = member('alice');
  const to = member('bob');
  expect(from?.publishing).toEqual({ audio: true, video: true, small: false, aux: false });
  expect(from?.uplink).toEqual({ state: 'connected', codec: 'VP8' });
  expect(to?.subscriptions).toMatchObject([{ userID: 'alice', state: 'connected' }]);
  for (const kind of ['audio', 'video'] as const) {
    expect(from?.received[kind].packets).toBeGreaterThan(10);
    expect(to?.forwarded[kind].packets).toBeGreaterThan(10);
    // Bob came later, so he cannot have been sent more than Alice sent.
    expect(to?.forwarded[kind].packets).toBeLessThanOrEqual(from?.received[kind].packets ?? 0);
    expect(to?.forwarded[kind].bytes).toBeLessThanOrEqual(from?.received[kind].bytes ?? 0);
  }
  // How good it is depends on this machine; that it is known does not.
  await expect
    .poll(async () => (await alice.events()).some((e) => (e.uplinkNetworkQuality ?? 0) > 0))
    .toBe(true);
});

test('muting is shown to the other side, and unmuting too', async ({ browser }) => {
  const alice = await enter(browser, 'alice');
  const bob = await enter(browser, 'bob', false);
  await expect.poll(() => bob.heard('stream-subscribed', 'alice')).toBe(true);
  await expect.poll(() => bob.heard('unmute-audio', 'alice')).toBe(true);

  await alice.call('muteAudio');
  await expect.poll(() => bob.heard('mute-audio', 'alice')).toBe(true);
  expect(member('alice')?.muted).toEqual({ audio: true, video: false, aux: false });
  await alice.call('muteVideo');
  await expect.poll(() => bob.heard('mute-video', 'alice')).toBe(true);

  await alice.call('unmuteAudio');
  await expect.poll(() => member('alice')?.muted.audio).toBe(false);
  const unmuted = async (): Promise<number> =>
    (await bob.events()).filter((event) => event.name === 'unmute-audio').length;
  await expect.poll(unmuted).toBe(2);
});

test('a page without camera and microphone receives', async ({ browser }) => {
  await enter(browser, 'alice');
  const bob = await enter(browser, 'bob', false);
  await seesAndHears(bob, 'alice');
});

test('unsubscribing stops the media and subscribing again brings it back', async ({ browser }) => {
  await enter(browser, 'alice');
  const bob = await enter(browser, 'bob', false);
  await seesAndHears(bob, 'alice');
  expect(await bob.call('unsubscribe', 'alice')).toMatchObject(OK);
  expect(member('bob')?.subscriptions).toEqual([]);
  expect(await bob.call('subscribe', 'alice', { audio: true, video: true })).toMatchObject(OK);
  await seesAndHears(bob, 'alice');

  // Video off and on again goes through one connection, whose source has to stay unbroken.
  expect(await bob.call('subscribe', 'alice', { audio: true, video: false })).toMatchObject(OK);
  expect(member('bob')?.subscriptions).toMatchObject([{ audio: true, video: false }]);
  const { framesDecoded } = await bob.remote('alice');
  expect(await bob.call('subscribe', 'alice', { audio: true, video: true })).toMatchObject(OK);
  await expect
    .poll(async () => (await bob.remote('alice')).framesDecoded)
    .toBeGreaterThan(framesDecoded + 10);
});

test('unpublishing takes the stream away and publishing again brings it back', async ({
  browser,
}) => {
  const alice = await enter(browser, 'alice');
  const bob = await enter(browser, 'bob', false);
  await seesAndHears(bob, 'alice');
  expect(await alice.call('unpublish')).toMatchObject(OK);
  await expect.poll(() => bob.heard('stream-removed', 'alice')).toBe(true);
  expect(member('alice')?.uplink).toBeNull();
  expect(await alice.call('publish')).toMatchObject(OK);
  await seesAndHears(bob, 'alice');
});

test('leaving is seen by the other side and closes its connections', async ({ browser }) => {
  const alice = await enter(browser, 'alice');
  const bob = await enter(browser, 'bob');
  await expect.poll(() => bob.heard('stream-subscribed', 'alice')).toBe(true);
  expect(await alice.call('leave')).toMatchObject(OK);
  await expect.poll(() => bob.heard('peer-leave', 'alice')).toBe(true);
  await expect.poll(() => bob.heard('stream-removed', 'alice')).toBe(true);
  expect(cloud.trtc.snapshot().rooms).toMatchObject([
    { roomID: ROOM, members: [{ userID: 'bob', subscriptions: [] }] },
  ]);
  expect(await bob.call('leave')).toMatchObject(OK);
  await expect.poll(() => cloud.trtc.snapshot()).toEqual({ rooms: [], sockets: 0 });
});

test('a closed tab is noticed at once', async ({ browser }) => {
  const alice = await enter(browser, 'alice');
  const bob = await enter(browser, 'bob', false);
  await expect.poll(() => bob.heard('peer-join', 'alice')).toBe(true);
  await alice.page.close();
  await expect.poll(() => bob.heard('peer-leave', 'alice')).toBe(true);
  const [closed, left] = ['socket-closed', 'left'].map((event) =>
    cloud.events().find((entry) => entry.event === event && entry.userID === 'alice'),
  );
  expect(closed?.code, 'what a browser says when its page goes away').toBe(1001);
  expect(Number(left?.at) - Number(closed?.at)).toBeLessThan(200);
});

test('a banned user is told and leaves the room', async ({ browser }) => {
  const alice = await enter(browser, 'alice');
  const bob = await enter(browser, 'bob');
  await expect.poll(() => alice.heard('stream-subscribed', 'bob')).toBe(true);
  cloud.trtc.ban(ROOM, 'bob');
  await expect.poll(() => bob.events()).toContainEqual({ name: 'client-banned', reason: 'banned' });
  await expect.poll(() => alice.heard('peer-leave', 'bob')).toBe(true);
  expect(member('bob')).toBeUndefined();
});

test('a disbanded room lets everyone go', async ({ browser }) => {
  const alice = await enter(browser, 'alice');
  const bob = await enter(browser, 'bob', false);
  cloud.trtc.disband(ROOM);
  for (const caller of [alice, bob]) {
    await expect
      .poll(() => caller.events())
      .toContainEqual({ name: 'client-banned', reason: 'room-disband' });
  }
  await expect.poll(() => cloud.trtc.snapshot()).toEqual({ rooms: [], sockets: 0 });
});

test('a second login in the room sends the first one away', async ({ browser }) => {
  const first = await enter(browser, 'alice');
  const bob = await enter(browser, 'bob', false);
  await seesAndHears(bob, 'alice');
  const second = await enter(browser, 'alice');
  await expect.poll(() => first.events()).toContainEqual({ name: 'client-banned', reason: 'kick' });
  await seesAndHears(bob, 'alice');
  expect(await second.heard('client-banned')).toBe(false);
});

test('a forged or an expired UserSig does not enter', async ({ browser }) => {
  const eve = await open(browser, 'eve');
  const forged = await join(eve, { userSig: forge('eve', cloud.sdkAppId) });
  expect(forged).toMatchObject({ ok: false, code: 0x4001, extraCode: 70003 });
  const expired = await join(eve, { userSig: cloud.sign('eve', -1) });
  expect(expired).toMatchObject({ ok: false, code: 0x4001, extraCode: 70001 });
  const stolen = await join(eve, { userSig: cloud.sign('alice') });
  expect(stolen).toMatchObject({ ok: false, code: 0x4001, extraCode: 70013 });
  expect(cloud.trtc.snapshot().rooms).toEqual([]);
});

test('a join that is refused or never answered rejects, and a later one works', async ({
  browser,
}) => {
  const alice = await open(browser, 'alice');
  cloud.faults.points.join = { refuse: { code: -3320 }, times: 1 };
  expect(await join(alice)).toMatchObject({ ok: false, code: 0x4004, extraCode: -3320 });
  cloud.faults.points.join = { silent: true, times: 1 };
  expect(await join(alice)).toMatchObject({ ok: false, code: 0x4004 });
  expect(await join(alice)).toMatchObject(OK);
});

test('a cut socket comes back to its place while the media flows on', async ({ browser }) => {
  const alice = await enter(browser, 'alice');
  const bob = await enter(browser, 'bob');
  await seesAndHears(bob, 'alice');
  cloud.trtc.cutSocket('alice', { refuseReconnectMs: 1000 });
  await expect.poll(() => member('alice')?.connected).toBe(false);
  await expect.poll(() => member('alice')?.connected, { timeout: 10_000 }).toBe(true);
  expect(await bob.heard('peer-leave', 'alice')).toBe(false);
  expect(await alice.heard('error')).toBe(false);
  // The socket that came back carries commands and pushes as before.
  await alice.call('muteAudio');
  await expect.poll(() => bob.heard('mute-audio', 'alice')).toBe(true);
  await seesAndHears(alice, 'bob');
  await bob.call('muteAudio');
  await expect.poll(() => alice.heard('mute-audio', 'bob')).toBe(true);
});

test('a socket away for longer than the grace leaves, and its page joins anew', async ({
  browser,
}) => {
  const alice = await enter(browser, 'alice');
  const bob = await enter(browser, 'bob');
  await seesAndHears(bob, 'alice');
  cloud.trtc.cutSocket('alice', { refuseReconnectMs: 5000 });
  await expect.poll(() => bob.heard('peer-leave', 'alice'), { timeout: 8000 }).toBe(true);
  await expect.poll(() => member('alice')?.connected, { timeout: 20_000 }).toBe(true);
  // It came back to the place it had lost, was refused, and joined as at first.
  expect(cloud.events().map((entry) => entry.event)).toContain('reconnect-refused');
  await seesAndHears(bob, 'alice');
  await seesAndHears(alice, 'bob');
});

test('packet loss is repaired and reported', async ({ browser }) => {
  cloud.faults.network = { [EVERYONE]: { down: { loss: 0.05 } } };
  cloud.faults.reportedUplink = { lossPercent: 40, rttMs: 400 };
  const alice = await enter(browser, 'alice');
  const bob = await enter(browser, 'bob', false);
  await seesAndHears(bob, 'alice');
  await expect
    .poll(async () => (await alice.events()).some((e) => (e.uplinkNetworkQuality ?? 0) >= 4))
    .toBe(true);
});

test.describe('with H.264', () => {
  test.beforeEach(async () => {
    await cloud.close();
    cloud = await startH264Cloud();
  });

  test('two pages see and hear each other', async ({ browser }) => {
    await enter(browser, 'alice');
    const bob = await enter(browser, 'bob', false);
    await seesAndHears(bob, 'alice');
    expect(member('alice')?.uplink?.codec).toBe('H264');
  });
});
