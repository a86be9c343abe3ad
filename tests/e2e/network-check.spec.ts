/** The check of the network on the unmodified trtc-js-sdk in Chromium, against the local TRTC cloud. */
import { expect, test, type Browser, type Page } from '@playwright/test';
import { EVERYONE, setNetwork } from '../../emulator/trtc/faults';
import type { NetworkReport } from '../../src/diagnostics/network';
import { forge, SDK_APP_ID, startTrtcCloud, type TrtcCloud } from '../support/trtc-cloud';
import { chromium } from './support/chromium';
import type { NetworkPage } from './support/pages/network-page';
import type { Outcome } from './support/pages/web-media-page';
import type { StaticServer } from './support/serve';
import { bundleSite } from './support/web-media';

test.use({ launchOptions: chromium() });

let site: StaticServer;
let cloud: TrtcCloud;
let page: Page;

test.beforeAll(async () => {
  site = await bundleSite('network-page.ts');
});
test.afterAll(() => site.close());

test.beforeEach(async ({ browser }) => {
  cloud = await startTrtcCloud();
  page = await openPage(browser);
});

test.afterEach(async () => {
  await page.context().close();
  await cloud.close();
});

type Handles = { page: NetworkPage };

async function openPage(browser: Browser): Promise<Page> {
  const opened = await (await browser.newContext()).newPage();
  await opened.goto(site.origin);
  // The sound of the check needs a tap, as it has in an app.
  await opened.locator('#unlock').click();
  return opened;
}

const options = (seconds: number) => ({
  SDKAppID: SDK_APP_ID,
  userID: 'alice_up',
  userSig: cloud.sign('alice_up'),
  receiver: { userID: 'alice_down', userSig: cloud.sign('alice_down') },
  proxy: { trtc: cloud.url, log: cloud.url.replace('ws:', 'http:') },
  seconds,
});

const check = (given: ReturnType<typeof options>): Promise<Outcome> =>
  page.evaluate((it) => (window as unknown as Handles).page.check(it), given);

async function report(seconds = 10): Promise<NetworkReport> {
  const outcome = await check(options(seconds));
  expect(outcome).toMatchObject({ ok: true });
  return outcome.value as NetworkReport;
}

const progress = () => page.evaluate(() => (window as unknown as Handles).page.progress);

/** Nobody was asked for a device, and neither here nor in the cloud is anything left. */
async function expectNothingLeft(made = ['video ended', 'audio ended']): Promise<void> {
  const left = await page.evaluate(() => (window as unknown as Handles).page.left());
  expect(left).toEqual({
    asked: 0,
    made,
    sounds: made.filter((track) => track.startsWith('audio')).map(() => 'closed'),
    elements: 0,
  });
  await expect.poll(() => cloud.trtc.snapshot()).toEqual({ rooms: [], sockets: 0 });
}

test('a check of a good network has figures of both directions and leaves nothing behind', async () => {
  const { up, down, ...rest } = await report();
  expect(rest).toEqual({ version: 1, seconds: 10 });
  for (const side of [up, down]) {
    // How good it is depends on what else this machine does.
    expect(side).toMatchObject({ loss: expect.any(Number), text: expect.stringMatching(/\S/) });
    expect([1, 2, 3, 4, 5]).toContain(side.level);
    expect(side.rtt).toBeGreaterThanOrEqual(0);
    expect(side.samples).toBeGreaterThan(1);
    // kbit/s: as much as the picture of a call takes.
    expect(side.bitrate).toBeGreaterThan(100);
  }
  const shares = (await progress()).map(({ share }) => share);
  expect(shares[0]).toBe(0);
  expect(shares.at(-1)).toBe(1);
  expect(shares).toEqual([...shares].sort((one, other) => one - other));
  await expectNothingLeft();
});

test('both users are in a room of their own, and one receives sound and picture of the other', async () => {
  const checking = check(options(30));
  const members = () => cloud.trtc.snapshot().rooms.flatMap((room) => room.members);
  await expect
    .poll(() => members().find(({ userID }) => userID === 'alice_down')?.subscriptions)
    .toMatchObject([{ userID: 'alice_up', audio: true, video: true, state: 'connected' }]);
  expect(
    members()
      .map(({ userID, publishing }) => [userID, publishing.video])
      .sort(),
  ).toEqual([
    ['alice_down', false],
    ['alice_up', true],
  ]);
  await page.evaluate(() => (window as unknown as Handles).page.giveUp());
  expect(await checking).toMatchObject({ ok: false, code: 61011 });
  await expectNothingLeft();
});

test('a network that loses what is sent is told as such, with what helps', async () => {
  setNetwork(cloud.faults, EVERYONE, { up: { loss: 0.5 } });
  const { up } = await report();
  expect(up).toMatchObject({
    finding: 'loss',
    text: expect.stringContaining('of what this device sends is lost'),
  });
  expect(up.loss).toBeGreaterThan(20);
  expect(up.level).toBeGreaterThanOrEqual(3);
  expect(up.advice).toContain('Wi-Fi');
  await expectNothingLeft();
});

test('a network that loses what is received is told of the way down only', async () => {
  setNetwork(cloud.faults, EVERYONE, { down: { loss: 0.5 } });
  const { up, down } = await report();
  expect(down).toMatchObject({ finding: 'loss' });
  expect(down.loss).toBeGreaterThan(20);
  expect(up.loss).toBeLessThan(down.loss!);
});

test('a userSig that the server refuses rejects with 61007 and leaves nothing behind', async () => {
  const outcome = await check({ ...options(10), userSig: forge('alice_up') });
  expect(outcome).toMatchObject({ ok: false, code: 61007 });
  expect(outcome.value).not.toContain(forge('alice_up'));
  await expectNothingLeft([]);
});
