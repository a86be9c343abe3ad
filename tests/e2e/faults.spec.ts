/**
 * These tests break a call: it recovers or ends with the right words, with no device held and no
 * room.
 */
import { FOREVER, neverAnswer, refuse } from '../../emulator/trtc/faults';
import { expect, inCall, inRooms, overWith, released, test } from './support/call-fixture';
import { DemoUser, type App } from './support/app';

/** The deadlines of the product, and how late a loaded machine may notice. */
const SETUP = 20_000;
const RECONNECT = 30_000;
const LATE = 6_000;

const CALL_AGAIN = 'Check the network and call again.';

const roomOf = ({ cloud }: App) => cloud.trtc.snapshot().rooms[0]!.roomID;

test('a caller who is refused by the room is told to call again, and the callee stops ringing', async ({
  app,
  online,
}) => {
  const [alice, bob] = await Promise.all([online('alice'), online('bob')]);
  refuse(app.cloud.faults.trtc, 'join', { code: -3320 }, { users: ['alice'] });
  await alice.call('bob', 'video');
  await overWith(app, alice, { reason: 'media-error', errorCode: 61007, says: 'could not be' });
  await expect(alice.page.getByText(CALL_AGAIN)).toBeVisible();
  await expect(bob.see('incoming')).toHaveCount(0);
  await overWith(app, bob, { reason: 'cancelled', says: 'Missed call' });

  app.cloud.faults.reset();
  await alice.see('call-again').click();
  await bob.see('accept').click();
  await alice.seesPictureOf('bob');
});

test('a userSig that has ended unnoticed is named by the call whose room refuses it, and the demo asks to log in again', async ({
  app,
  chrome,
  online,
}) => {
  const bob = await online('bob');
  const alice = await DemoUser.arrive(chrome, app.origin, 'alice');
  const expireSeconds = 8;
  await alice.page.route('**/usersig', async (route) => {
    const answer = await route.fetch();
    const userSig = app.cloud.signUserSig('alice', { expireSeconds });
    await route.fulfill({ json: { ...(await answer.json()), userSig } });
  });
  await alice.logIn();
  const end = Date.now() + expireSeconds * 1000;
  await expect.poll(() => Date.now(), { timeout: 2000 * expireSeconds }).toBeGreaterThan(end);
  await alice.call('bob', 'audio');
  const says = 'Your login has expired';
  await overWith(app, alice, { reason: 'user-sig-expired', errorCode: 61018, says });
  await expect(bob.see('incoming')).toHaveCount(0);
  await alice.see('end-close').click();
  await expect(alice.page.getByText('alice’s login has expired')).toBeVisible();
  await alice.page.unroute('**/usersig');
  await alice.logIn();
  await alice.call('bob', 'audio');
  await expect(bob.see('incoming')).toBeVisible();
  await alice.leave();
});

test('a callee who is refused by the room ends the call for the caller too', async ({
  app,
  online,
}) => {
  const [alice, bob] = await Promise.all([online('alice'), online('bob')]);
  refuse(app.cloud.faults.trtc, 'join', { code: -3320 }, { users: ['bob'] });
  await alice.call('bob', 'video');
  await bob.see('accept').click();
  await overWith(app, bob, { reason: 'media-error', errorCode: 61007, says: 'could not be' });
  await overWith(app, alice, { reason: 'remote-hangup', says: 'bob hung up' });
});

test('a room that never answers ends the call when its time is up, for caller and callee', async ({
  app,
  online,
}) => {
  // Two calls at the same time: in one the caller hears nothing from the room, in one the callee.
  const [alice, bob, carol, dave] = await Promise.all(
    ['alice', 'bob', 'carol', 'dave'].map((userID) => online(userID)),
  );
  if (!alice || !bob || !carol || !dave) throw new Error('somebody is missing');
  neverAnswer(app.cloud.faults.trtc, 'join', { users: ['alice', 'dave'] });
  await alice.call('bob', 'audio');
  await carol.call('dave', 'audio');
  await expect(bob.see('incoming')).toBeVisible();
  await dave.see('accept').click();
  const silence = { reason: 'media-error', errorCode: 61007, says: 'could not be' };
  await Promise.all([
    overWith(app, alice, silence, SETUP + LATE),
    overWith(app, dave, silence, SETUP + LATE),
  ]);
  await overWith(app, bob, { reason: 'cancelled', says: 'Missed call' });
  await overWith(app, carol, { reason: 'remote-hangup', says: 'dave hung up' });
});

