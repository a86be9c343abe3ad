/** These tests break the build in one place each, to show that the host and the other tests would notice. */
import { AppUser } from './support/app-user';
import { backEnds } from './support/back-key';
import { connect } from './support/call';
import { expect, test } from './support/fixture';
import { withMutant } from './support/mutant';

const LOGIC = [
  {
    title: 'a global of a browser in the logic',
    to: 'window.location.reload();',
    says: "reading 'location'",
  },
  {
    title: 'a name that no base offers',
    to: 'plus.runtime.restartTheWorld();',
    says: 'the test host offers no plus.runtime.restartTheWorld',
  },
  {
    title: 'code made of text',
    to: 'new Function("return 1")();',
    says: 'Code generation from strings disallowed',
  },
];

for (const { title, to, says } of LOGIC) {
  test(`${title} is noticed`, async ({ chrome, phoneBase, app }) => {
    await withMutant({ file: 'app-service.js', from: /^/, to }, async (folder) => {
      const alice = await AppUser.arrive(chrome, phoneBase, app, 'alice', { folder });
      expect(alice.errors()).toContainEqual(expect.stringContaining(says));
      await alice.leave();
    });
  });
}

test('two sockets of the same millisecond are noticed, since the framework loses one', async ({
  chrome,
  phoneBase,
  app,
}) => {
  const alice = await AppUser.arrive(chrome, phoneBase, app, 'alice');
  const url = app.origin.replace('http', 'ws');
  const complete = () => undefined;
  // Twenty in a row do not all fall into milliseconds of their own.
  for (let n = 0; n < 20; n++) alice.host.uni.connectSocket({ url, complete });
  expect(alice.errors()).toContainEqual(expect.stringContaining('same millisecond'));
  await alice.leave();
});

test('a ringtone that is not let go is noticed by the calls in a row', async ({ appUser, bob }) => {
  const change = {
    file: 'app-service.js',
    from: /(\w+)\.stop\(\),\1\.destroy\(\)/,
    to: '$1.stop()',
  };
  await withMutant(change, async (folder) => {
    const alice = await appUser('alice', { folder });
    const before = alice.host.resourceCounts();
    await bob.call('alice', 'audio');
    await alice.see('reject').click();
    await expect(bob.see('end-reason')).toBeVisible();
    expect(alice.host.resourceCounts().sounds).toBe(before.sounds + 1);
  });
});

test('a back key that does not hang up is noticed: the call goes on', async ({ appUser, bob }) => {
  const change = {
    file: 'app-service.js',
    from: /(this\.goesBack=!0),\w+\.hangup\(\)/,
    to: '$1',
  };
  await withMutant(change, async (folder) => {
    const alice = await appUser('alice', { folder });
    await connect(alice, bob, 'audio');
    await expect(backEnds(alice, bob, 'remote-hangup')).rejects.toThrow('end-reason');
    await expect(bob.see('call-timer')).toBeVisible();
  });
});
