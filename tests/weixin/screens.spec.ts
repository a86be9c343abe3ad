/**
 * Walks through every screen of the mini-program, in each language and both themes, and keeps pictures
 * of them in test-results. `npm run screenshots:weixin` does it in all looks.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { LOCALES, type Locale } from '../../src/locale/languages';
import { expect, test } from './support/fixture';
import { MiniProgramUser } from './support/mini-program-user';

const PHONE = { width: 375, height: 812 };
const SMALL = { width: 320, height: 568 };

/** Each language is looked at; together they cover both themes and both phones. */
const LOOKS = {
  en: { colorScheme: 'light', viewport: PHONE },
  'zh-CN': { colorScheme: 'dark', viewport: PHONE },
  ja: { colorScheme: 'light', viewport: SMALL },
  ko: { colorScheme: 'dark', viewport: SMALL },
} as const satisfies Record<Locale, object>;

/** Korean has the longest words, and its phone is the smallest: what fits there fits everywhere. */
const LOOKED_AT = process.env.SCREENSHOTS === '1' ? LOCALES : (['ko'] as const);

for (const locale of LOOKED_AT) {
  const context = { locale, ...LOOKS[locale] };
  const name = `${locale}-${context.colorScheme}-${context.viewport.width}`;
  test(`every screen of the mini-program can be seen and fits (${name})`, async ({
    chrome,
    app,
    demoUser,
  }, info) => {
    test.setTimeout(240_000);
    const folder = join(info.project.outputDir, 'screens-weixin');
    mkdirSync(folder, { recursive: true });
    const nowhere = 'http://127.0.0.1:1';
    const alice = await MiniProgramUser.arrive(chrome, app.origin, 'alice', nowhere, { context });

    const shot = async (screen: string) => {
      const overflow = await alice.page.evaluate(() =>
        [...document.querySelectorAll('.webview')].map(
          ({ scrollWidth, clientWidth }) => scrollWidth - clientWidth,
        ),
      );
      expect(Math.max(...overflow), `${screen} scrolls sideways`).toBeLessThanOrEqual(0);
      await alice.page.screenshot({
        path: join(folder, `${name}-${screen}.png`),
        animations: 'disabled',
      });
    };
    const end = async (screen: string) => {
      await expect(alice.see('end-reason')).toBeVisible();
      await shot(screen);
      await alice.see('end-close').click();
      await expect(alice.see('callee-input')).toBeVisible();
    };

    await expect(alice.see('login-submit')).toBeVisible();
    await shot('login');
    await alice.field('login-user').fill('alice');
    await alice.see('login-submit').click();
    await expect(alice.see('login-error')).toBeVisible();
    await alice.see('login-error').scrollIntoViewIfNeeded();
    await shot('login-no-server');
    await alice.logIn();
    await expect(alice.page.locator('.empty')).toBeVisible();
    await shot('contacts-empty');
    await alice.open('records');
    await shot('records-empty');
    await alice.open('settings');
    await shot('settings');
    await alice.open('diagnostics');
    await shot('diagnostics');
    await alice.see('facts').scrollIntoViewIfNeeded();
    await shot('diagnostics-facts');
    await alice.open('contacts');

    const bob = await demoUser('bob');
    const carol = await demoUser('carol');
    await expect(alice.see('contact-carol')).toBeVisible({ timeout: 15_000 });
    await shot('contacts');

    await bob.call('alice', 'video');
    await expect(alice.see('incoming')).toBeVisible();
    await shot('incoming');
    await alice.see('reject').click();
    await expect(alice.see('callee-input')).toBeVisible({ timeout: 15_000 });
    await bob.see('end-close').click();

    await alice.call('bob', 'audio');
    await expect(bob.see('incoming')).toBeVisible();
    await shot('outgoing-audio');
    await bob.see('accept').click();
    await expect(alice.see('call-timer')).toBeVisible();
    await shot('audio-call');
    await bob.see('hangup').click();
    await end('end');

    await bob.see('end-close').click();
    await alice.call('bob', 'video');
    await alice.seesPictureOf('alice');
    await shot('outgoing-video');
    await bob.see('accept').click();
    await alice.seesPictureOf('bob');
    await shot('video-call');
    await alice.see('toggle-camera').click();
    await alice.see('toggle-mic').click();
    await expect(alice.see('local-view').locator('.trtc-tile__cover')).toBeVisible();
    await shot('video-call-muted');
    await alice.see('open-devices').click();
    await expect(alice.see('devices')).toBeVisible();
    await shot('devices');
    await alice.see('devices-close').click();
    app.cloud.trtc.cutSocket('alice', { refuseReconnectMs: 4000 });
    await expect(alice.page.locator('.trtc-stage__status')).not.toBeEmpty();
    await shot('reconnecting');
    await alice.see('hangup').click();
    await alice.see('end-close').click();
    await expect(alice.see('callee-input')).toBeVisible();
    await expect(bob.see('end-reason')).toBeVisible({ timeout: 30_000 });
    await bob.see('end-close').click();

    await alice.call('bob, carol', 'video');
    for (const one of [bob, carol]) await one.see('accept').click();
    for (const one of ['bob', 'carol']) await alice.seesPictureOf(one);
    await shot('group');
    await alice.see('open-invite').click();
    await expect(alice.see('invite')).toBeVisible();
    await shot('invite');
    await alice.field('invite-user').fill('dave');
    await shot('invite-typed');
    await alice.see('invite-send').click();
    await expect(alice.see('remote-view-dave')).toBeVisible();
    await shot('group-inviting');
    await alice.see('hangup').click();
    await expect(alice.see('end-reason')).toBeVisible();
    await alice.see('end-close').click();
    await expect(alice.see('callee-input')).toBeVisible();
    await bob.see('hangup').click();

    await alice.open('records');
    await shot('records');
    await alice.open('contacts');
    await alice.refuseDevices();
    await alice.call('bob', 'audio');
    await expect(alice.see('call-error').or(alice.see('end-reason')).first()).toBeVisible();
    await shot('refused');
    await alice.leave();
  });
}
