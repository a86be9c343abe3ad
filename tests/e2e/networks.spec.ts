/** Bad networks of the local cloud, as the unmodified trtc-js-sdk in two browsers measures them. */
import { expect, test, type Browser } from '@playwright/test';
import { setNetwork } from '../../emulator/trtc/faults';
import { chromium } from './support/chromium';
import {
  enter,
  seesAndHears,
  serveCallers,
  startCloud,
  type Caller,
  type Cloud,
} from './support/sdk-callers';
import type { StaticServer } from './support/serve';

// Few pictures spare the machine, and do not change what is measured.
test.use({ launchOptions: chromium({ args: ['--use-fake-device-for-media-stream=fps=5'] }) });

let site: StaticServer;
let cloud: Cloud;

test.beforeAll(async () => {
  site = await serveCallers();
});
test.afterAll(() => site.close());
test.beforeEach(async () => {
  cloud = await startCloud();
});
test.afterEach(() => cloud.close());

const arrives = (browser: Browser, userID: string) => enter(cloud, browser, site.origin, userID);

/** Alice and Bob, who see and hear each other. */
async function inCall(browser: Browser): Promise<[alice: Caller, bob: Caller]> {
  const callers: [Caller, Caller] = [
    await arrives(browser, 'alice'),
    await arrives(browser, 'bob'),
  ];
  await seesAndHears(callers[1], 'alice');
  await seesAndHears(callers[0], 'bob');
  return callers;
}

/** What a caller hears of a user from now on: packets that should have come, and that did not. */
async function heardFrom(caller: Caller, userID: string) {
  const count = async () => (await caller.stats()).audio[userID]!;
  const before = await count();
  return async () => {
    const { packetsLost, packetsReceived } = await count();
    const lost = packetsLost - before.packetsLost;
    return { lost, expected: lost + packetsReceived - before.packetsReceived };
  };
}

type Measure = 'uplinkLoss' | 'uplinkRTT' | 'uplinkNetworkQuality' | 'downlinkLoss';

/** What the SDK said last about the network, as it does every two seconds: loss in percent, time in ms. */
async function last(caller: Caller, measure: Measure): Promise<number> {
  const qualities = (await caller.events()).filter(({ name }) => name === 'network-quality');
  return qualities.at(-1)?.[measure] ?? NaN;
}

test('loss on the way down is measured by who receives, and by nobody else', async ({
  browser,
}) => {
  const [alice, bob] = await inCall(browser);
  const [toAlice, toBob] = [await heardFrom(alice, 'bob'), await heardFrom(bob, 'alice')];
  setNetwork(cloud.faults, 'bob', { down: { loss: 0.3 } });
  await expect.poll(async () => (await toBob()).expected).toBeGreaterThan(200);
  const { lost, expected } = await toBob();
  expect(lost / expected).toBeGreaterThan(0.2);
  expect(lost / expected).toBeLessThan(0.4);
  expect((await toAlice()).lost).toBe(0);
  await expect.poll(() => last(bob, 'downlinkLoss')).toBeGreaterThan(5);
  setNetwork(cloud.faults, 'bob');
  await expect.poll(() => last(bob, 'downlinkLoss')).toBe(0);
});

test('loss on the way up is told to who sends, and missed by who receives', async ({ browser }) => {
  const [alice, bob] = await inCall(browser);
  const toBob = await heardFrom(bob, 'alice');
  setNetwork(cloud.faults, 'alice', { up: { loss: 0.3 } });
  await expect.poll(() => last(alice, 'uplinkLoss')).toBeGreaterThan(15);
  // What was sent again counts as received.
  await expect.poll(() => last(alice, 'uplinkNetworkQuality')).toBeGreaterThanOrEqual(3);
  expect(await last(bob, 'uplinkLoss')).toBe(0);
  expect((await toBob()).lost).toBeGreaterThan(10);
});

test('delay is in the round trip of the one whom it slows', async ({ browser }) => {
  const [alice, bob] = await inCall(browser);
  setNetwork(cloud.faults, 'bob', { up: { delayMs: 150 }, down: { delayMs: 150 } });
  await expect.poll(async () => (await bob.stats()).rtt).toBeGreaterThanOrEqual(300);
  await expect.poll(async () => (await bob.stats()).downlinksRTT.alice).toBeGreaterThanOrEqual(300);
  await expect.poll(() => last(bob, 'uplinkRTT')).toBeGreaterThanOrEqual(300);
  expect((await alice.stats()).rtt).toBeLessThan(300);
  await seesAndHears(bob, 'alice');
});

test('a cut stops picture and sound, and both go on when it is restored', async ({ browser }) => {
  const [alice, bob] = await inCall(browser);
  setNetwork(cloud.faults, 'bob', { down: { cut: true } });
  const decoded = async () => (await bob.stats()).video.alice!.framesDecoded;
  let frames = await decoded();
  await expect
    .poll(
      async () => {
        const before = frames;
        frames = await decoded();
        return frames - before;
      },
      { intervals: [1000] },
    )
    .toBe(0);
  await seesAndHears(alice, 'bob');
  setNetwork(cloud.faults, 'bob');
  await seesAndHears(bob, 'alice');
});
