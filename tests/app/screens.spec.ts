/**
 * Walks through every screen of the App that the web view draws, and keeps pictures of them in test-results.
 * `npm run screenshots:app` does it in each language and both themes.
 */
import { join } from 'node:path';
import { AppUser } from './support/app-user';
import { test } from './support/fixture';
import { incomingScreens } from './support/screen-walk';
import { expectSoon as expect, LOOKS, pictureFolder } from './support/looks';

for (const { name, phone } of LOOKS) {
  test(`every screen of the App can be seen and fits (${name})`, async ({
    chrome,
    phoneBase,
    app,
    demoUser,
  }, info) => {
    test.setTimeout(300_000);
    const folder = pictureFolder(info.project.outputDir);
    const alice = await AppUser.arrive(chrome, phoneBase, app, 'alice', { phone });
    // What the walk breaks on its way: a server that is not there, a way into the room that is cut.
    alice.expectedErrors.push('TRTCCalling', 'WebSocket connection to');
    const top = alice.page.frameLocator('iframe[data-top]');

    const shot = async (screen: string) => {
      const overflow = await top
        .locator('html')
        .evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth);
      expect(overflow, `${screen} scrolls sideways`).toBeLessThanOrEqual(0);
      await alice.page.screenshot({
        path: join(folder, `web-${name}-${screen}.png`),
        animations: 'disabled',
      });
    };
    const closeEnd = async () => {
      await alice.see('end-close').click();
      await expect(alice.see('callee-input')).toBeVisible();
    };

    await expect(alice.see('login-submit')).toBeVisible();
    await shot('login');
    await alice.field('login-user').fill('alice');
    await alice.field('login-server').fill('http://127.0.0.1:1');
    await alice.see('login-submit').click();
    await expect(alice.see('login-error')).toBeVisible();
    await alice.see('login-error').scrollIntoViewIfNeeded();
    await shot('login-no-server');
    await alice.logIn();
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
    await expect(alice.see('contact-carol')).toBeVisible();
    await shot('contacts');

    await incomingScreens(alice, bob, shot);

    await alice.call('bob', 'audio');
    await expect(bob.see('incoming')).toBeVisible();
    await shot('outgoing-audio');
    await bob.see('accept').click();
    await expect(alice.see('call-timer')).toBeVisible();
    await shot('audio-call');
    await bob.see('hangup').click();
    await expect(alice.see('end-reason')).toBeVisible();
    await shot('end');
    await closeEnd();

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
    await expect(top.locator('.trtc-stage__status')).not.toBeEmpty();
    await shot('reconnecting');
    await alice.see('hangup').click();
    await closeEnd();
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
    await alice.see('invite-send').click();
    await expect(alice.see('remote-view-dave')).toBeVisible();
    await shot('group-inviting');
    await alice.see('hangup').click();
    await closeEnd();
    await bob.see('hangup').click();

    await alice.open('records');
    await shot('records');
    await alice.open('contacts');
    alice.host.phone.permissions.setInSettings(false);
    alice.answerPermissions('refuse');
    await alice.call('bob', 'audio');
    await expect(alice.see('end-reason')).toBeVisible();
    await shot('refused');
    expect(alice.errors()).toEqual([]);
    expect(alice.host.missing).toEqual([]);
    await alice.leave();
  });
}
