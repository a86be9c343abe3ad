import { connect } from './support/call';
import { expect, test } from './support/fixture';

test('the mini-program mutes itself, and the camera goes off and on: the other side sees it', async ({
  visitor,
  person,
}) => {
  const alice = await visitor('alice');
  const bob = await person('bob');
  await connect(alice, bob);
  await bob.seesPictureOf('alice');
  await alice.see('toggle-camera').click();
  await expect(bob.page.locator('[data-testid="remote-view-alice"] video')).toHaveCount(0);
  await alice.see('toggle-camera').click();
  await bob.seesPictureOf('alice');
  await alice.see('toggle-mic').click();
  await expect(bob.see('remote-view-alice')).toHaveAttribute('aria-label', /mute|microphone/i);
});

test('a call goes on after the mini-program was in the background', async ({ visitor, app }) => {
  const alice = await visitor('alice');
  const bob = await visitor('bob');
  await connect(alice, bob, 'audio');
  const inRoom = () =>
    app.cloud.trtc
      .snapshot()
      .rooms.flatMap(({ members }) => members.map(({ userID }) => userID))
      .sort();
  await alice.hide();
  await alice.show();
  await alice.hears();
  await expect(bob.see('call-timer')).toBeVisible();
  expect(inRoom()).toEqual(['alice', 'bob']);
});
