/** A call in two browsers, and what its report says of it on the page that its record opens. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { connect, expect, test } from './support/call-fixture';

/** Counts the colours on a canvas: one that nothing was drawn on has one, and only a line has bright ones. */
const coloursOf = (page: Page, title: string) =>
  page
    .getByTestId('chart')
    .filter({ hasText: title })
    .locator('canvas')
    .evaluate((canvas: HTMLCanvasElement) => {
      const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
      const colours = new Set<string>();
      for (let at = 0; at < data.length; at += 4) {
        const [red = 0, green = 0, blue = 0] = data.slice(at, at + 3);
        const spread = Math.max(red, green, blue) - Math.min(red, green, blue);
        if (spread > 80) colours.add(`${red},${green},${blue}`);
      }
      return colours.size;
    });

test('the record of a call opens its report: nothing unusual, what happened, and charts', async ({
  online,
}, info) => {
  const alice = await online('alice');
  const bob = await online('bob');
  await connect(alice, bob);
  await alice.seesPictureOf('bob');
  // Two measurements make a line; they come every two seconds.
  await expect
    .poll(() => bob.see('call-timer').textContent(), { timeout: 30_000 })
    .toMatch(/0:(0[89]|[1-5]\d)/);
  await alice.see('hangup').click();
  await alice.see('end-close').click();

  const { page } = alice;
  await alice.see('tab-records').click();
  await alice.see('record-report').click();
  await expect(alice.see('verdict-user')).toHaveText('Nothing unusual happened in this call');
  const timeline = alice.see('timeline');
  await expect(timeline).toContainText('bob answered');
  await expect(timeline).toContainText('Is in the room');
  await expect(timeline).toContainText('The call ended (hangup)');
  for (const title of ['Round trip', 'Bitrate of the picture', 'Frame rate']) {
    await expect.poll(() => coloursOf(page, title), { message: title }).toBeGreaterThan(0);
  }

  const folder = join(info.project.outputDir, 'reports');
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, 'phone-light.png'), fullPage: true });

  await test.step('a table has the figures of each chart', async () => {
    const chart = page.getByTestId('chart').filter({ hasText: 'Frame rate' });
    await chart.getByRole('button').press('Enter');
    await expect(chart.getByRole('table')).toContainText('Received of bob');
    expect(await chart.getByRole('row').count()).toBeGreaterThan(2);
  });

  await test.step('what was copied is read again on the same page, by somebody else', async () => {
    const stored = await page.evaluate(() => {
      const key = Object.keys(localStorage).find((one) => one.startsWith('trtc-calling:report:'))!;
      return JSON.stringify((JSON.parse(localStorage.getItem(key)!) as { data: unknown }).data);
    });
    expect(stored).not.toMatch(/userSig|eJw/);
    await bob.see('end-close').click();
    await bob.see('tab-records').click();
    await bob.see('open-report').click();
    await bob.field('report-json').fill(stored);
    await bob.see('report-show').click();
    await expect(bob.see('timeline')).toContainText('Called');
  });
});
