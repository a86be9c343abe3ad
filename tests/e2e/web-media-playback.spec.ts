/**
 * Sound in a page that nobody has touched. No test here evaluates anything in that page before the
 * tap, nor records a trace, because the browser takes either for a tap.
 */
import { expect, test, type Browser } from '@playwright/test';
import { chromium } from './support/chromium';
import { strictRule } from './support/wechat';
import { User } from './support/web-media';
import { closeAfterwards, cloud, open, site, useWebMedia } from './support/web-media-users';

test.use({ launchOptions: chromium({ autoplayNeedsGesture: true }), trace: 'off' });

useWebMedia();

interface Listener {
  alice: User;
  /** The lines that the page wrote to its console. */
  lines: string[];
}

/** A user who only receives, in a page that enters the room by itself. */
async function untouched(
  browser: Browser,
  before?: (user: User) => Promise<unknown>,
): Promise<Listener> {
  const page = await (await browser.newContext()).newPage();
  const alice = new User('alice', page, cloud);
  closeAfterwards(page);
  const lines: string[] = [];
  page.on('console', (message) => lines.push(message.text()));
  await before?.(alice);
  const entry = JSON.stringify({ proxy: alice.proxy(), room: alice.room() });
  await page.goto(`${site.origin}/?enter=${encodeURIComponent(entry)}`);
  return { alice, lines };
}

async function publisher(browser: Browser, userID: string): Promise<User> {
  const user = await open(browser, userID);
  await user.joins();
  return user;
}

test('sound that the browser blocks is reported, and one tap resumes all of it', async ({
  browser,
}) => {
  await publisher(browser, 'bob');
  await publisher(browser, 'carol');
  const { alice, lines } = await untouched(browser);
  await expect.poll(() => lines, { timeout: 15_000 }).toContain('playback bob blocked');
  await expect.poll(() => lines, { timeout: 15_000 }).toContain('playback carol blocked');
  const before = lines.length;
  await alice.page.click('#unlock');
  await expect.poll(() => lines.slice(before)).toContain('playback bob playing');
  await expect.poll(() => lines.slice(before)).toContain('playback carol playing');
  await alice.listensTo('bob');
  expect(await alice.page.$('.trtc_autoplay_mask')).toBeNull();
});

test('a tap before the first stream lets it sound at once', async ({ browser }) => {
  const { alice, lines } = await untouched(browser);
  await expect.poll(() => lines).toContain('entered true');
  await alice.page.click('#unlock');
  await publisher(browser, 'bob');
  await expect.poll(() => lines, { timeout: 15_000 }).toContain('playback bob playing');
  expect(lines).not.toContain('playback bob blocked');
});

test('the driver plays in the handler of the tap itself, where the browser wants that', async ({
  browser,
}) => {
  await publisher(browser, 'bob');
  const { alice, lines } = await untouched(browser, (user) => user.page.addInitScript(strictRule));
  await expect.poll(() => lines, { timeout: 15_000 }).toContain('playback bob blocked');
  const before = lines.length;
  await alice.page.click('#unlock');
  await expect.poll(() => lines.slice(before)).toContain('playback bob playing');
  await alice.listensTo('bob');
});
