/**
 * Walks through every screen of the native stage page of the App, and keeps pictures of them in test-results.
 * `npm run screenshots:app` does it in each language and both themes.
 */
import { join } from 'node:path';
import { AppUser } from './support/app-user';
import { overWith } from './support/call';
import { test } from './support/fixture';
import { incomingScreens } from './support/screen-walk';
import { expectSoon as expect, LOOKS, pictureFolder } from './support/looks';

/** With those who are there they are two more than a grid has cells. */
const LATER =
  'eve, frank, grace, heidi, ivan, judy, a-person-with-a-name-that-is-too-long-for-a-tile';

/** Finds what is cut off: a control out of the screen, a word that does not fit, two controls over each other. */
function misfits(_body: HTMLElement, controls: string): string[] {
  const found: string[] = [];
  const { innerWidth, innerHeight } = window;
  const all = [...document.querySelectorAll<HTMLElement>(controls)];
  const boxes = all.map((element) => ({
    name: element.dataset.testid ?? '',
    box: element.getBoundingClientRect(),
  }));
  for (const { name, box } of boxes) {
    if (box.left < 0 || box.top < 0 || box.right > innerWidth || box.bottom > innerHeight) {
      found.push(`${name} is not on the screen`);
    }
  }
  boxes.forEach((a, index) => {
    for (const b of boxes.slice(index + 1)) {
      const apart =
        a.box.right <= b.box.left + 1 ||
        b.box.right <= a.box.left + 1 ||
        a.box.bottom <= b.box.top + 1 ||
        b.box.bottom <= a.box.top + 1;
      if (!apart) found.push(`${a.name} and ${b.name} lie over each other`);
    }
  });
  for (const label of document.querySelectorAll<HTMLElement>('.trtc-stage-button__label')) {
    if (label.scrollWidth > label.clientWidth + 1) found.push(`“${label.textContent}” is cut off`);
  }
  return found;
}

for (const { name, phone } of LOOKS) {
  test(`every screen of the stage page can be seen and fits (${name})`, async ({
    chrome,
    phoneBase,
    app,
    demoUser,
  }, info) => {
    test.setTimeout(300_000);
    const folder = pictureFolder(info.project.outputDir);
    const alice = await AppUser.arrive(chrome, phoneBase, app, 'alice', {
      ...{ phone, backEnd: 'native' },
    });
    // What the walk breaks on its way.
    alice.expectedErrors.push('TRTCCalling');
    const top = alice.page.frameLocator('iframe[data-top]');
    const shot = async (screen: string) => {
      const body = top.locator('body');
      // What lies over the controls belongs there.
      const covered = await top
        .locator('[data-testid="invite"], [data-testid="call-error"]')
        .count();
      const controls = covered > 0 ? '[data-testid="invite"]' : '.trtc-stage-button';
      expect(await body.evaluate(() => document.fonts.status), 'the icons are there').toBe(
        'loaded',
      );
      expect(await body.evaluate(misfits, controls), screen).toEqual([]);
      await alice.page.screenshot({
        path: join(folder, `native-${name}-${screen}.png`),
        animations: 'disabled',
      });
    };
    const closeEnd = async () => {
      await alice.see('end-close').click();
      await expect(alice.see('callee-input')).toBeVisible();
    };

    await alice.logIn();
    const bob = await demoUser('bob');
    const carol = await demoUser('carol');

    await incomingScreens(alice, bob, shot);

    await alice.call('bob', 'audio');
    await expect(bob.see('incoming')).toBeVisible();
    await expect(alice.see('outgoing')).toBeVisible();
    await shot('outgoing-audio');
    await bob.see('accept').click();
    await expect(alice.see('call-timer')).toBeVisible();
    await alice.see('toggle-mic').click();
    await expect(alice.see('speaker')).toBeVisible();
    await shot('audio-call-muted');
    await bob.see('hangup').click();
    await overWith(alice, 'remote-hangup', '');
    await shot('end-of-call');
    await closeEnd();
    await bob.see('end-close').click();

    await alice.call('bob', 'video');
    await alice.seesPictureOf('alice');
    await shot('outgoing-video');
    await bob.see('accept').click();
    await alice.seesPictureOf('bob');
    await expect(alice.see('flip')).toBeVisible();
    await shot('video-call');
    await alice.see('local-view').click();
    await alice.seesPictureOf('bob');
    await shot('video-call-swapped');
    await alice.see('remote-view-bob').click();
    await alice.see('toggle-camera').click();
    await alice.see('toggle-mic').click();
    await expect(alice.see('local-view').locator('.trtc-stage-tile__cover')).toBeVisible();
    await bob.see('toggle-camera').click();
    await bob.see('toggle-mic').click();
    await expect(alice.see('remote-view-bob').locator('.trtc-stage-tile__cover')).toBeVisible();
    await shot('video-call-muted');
    alice.plugin!.strict.emit('onTryToReconnect');
    await expect(alice.see('call-status')).toBeVisible();
    await shot('reconnecting');
    alice.plugin!.strict.emit('onConnectionRecovery');
    await alice.see('toggle-camera').click();
    alice.plugin!.strict.emit('onError', -1316, 'the camera is in use', '');
    await expect(alice.see('call-error')).toBeVisible();
    await shot('notice');
    await alice.see('close-error').click();
    await alice.see('hangup').click();
    await closeEnd();
    await bob.see('end-close').click();

    await alice.call('bob, carol', 'video');
    await expect(bob.see('incoming')).toBeVisible();
    await shot('group-ringing');
    for (const one of [bob, carol]) await one.see('accept').click();
    for (const one of ['bob', 'carol']) await alice.seesPictureOf(one);
    await shot('grid-3');
    await alice.see('open-invite').click();
    await expect(alice.see('invite')).toBeVisible();
    await alice.field('invite-user').fill('dave');
    await shot('invite');
    await alice.see('invite-send').click();
    await expect(alice.see('remote-view-dave')).toBeVisible();
    await shot('grid-4');
    await alice.see('open-invite').click();
    await alice.field('invite-user').fill(LATER);
    await alice.see('invite-send').click();
    await expect(top.locator('.trtc-native-stage__more')).toBeVisible();
    await shot('grid-and-more');
    await alice.see('hangup').click();
    await closeEnd();
    await bob.see('hangup').click();

    alice.host.phone.permissions.setInSettings(false);
    alice.answerPermissions('refuse');
    await alice.call('bob', 'video');
    await expect(alice.see('end-reason')).toBeVisible();
    await shot('refused');
    expect(alice.errors()).toEqual([]);
    expect(alice.host.missing).toEqual([]);
    await alice.leave();
  });
}
