/** These tests call from an App that packs no native plug-in, by a web view that gives no page a microphone. */
import { overWith, roomsAreEmpty } from './support/call';
import { expect, test } from './support/fixture';

const PHONE = { webViewCaptures: false };

test('neither back end can send: the user and the developer are told what helps in an App', async ({
  appUser,
  bob,
  app,
}) => {
  const alice = await appUser('alice', { phone: PHONE });
  alice.expectedErrors.push('TRTCCalling');
  await alice.call('bob', 'audio');
  await overWith(alice, 'not-supported', 'Calls do not work here');
  await expect(alice.page.frameLocator('iframe[data-top]').locator('body')).toContainText(
    'In an app, update it and the system of the phone.',
  );
  const said = alice.host.errors.join('\n');
  expect(said).toContain('Pack the native plug-in TRTCCloudUniPlugin-TRTCCloudImpl');
  expect(said).toContain('use a system whose web view gives pages microphone and camera');
  expect(said, 'an App has no other browser').not.toMatch(/browser/i);
  expect(await bob.lastCall(), 'bob was never called').toBeUndefined();
  await roomsAreEmpty(app);
});
