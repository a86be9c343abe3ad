/** The monitor of the local cloud, while two browsers with the unmodified trtc-js-sdk call each other. */
import { expect, type Locator, type Page } from '@playwright/test';
import { describeEvent } from '../../src/diagnostics/events';
import { setNetwork } from '../../emulator/trtc/faults';
import { test } from './support/callers-fixture';
import { ROOM } from './support/sdk-callers';

/** The SDK reports every two seconds, and what it reports first are no measurements. */
const REPORTS = { timeout: 40_000 };

const userOf = (page: Page, userID: string): Locator =>
  page.getByRole('region', { name: userID, exact: true });

/** The last value of a line of a chart, as the caption says it; 0 before there is one. */
async function valueOf(page: Page, userID: string, chart: string, line: string): Promise<number> {
  const caption = await userOf(page, userID)
    .locator('figcaption')
    .filter({ hasText: chart })
    .textContent();
  return Number(new RegExp(`${line} ([\\d.]+)`).exec(caption ?? '')?.[1] ?? 0);
}

test('a call is shown with its room, its users, what their SDKs reported, and what was lost', async ({
  arrives,
  browser,
  cloud,
}) => {
  // Each thing that it waits for is told every two seconds, and some of them only after another.
  test.slow();
  await arrives('alice');
  const bob = await arrives('bob');
  const page = await browser.newPage();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).origin));
  await page.goto(`${cloud.origin}/monitor`);

  await expect(page.getByRole('heading', { name: `Room ${ROOM}` })).toBeVisible();
  const room = page.getByRole('navigation', { name: 'Rooms' }).getByRole('button');
  await expect(room).toContainText(`Room ${ROOM}alice, bob`);
  for (const [userID, other] of [
    ['alice', 'bob'],
    ['bob', 'alice'],
  ] as const) {
    await expect.poll(() => valueOf(page, userID, 'Bitrate', 'sent'), REPORTS).toBeGreaterThan(20);
    await expect
      .poll(() => valueOf(page, userID, 'Bitrate', `from ${other}`), REPORTS)
      .toBeGreaterThan(20);
    await expect
      .poll(() => valueOf(page, userID, 'Frame rate', 'sent'), REPORTS)
      .toBeGreaterThan(1);
    await expect(userOf(page, userID)).toContainText('trtc-js-sdk 4.15.22');
  }

  // Entering, the line to the room, the connection of the media, sound and video; Bob comes at some time between.
  const ofAlice = [32788, 32791, 32792, 32769, 32768];
  const { monitor } = cloud.emulator;
  expect(monitor.eventIDs('alice').filter((id) => ofAlice.includes(id))).toEqual(ofAlice);
  expect(monitor.events('alice')).toContainEqual(
    expect.objectContaining({ id: 32793, about: 'bob' }),
  );
  const events = userOf(page, 'alice')
    .getByRole('listitem')
    .filter({ has: page.locator('time') });
  await expect(events.first()).toContainText('32788');
  const joining = describeEvent({ group: 'webrtc', id: 32788 });
  await expect(events.first()).toContainText(joining!.text);
  const ids = await userOf(page, 'alice').locator('.event code').allTextContents();
  expect(ids.map(Number)).toEqual(monitor.eventIDs('alice').slice(0, ids.length));
  expect(ids.length).toBeGreaterThan(ofAlice.length);

  setNetwork(cloud.faults, 'bob', { down: { loss: 0.3 } });
  await expect.poll(() => valueOf(page, 'bob', 'Loss', 'from alice'), REPORTS).toBeGreaterThan(10);
  expect(await valueOf(page, 'alice', 'Loss', 'from bob')).toBe(0);
  setNetwork(cloud.faults, 'bob', { up: { loss: 0.3 } });
  await expect.poll(() => valueOf(page, 'bob', 'Loss', 'sent'), REPORTS).toBeGreaterThan(10);

  if (process.env.SCREENSHOTS === '1') {
    await page.evaluate(() => scrollTo(0, 0));
    await page.screenshot({ path: 'docs/images/monitor.png' });
  }

  // Behind each chart is a table with the same values.
  await userOf(page, 'bob').getByText('Table of loss').click();
  await expect(
    userOf(page, 'bob').getByRole('table').getByRole('columnheader', { name: 'from alice (%)' }),
  ).toBeVisible();

  await bob.call('leave');
  await expect(userOf(page, 'bob')).toContainText('left at');
  expect(new Set(asked), 'whom the page asks').toEqual(new Set([cloud.origin]));
  const text = await page.locator('body').textContent();
  expect(text).not.toContain(cloud.sign('alice').slice(0, 20));
});
