/**
 * Walks through every screen of a call, in each language and both themes, and keeps pictures of them:
 * in test-results, and with SCREENSHOTS=1 those of the README in docs/images.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium as launcher, expect, test, type Browser } from '@playwright/test';
import { LOCALES, type Locale } from '../../src/locale/languages';
import { lossyReport } from '../support/call-report';
import { DemoUser, startApp, type App } from './support/app';
import { chromium } from './support/chromium';

const README = process.env.SCREENSHOTS === '1' ? join('docs', 'images') : undefined;

const IN_README = ['contacts', 'incoming', 'video-call', 'end'];

let browser: Browser;
let app: App;

test.beforeAll(async () => {
  browser = await launcher.launch(chromium());
});

test.afterAll(() => browser.close());

test.beforeEach(async () => {
  app = await startApp();
});

test.afterEach(() => app.close());

/** Each language is looked at; together they cover both themes and every kind of screen. */
const LOOKS = {
  en: { colorScheme: 'light', size: { width: 390, height: 844 } },
  'zh-CN': { colorScheme: 'dark', size: { width: 390, height: 844 } },
  ja: { colorScheme: 'light', size: { width: 360, height: 640 } },
  ko: { colorScheme: 'dark', size: { width: 1280, height: 800 } },
} as const satisfies Record<Locale, object>;

for (const locale of LOCALES) {
  const { colorScheme, size: viewport } = LOOKS[locale];
  const look = `${locale}-${colorScheme}-${viewport.width}`;
  test(`every screen can be seen and fits (${look})`, async () => {
    test.setTimeout(120_000);
    const folder = join(test.info().project.outputDir, 'screens');
    mkdirSync(folder, { recursive: true });
    const context = { locale, colorScheme, viewport };
    const alice = await DemoUser.arrive(browser, app.origin, 'alice', { context });
    const bob = await DemoUser.arrive(browser, app.origin, 'bob', { context });

    const shot = async (person: DemoUser, screen: string) => {
      const { page } = person;
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow, `${screen} scrolls sideways`).toBeLessThanOrEqual(0);
      await page.screenshot({ path: join(folder, `${look}-${screen}.png`) });
      if (README && locale === 'en' && IN_README.includes(screen)) {
        await page.screenshot({ path: join(README, `${screen}.png`) });
      }
    };

    await shot(alice, 'login');
    await alice.logIn();
    await bob.logIn();
    await expect(alice.see('contact-bob')).toBeVisible({ timeout: 15_000 });
    await shot(alice, 'contacts');
    await alice.call('bob', 'video');
    await expect(bob.see('incoming')).toBeVisible();
    await alice.seesPictureOf('alice');
    await shot(alice, 'outgoing');
    await shot(bob, 'incoming');
    await bob.see('accept').click();
    await alice.seesPictureOf('bob');
    await alice.seesPictureOf('alice');
    await shot(alice, 'video-call');
    await alice.see('hangup').click();
    await expect(bob.see('end-reason')).toBeVisible();
    await shot(bob, 'end');
    await bob.see('end-close').click();
    await alice.see('end-close').click();
    await bob.call('alice', 'audio');
    await alice.see('accept').click();
    await expect(bob.see('call-timer')).toBeVisible();
    await shot(bob, 'audio-call');
    await bob.see('hangup').click();
    await bob.see('end-close').click();
    await bob.see('tab-records').click();
    await shot(bob, 'records');
    await bob.see('open-report').click();
    await bob.field('report-json').fill(JSON.stringify(lossyReport()));
    await bob.see('report-show').click();
    await expect(bob.see('chart').locator('canvas')).toBeVisible();
    await shot(bob, 'report');
    await bob.page.setViewportSize({ ...viewport, height: 2400 });
    await shot(bob, 'report-whole');
    await alice.leave();
    await bob.leave();
  });
}
