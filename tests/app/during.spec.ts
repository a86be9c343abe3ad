/** These tests change devices and the kind of call while it runs. */
import {
  devicesGoOffAndOn,
  oneByOneTheyGo,
  threeMeet,
  turnsToOtherCameras,
  turnsToVideoAndBack,
} from '../support/plays/during';
import type { AppUser } from './support/app-user';
import { connect, entries } from './support/call';
import { expect, test } from './support/fixture';

const isCamera = (name: string) => name.startsWith('fake_device_');

/** Waits until the pages of the App hold these cameras and no others. */
const holds = (user: AppUser, cameras: string[]) =>
  expect.poll(async () => (await user.held()).filter(isCamera)).toEqual(cameras);

test('microphones and cameras go off and on, and the other side sees it, both ways', async ({
  alice,
  bob,
}) => {
  await devicesGoOffAndOn(alice, bob);
});

test('the App turns to another camera: the other side goes on seeing', async ({
  alice,
  bob,
  app,
}) => {
  await connect(alice, bob);
  await bob.seesPictureOf('alice');
  const choices = ['fake_device_2', 'fake_device_0'].map((name) => ({
    name,
    isTaken: () => holds(alice, [name]),
  }));
  await turnsToOtherCameras(app, alice, bob, choices);
});

test('a call turns from voice to video and back, asked for by either side', async ({
  alice,
  bob,
  app,
}) => {
  await turnsToVideoAndBack(app, alice, bob, () => holds(alice, []));
});

test('two Apps and H5 in one call: one goes, and the others go on', async ({
  alice,
  appUser,
  demoUser,
  app,
}, info) => {
  test.setTimeout(180_000);
  const three = [alice, await appUser('bob'), await demoUser('carol')] as const;
  await threeMeet(three, info);
  await oneByOneTheyGo(app, three);
  expect(entries(app, 'alice')).toBe(1);
});
