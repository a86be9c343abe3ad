/** These tests call between the App and the mini-program, and look and listen. */
import { buildHost, startSite, type Built } from '../weixin/support/site';
import { withMiniProgramUsers, type OpensMiniProgram } from '../weixin/support/mini-program-users';
import { endsTheCall } from '../support/plays/calls';
import { connect, hearEachOther, seeAndHear } from './support/call';
import { test as base } from './support/fixture';

const test = base.extend<{ miniProgramUser: OpensMiniProgram }, { built: Built }>({
  built: [
    async ({}, use) => {
      const built = await buildHost();
      await use(built);
      await built.remove();
    },
    { scope: 'worker' },
  ],
  /** The mini-program comes from the same site as the cloud. */
  app: async ({ built, emulatorOptions }, use) => {
    const app = await startSite(built, undefined, emulatorOptions);
    await use(app);
    await app.close();
  },
  miniProgramUser: ({ chrome, app }, use) => withMiniProgramUsers(chrome, app.origin, use),
});

test('a video call from the App to the mini-program: both see and hear each other', async ({
  alice,
  miniProgramUser,
  app,
}) => {
  const bob = await miniProgramUser('bob');
  await connect(alice, bob, 'video');
  await seeAndHear(alice, bob);
  await endsTheCall(app, alice, bob);
});

test('an audio call from the mini-program to the App: both hear each other', async ({
  alice,
  miniProgramUser,
  app,
}) => {
  const bob = await miniProgramUser('bob');
  await connect(bob, alice, 'audio');
  await hearEachOther(alice, bob);
  await endsTheCall(app, alice, bob);
});
