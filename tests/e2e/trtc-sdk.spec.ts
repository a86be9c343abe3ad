/** The unmodified trtc-js-sdk in Chromium against the TRTC half of the emulator, with real media. */
import { expect, test, type Browser, type Page } from '@playwright/test';
import type { MemberSnapshot } from '../../emulator/trtc/server';
import { forge, SDK_APP_ID, startTrtcCloud, type TrtcCloud } from '../support/trtc-cloud';
import { chromium } from './support/chromium';
import { serve, type StaticServer } from './support/serve';

test.use({ launchOptions: chromium() });

interface Outcome {
  ok: boolean;
  code?: number;
  extraCode?: number;
  message?: string;
}

interface CallerEvent {
  name: string;
  userID?: string;
  reason?: string;
  state?: string;
  code?: number;
  uplinkNetworkQuality?: number;
}

interface Remote {
  present: boolean;
  audioLevel: number;
  rawAudioLevelType: string;
  videoWidth: number;
  currentTime: number;
  framesDecoded: number;
}

type Method =
  | 'join'
  | 'publish'
  | 'unpublish'
  | 'leave'
  | 'muteAudio'
  | 'unmuteAudio'
  | 'muteVideo'
  | 'unsubscribe'
  | 'subscribe';

/** A page with the SDK in it and a user in front of it. */
class Caller {
  constructor(
    readonly userID: string,
    readonly page: Page,
  ) {}

  call(method: Method, ...args: unknown[]): Promise<Outcome> {
    return this.page.evaluate(
      ([name, values]) =>
        (window as unknown as { caller: Record<string, (...v: unknown[]) => Promise<Outcome>> })
          .caller[name]!(...values),
      [method, args] as const,
    );
  }

  events(): Promise<CallerEvent[]> {
    return this.page.evaluate(
      () => (window as unknown as { caller: { events: CallerEvent[] } }).caller.events,
    );
  }

  remote(userID: string): Promise<Remote> {
    return this.page.evaluate(
      (id) => (window as unknown as { caller: { remote(id: string): Remote } }).caller.remote(id),
      userID,
    );
  }

  async heard(name: string, userID?: string): Promise<boolean> {
    return (await this.events()).some(
      (event) => event.name === name && (userID === undefined || event.userID === userID),
    );
  }
}

let site: StaticServer;
let cloud: TrtcCloud;
let pages: Page[];
let outside: string[];

test.beforeAll(async () => {
  site = await serve({
    '/': 'tests/e2e/support/pages/trtc.html',
    '/trtc-page.js': 'tests/e2e/support/pages/trtc-page.js',
    '/trtc.js': 'node_modules/trtc-js-sdk/trtc.js',
  });
});
test.afterAll(() => site.close());

test.beforeEach(async () => {
  cloud = await startTrtcCloud();
  pages = [];
  outside = [];
});
test.afterEach(async () => {
  await Promise.all(pages.map((page) => page.context().close()));
  await cloud.close();
  expect(outside, 'requests that left the machine').toEqual([]);
});

const ROOM = 4321;

async function open(browser: Browser, userID: string): Promise<Caller> {
  const context = await browser.newContext();
  const page = await context.newPage();
  pages.push(page);
  page.on('request', (request) => {
    const { hostname, protocol } = new URL(request.url());
    if (protocol.startsWith('http') && hostname !== '127.0.0.1') outside.push(request.url());
  });
  await page.goto(site.origin);
  return new Caller(userID, page);
}

function join(caller: Caller, options: Record<string, unknown> = {}): Promise<Outcome> {
  return caller.call('join', {
    sdkAppId: SDK_APP_ID,
    userID: caller.userID,
    userSig: cloud.sign(caller.userID),
    roomID: ROOM,
    proxy: { trtc: cloud.url, log: cloud.url.replace('ws:', 'http:') },
    ...options,
  });
}

const OK = { ok: true };

async function enter(browser: Browser, userID: string, publish = true): Promise<Caller> {
  const caller = await open(browser, userID);
  expect(await join(caller)).toMatchObject(OK);
  if (publish) expect(await caller.call('publish')).toMatchObject(OK);
  return caller;
}

function member(userID: string): MemberSnapshot | undefined {
  return cloud.trtc
    .snapshot()
    .rooms.flatMap((room) => room.members)
    .find((each) => each.userID === userID);
}

async function seesAndHears(viewer: Caller, userID: string): Promise<void> {
  const remote = (): Promise<Remote> => viewer.remote(userID);
  await expect
    .poll(async () => (await remote()).videoWidth, { timeout: 15_000 })
    .toBeGreaterThan(0);
  const { currentTime, framesDecoded } = await remote();
  await expect.poll(async () => (await remote()).currentTime).toBeGreaterThan(currentTime + 0.2);
  await expect.poll(async () => (await remote()).framesDecoded).toBeGreaterThan(framesDecoded);
  // The fake microphone beeps once a second and is silent in between.
  await expect
    .poll(async () => (await remote()).audioLevel, { intervals: [50], timeout: 15_000 })
    .toBeGreaterThan(0);
}

test('two pages see and hear each other, and the SFU counted what they did', async ({
  browser,
}) => {
  const alice = await enter(browser, 'alice');
  const bob = await enter(browser, 'bob');
  await seesAndHears(bob, 'alice');
  await seesAndHears(alice, 'bob');
  expect((await bob.remote('alice')).videoWidth).toBe(640);
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
  await expect
    .poll(async () => (await alice.events()).filter((e) => e.name === 'network-quality').at(-1))
    .toMatchObject({ uplinkNetworkQuality: 1 });
});
