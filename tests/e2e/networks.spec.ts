/** Bad networks of the local cloud, as the unmodified trtc-js-sdk in two browsers measures them. */
import { expect } from '@playwright/test';
import { setNetwork } from '../../emulator/trtc/faults';
import { test as base } from './support/callers-fixture';
import { seesAndHears, type Caller } from './support/sdk-callers';

interface Fixtures {
  /** Alice and Bob, who see and hear each other. */
  inCall: [alice: Caller, bob: Caller];
}

const test = base.extend<Fixtures>({
  inCall: async ({ arrives }, use) => {
    const [alice, bob] = [await arrives('alice'), await arrives('bob')];
    await seesAndHears(bob, 'alice');
    await seesAndHears(alice, 'bob');
    await use([alice, bob]);
  },
});

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
  inCall: [alice, bob],
  cloud,
}) => {
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

test('loss on the way up is told to who sends, and missed by who receives', async ({
  inCall: [alice, bob],
  cloud,
}) => {
  const toBob = await heardFrom(bob, 'alice');
  setNetwork(cloud.faults, 'alice', { up: { loss: 0.3 } });
  await expect.poll(() => last(alice, 'uplinkLoss')).toBeGreaterThan(15);
  // What was sent again counts as received.
  await expect.poll(() => last(alice, 'uplinkNetworkQuality')).toBeGreaterThanOrEqual(3);
  expect(await last(bob, 'uplinkLoss')).toBe(0);
  expect((await toBob()).lost).toBeGreaterThan(10);
});

test('delay is in the round trip of the one whom it slows', async ({
  inCall: [alice, bob],
  cloud,
}) => {
  setNetwork(cloud.faults, 'bob', { up: { delayMs: 150 }, down: { delayMs: 150 } });
  await expect.poll(async () => (await bob.stats()).rtt).toBeGreaterThanOrEqual(300);
  await expect.poll(async () => (await bob.stats()).downlinksRTT.alice).toBeGreaterThanOrEqual(300);
  await expect.poll(() => last(bob, 'uplinkRTT')).toBeGreaterThanOrEqual(300);
  expect((await alice.stats()).rtt).toBeLessThan(300);
  await seesAndHears(bob, 'alice');
});

test('a cut stops picture and sound, and both go on when it is restored', async ({
  inCall: [alice, bob],
  cloud,
}) => {
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
