/** A page that is loaded anew in the middle of a call. */
import { expect, inCall, inRooms, overWith, test } from './support/call-fixture';

const SLOW_CAMERA = '--use-fake-device-for-media-stream=fps=5';
test.use({ chromiumOptions: { autoplayNeedsGesture: true, args: [SLOW_CAMERA] } });

test('a reload during a call ends it for the other, and offers to call again', async ({
  app,
  online,
}) => {
  const [alice, bob] = await inCall(online);
  await alice.seesPictureOf('bob');

  await alice.page.goto(app.origin);
  await alice.page.reload();
  await expect(bob.see('end-reason')).toBeVisible();
  await bob.see('end-close').click();

  // Somebody else at the same device is offered nothing.
  await alice.logIn('carol');
  await expect(alice.see('interrupted')).toHaveCount(0);
  await alice.page.reload();

  await alice.logIn('alice');
  await expect(alice.see('interrupted')).toContainText('bob');
  await alice.see('interrupted-call').click();
  await bob.see('accept').click();
  await alice.seesPictureOf('bob');
  await bob.seesPictureOf('alice');
  await alice.see('hangup').click();
  await alice.see('end-close').click();

  // Told once.
  await alice.page.reload();
  await alice.logIn('alice');
  await expect(alice.see('interrupted')).toHaveCount(0);
});

test('a reload during a group call leaves the others talking, and offers the way back to them', async ({
  app,
  online,
}) => {
  test.setTimeout(120_000);
  const [alice, bob, carol] = [await online('alice'), await online('bob'), await online('carol')];
  await alice.call('bob, carol', 'video');
  for (const callee of [bob, carol]) await callee.see('accept').click();
  for (const person of [alice, bob, carol]) await expect(person.see('call-timer')).toBeVisible();
  await alice.seesPictureOf('bob');

  await alice.page.goto(app.origin);
  await alice.page.reload();
  await expect.poll(() => inRooms(app)).toEqual(['bob', 'carol']);
  await alice.logIn();
  await expect(alice.see('interrupted')).toContainText('bob and 1 more');
  await alice.see('interrupted-call').click();
  await expect(alice.see('call-timer')).toBeVisible();
  await alice.seesPictureOf('bob');
  await alice.seesPictureOf('carol');
  await bob.seesPictureOf('alice');
  // Nobody was rung for it.
  const invites = app.cloud.events.filter(({ event }) => event === 'send').length;
  await carol.see('hangup').click();
  await overWith(app, carol, { reason: 'hangup', says: 'You hung up' });
  await bob.see('hangup').click();
  await overWith(app, alice, { reason: 'remote-hangup', says: 'hung up' });
  expect(app.cloud.events.filter(({ event }) => event === 'send').length - invites).toBeLessThan(3);
});

test('the way back to a group call that is over meanwhile says so', async ({ app, online }) => {
  const [alice, bob, carol] = [await online('alice'), await online('bob'), await online('carol')];
  await alice.call('bob, carol', 'audio');
  for (const callee of [bob, carol]) await callee.see('accept').click();
  for (const person of [alice, bob, carol]) await expect(person.see('call-timer')).toBeVisible();
  await alice.page.goto(app.origin);
  await alice.page.reload();
  await alice.logIn();
  await bob.see('hangup').click();
  await overWith(app, carol, { reason: 'remote-hangup', says: 'hung up' });
  await alice.see('interrupted-call').click();
  await overWith(app, alice, { reason: 'remote-hangup', says: 'hung up' });
});

test('a call that was hung up is not offered again after a reload', async ({ online }) => {
  const [alice] = await inCall(online, 'audio');
  await alice.see('hangup').click();
  await expect(alice.see('end-reason')).toBeVisible();
  await alice.page.reload();
  await alice.logIn();
  await expect(alice.see('interrupted')).toHaveCount(0);
});
