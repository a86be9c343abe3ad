/** These tests change devices and the kind of call while it runs. */
import {
  devicesGoOffAndOn,
  turnsToOtherCameras,
  turnsToVideoAndBack,
} from '../support/plays/during';
import { connect } from './support/call';
import { expect, test } from './support/fixture';

test('microphones and cameras go off and on, and the other side sees it, both ways', async ({
  alice,
  bob,
}) => {
  await devicesGoOffAndOn(alice, bob);
});

test('the mini-program turns to the back camera: the other side goes on seeing', async ({
  alice,
  bob,
  app,
}) => {
  const pusher = alice.page.locator('wx-live-pusher');
  const turnsTo = (facing: string) => expect(pusher).toHaveAttribute('data-facing', facing);
  await connect(alice, bob);
  await bob.seesPictureOf('alice');
  await turnsTo('front');
  await turnsToOtherCameras(app, alice, bob, [
    { name: 'Back', isTaken: () => turnsTo('back') },
    { name: 'Front', isTaken: () => turnsTo('front') },
  ]);
});

test('a call turns from voice to video and back, asked for by either side', async ({
  alice,
  bob,
  app,
}) => {
  const picture = alice.page.locator('wx-live-pusher video');
  await turnsToVideoAndBack(app, alice, bob, () =>
    expect(picture).toHaveJSProperty('srcObject', null),
  );
});