test.describe('where the room keeps the place of whom the network drops', () => {
  test.use({ emulatorOptions: { graceMs: 20_000 } });

  test('a socket to the room that breaks for three seconds costs neither call nor picture', async ({
    app,
    online,
  }) => {
    const [alice, bob] = await inCall(online);
    await bob.seesPictureOf('alice');
    app.cloud.trtc.cutSocket('alice', { refuseReconnectMs: 3000 });
    await expect(alice.see('call-status')).toHaveText('Reconnecting…');
    // What the room has connected flows on meanwhile.
    await bob.seesPictureOf('alice');
    await expect(alice.see('call-status')).not.toHaveText('Reconnecting…', { timeout: 15_000 });
    await alice.seesPictureOf('bob');
    await bob.seesPictureOf('alice');

    // The new socket carries what comes next.
    await alice.see('toggle-camera').click();
    await expect(bob.page.locator('[data-testid="remote-view-alice"] video')).toHaveCount(0);
    await alice.see('toggle-camera').click();
    await bob.seesPictureOf('alice');
    await bob.see('hangup').click();
    await overWith(app, alice, { reason: 'remote-hangup', says: 'bob hung up' });
    await overWith(app, bob, { reason: 'hangup', says: 'You hung up' });
  });
});

test('a socket to the room that never comes back ends the call on both sides', async ({
  app,
  online,
}) => {
  test.setTimeout(90_000);
  const [alice, bob] = await inCall(online);
  app.cloud.trtc.cutSocket('alice', { refuseReconnectMs: FOREVER });
  await expect(alice.see('call-status')).toHaveText('Reconnecting…');
  await overWith(app, bob, { reason: 'remote-hangup', says: 'alice hung up' });
  await overWith(
    app,
    alice,
    { reason: 'connection-lost', errorCode: 61009, says: 'The connection was lost' },
    RECONNECT + LATE,
  );
  await expect(alice.page.getByText(CALL_AGAIN)).toBeVisible();
});

test('a member who is sent out of the room is told, and so is the other', async ({
  app,
  online,
}) => {
  const [alice, bob] = await inCall(online);
  app.cloud.trtc.ban(roomOf(app), 'alice');
  const closed = 'closed by the service';
  await overWith(app, alice, { reason: 'room-dismissed', errorCode: 61010, says: closed });
  await overWith(app, bob, { reason: 'remote-hangup', says: 'alice hung up' });
});

test('a room that is disbanded ends the call for everybody', async ({ app, online }) => {
  const [alice, bob] = await inCall(online);
  app.cloud.trtc.disband(roomOf(app));
  const end = { reason: 'room-dismissed', errorCode: 61010, says: 'closed by the service' };
  await overWith(app, alice, end);
  await overWith(app, bob, end);
  expect(inRooms(app)).toEqual([]);
});

test('another login of the same user takes devices and room from the first', async ({
  app,
  online,
}) => {
  const [alice, bob] = await inCall(online);
  await online('alice');
  await overWith(app, alice, { reason: 'kicked-out', says: 'logged in somewhere else' });
  await overWith(app, bob, { reason: 'remote-hangup', says: 'alice hung up' });
});

test('a call outlives its messages: cut off for a while, it goes on and can be hung up', async ({
  app,
  online,
}) => {
  const [alice, bob] = await inCall(online);
  await bob.seesPictureOf('alice');
  app.cloud.im.cutSocket('alice', { refuseReconnectMs: 60_000 });
  app.cloud.im.cutSocket('bob', { refuseReconnectMs: 3000 });
  await expect.poll(() => app.cloud.im.online.includes('bob')).toBe(true);
  await bob.seesPictureOf('alice');
  await alice.seesPictureOf('bob');
  // Still without messages, alice hangs up: the room says so.
  await alice.see('hangup').click();
  await overWith(app, bob, { reason: 'remote-hangup', says: 'alice hung up' }, 3000);
  await overWith(app, alice, { reason: 'hangup', says: 'You hung up' });
});

test('an invitation that cannot be sent ends the call, and nothing rings', async ({
  app,
  online,
}) => {
  const [alice, bob] = await Promise.all([online('alice'), online('bob')]);
  // "You are on their block list": no use to try again.
  const fault = app.cloud.faults.im.failSend(20007, { from: 'alice' });
  await alice.call('bob', 'video');
  await overWith(app, alice, {
    reason: 'signalling-error',
    errorCode: 61006,
    says: 'could not be sent',
  });
  expect(fault.hits).toBe(1);
  await expect(alice.page.getByText('Check the network and try again.')).toBeVisible();
  await expect(bob.see('incoming')).toHaveCount(0);
});

test('a call made while there is no connection rings when it is back', async ({ app, online }) => {
  const [alice, bob] = await Promise.all([online('alice'), online('bob')]);
  app.cloud.im.cutSocket('alice', { refuseReconnectMs: 3000 });
  await alice.call('bob', 'video');
  await expect(bob.see('accept')).toBeVisible({ timeout: 15_000 });
  await bob.see('accept').click();
  await alice.seesPictureOf('bob');
});

test('a call made without any connection ends and says so', async ({ app, online }) => {
  const [alice, bob] = await Promise.all([online('alice'), online('bob')]);
  app.cloud.im.cutSocket('alice', { refuseReconnectMs: 120_000 });
  await alice.call('bob', 'video');
  await overWith(
    app,
    alice,
    { reason: 'signalling-error', errorCode: 61006, says: 'could not be sent' },
    SETUP + LATE,
  );
  await released(app, alice);
  await expect(bob.see('incoming')).toHaveCount(0);
});
