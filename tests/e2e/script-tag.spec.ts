/** The page of docs/script-tag.md, as it stands there, with the documented script order. */
import { readFileSync } from 'node:fs';
import type { BrowserContext, Page } from '@playwright/test';
import { loudestSound } from './support/in-page';
import { SCRIPTS, startSite } from './support/interop';
import type { App } from './support/serve';
import { stayOnThisMachine } from './support/stay-on-this-machine';
import { expect, test as base } from './support/interop-fixture';

/** The file names of the document, and where they come from. */
const FILES: Record<string, string> = {
  'trtc.js': SCRIPTS.TRTC,
  'tim-js.js': SCRIPTS.TIM,
  'tsignaling-js.js': SCRIPTS.TSignaling,
  'trtc-calling-uni.umd.js': 'dist/lib/trtc-calling-uni.umd.js',
};

function documentedPage(): string {
  const page = /```html\n([\s\S]+?)\n```/.exec(readFileSync('docs/script-tag.md', 'utf8'))?.[1];
  if (!page) throw new Error('docs/script-tag.md has no page');
  return page;
}

/** The name that the page gives it. */
declare const calling: { call(params: object): Promise<unknown> };

interface ScriptTagUser {
  page: Page;
  /** Waits for a moving picture in a view. */
  sees(view: 'local' | 'remote'): Promise<void>;
}

type Visit = (userID: string, without?: string) => Promise<ScriptTagUser>;

const test = base.extend<{ pages: App; visit: Visit }>({
  pages: async ({}, use) => {
    const page = documentedPage();
    const site = await startSite({ '/page.html': page }, FILES);
    await use(site);
    await site.close();
  },
  visit: async ({ chrome, pages }, use) => {
    const contexts: BrowserContext[] = [];
    const strays: string[][] = [];
    const errors: string[] = [];
    await use(async (userID, without) => {
      const context = await chrome.newContext();
      contexts.push(context);
      strays.push(await stayOnThisMachine(context, pages.origin, { answer: 'empty' }));
      if (without) await context.route(`**/${without}`, (route) => route.abort());
      const page = await context.newPage();
      // A page with a script missing says so in its own way.
      if (!without) page.on('pageerror', (error) => errors.push(error.message));
      await page.goto(`${pages.origin}/page.html`);
      await page.locator('#me').fill(userID);
      await page.locator('#login').click();
      return { page, sees: (view) => moves(page, `#${view} video`) };
    });
    for (const context of contexts) await context.close();
    expect(strays.flat(), 'requests that would have left the machine').toEqual([]);
    expect(errors, 'errors on the pages').toEqual([]);
  },
});

async function moves(page: Page, selector: string): Promise<void> {
  const frames = () =>
    page.evaluate((wanted) => {
      const video = document.querySelector<HTMLVideoElement>(wanted);
      return video && video.videoWidth > 0 ? video.getVideoPlaybackQuality().totalVideoFrames : 0;
    }, selector);
  await expect.poll(frames, { timeout: 20_000 }).toBeGreaterThan(0);
  const first = await frames();
  await expect.poll(frames).toBeGreaterThan(first + 2);
}

test('two pages with script tags hold a video call: pictures and sound both ways', async ({
  visit,
}) => {
  const [alice, bob] = await Promise.all([visit('alice'), visit('bob')]);
  for (const { page } of [alice, bob]) await expect(page.locator('#status')).toHaveText('ready');
  await alice.page.locator('#peer').fill('bob');
  await alice.page.locator('#call').click();
  await expect(bob.page.locator('#status')).toHaveText('alice calls');
  await bob.page.locator('#accept').click();
  await Promise.all([alice, bob].flatMap((side) => [side.sees('remote'), side.sees('local')]));
  for (const { page } of [alice, bob]) {
    await expect
      .poll(() => page.evaluate(loudestSound, 'audio, video'), { timeout: 20_000 })
      .toBeGreaterThan(2);
  }
  await bob.page.locator('#hangup').click();
  for (const { page } of [alice, bob]) {
    await expect(page.locator('#status')).toHaveText(/over after \d+ s/);
    await expect(page.locator('#hangup')).toBeHidden();
  }
});

test('a call with a short timeout that nobody answers ends on both pages', async ({ visit }) => {
  const [alice, bob] = await Promise.all([visit('alice'), visit('bob')]);
  for (const { page } of [alice, bob]) await expect(page.locator('#status')).toHaveText('ready');
  const call = alice.page.evaluate(() =>
    calling.call({ userID: 'bob', type: 1, timeout: 2 }).then(
      () => 'rang',
      () => 'failed',
    ),
  );
  await expect(bob.page.locator('#accept')).toBeVisible();
  expect(await call).toBe('rang');
  await expect(alice.page.locator('#status')).toHaveText('over after 0 s', { timeout: 10_000 });
  await expect(bob.page.locator('#status')).toHaveText('over after 0 s');
  for (const { page } of [alice, bob]) await expect(page.locator('#hangup')).toBeHidden();
});

for (const [file, name] of [
  ['trtc.js', 'trtc-js-sdk'],
  ['tim-js.js', 'tim-js-sdk'],
  ['tsignaling-js.js', 'tsignaling'],
] as const) {
  test(`a page that forgot ${file} is told which script is missing (61012)`, async ({ visit }) => {
    const { page } = await visit('alice', file);
    await expect(page.locator('#status')).toContainText('(61012)');
    await expect(page.locator('#status')).toContainText(name);
  });
}
