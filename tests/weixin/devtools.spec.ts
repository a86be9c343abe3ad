/** These tests call in WeChat DevTools, which has no live components: calls ring and end, and say what is missing. */
import { expect, test } from './support/fixture';

/** Nobody comes into the room, so each side that waits there ends the call after 15 s. */
const WAITS = { timeout: 25_000 };
const NOTICE = 'No sound or picture in WeChat DevTools';

test('a call from DevTools rings, is answered, says that there is no picture, and is hung up', async ({
  bob,
  miniProgramUser,
}) => {
  const alice = await miniProgramUser('alice', { devTools: true });
  await alice.call('bob', 'video');
  await expect(bob.see('incoming')).toBeVisible();
  await expect(alice.see('call-error')).toContainText(NOTICE);
  await bob.see('accept').click();
  await expect(alice.see('call-status')).toHaveText(NOTICE);
  // People instead of black boxes, and nothing of a live component.
  await expect(alice.page.locator('.trtc-tile__cover >> visible=true')).toHaveCount(2);
  await expect(alice.page.locator('wx-live-pusher, wx-live-player')).toHaveCount(0);
  await alice.see('hangup').click();
  await expect(alice.see('end-reason')).toBeVisible();
  await expect(bob.see('end-reason')).toBeVisible(WAITS);
});

test('a call to DevTools rings, can be answered, and ends when the other side hangs up', async ({
  bob,
  miniProgramUser,
}) => {
  const alice = await miniProgramUser('alice', { devTools: true });
  // Who hangs up leaves a room that DevTools never entered, so that is all that alice's call can log.
  alice.expectedErrors.push('61009 CONNECTION_LOST');
  await bob.call('alice', 'audio');
  await alice.see('accept').click();
  await expect(alice.see('call-error')).toContainText(NOTICE);
  await expect(bob.see('call-status')).toBeVisible();
  await bob.see('hangup').click();
  await expect(alice.see('end-reason')).toBeVisible(WAITS);
});
