/** Each test gets a site of its own, and users in it who are cleared away afterwards. */
import { chromium as launcher, expect, test as base, type Browser } from '@playwright/test';
import { withDemoUsers, type App, type DemoUser, type Online } from '../../e2e/support/app';
import { chromium } from '../../e2e/support/chromium';
import { buildHost, startSite, type Built } from './site';
import type { EmulatorOptions } from '../../../emulator/index';
import type { MiniProgramUser } from './mini-program-user';
import { withMiniProgramUsers, type OpensMiniProgram } from './mini-program-users';

type Device = 'mini-program' | 'H5';

interface Fixtures {
  /** Options of the local cloud, set with `test.use`. */
  emulatorOptions: EmulatorOptions;
  app: App;
  /** Opens the mini-program and logs in. */
  miniProgramUser: OpensMiniProgram;
  /** Opens the H5 page and logs in. */
  demoUser: Online;
  /** Alice is logged in to the mini-program. */
  alice: MiniProgramUser;
  /** Bob is logged in on the H5 page. */
  bob: DemoUser;
  /** Opens one or the other and logs in. */
  someone: (
    device: Device,
    userID: string,
    options?: { ringSeconds?: number },
  ) => Promise<MiniProgramUser | DemoUser>;
}

interface WorkerFixtures {
  chrome: Browser;
  built: Built;
}

/**
 * Chromium fakes two cameras, to flip from one to the other. Five pictures a second are enough to see that they
 * move, and several pages can send and decode them beside whatever else the machine does.
 */
const CAMERAS = '--use-fake-device-for-media-stream=fps=5,device-count=2';

export const test = base.extend<Fixtures, WorkerFixtures>({
  chrome: [
    async ({}, use) => {
      const browser = await launcher.launch(chromium({ args: [CAMERAS] }));
      await use(browser);
      await browser.close();
    },
    { scope: 'worker' },
  ],
  built: [
    async ({}, use) => {
      const built = await buildHost();
      await use(built);
      await built.remove();
    },
    { scope: 'worker' },
  ],
  emulatorOptions: [{}, { option: true }],
  app: async ({ built, emulatorOptions }, use) => {
    const app = await startSite(built, undefined, emulatorOptions);
    await use(app);
    await app.close();
  },
  miniProgramUser: ({ chrome, app }, use) => withMiniProgramUsers(chrome, app.origin, use),
  demoUser: ({ chrome, app }, use) => withDemoUsers(chrome, app.origin, use),
  alice: async ({ miniProgramUser }, use) => use(await miniProgramUser('alice')),
  bob: async ({ demoUser }, use) => use(await demoUser('bob')),
  someone: ({ miniProgramUser, demoUser }, use) =>
    use((device, userID, options) =>
      (device === 'H5' ? demoUser : miniProgramUser)(userID, options),
    ),
});

export { expect };
