/** Each test gets a local cloud of its own, and users in it who are cleared away afterwards. */
import { expect, test as base, type Browser } from '@playwright/test';
import type { EmulatorOptions } from '../../../emulator/index';
import {
  startApp,
  withDemoUsers,
  type App,
  type DemoUser,
  type Online,
} from '../../e2e/support/app';
import { bundleBase, type Base } from '../host/bundle';
import { AppUser, type Start } from './app-user';
import type { BackEnd } from './back-ends';
import { launchPhones } from './phones';

type Device = 'App' | 'H5';

interface Fixtures {
  /** Options of the local cloud, set with `test.use`. */
  emulatorOptions: EmulatorOptions;
  /** What carries the media of Apps, set with `test.use`. */
  backEnd: BackEnd;
  app: App;
  /** Opens the App and logs in. */
  appUser: (userID: string, start?: Start) => Promise<AppUser>;
  /** Opens the H5 page and logs in. */
  demoUser: Online;
  /** Alice is logged in to the App. */
  alice: AppUser;
  /** Bob is logged in on the H5 page. */
  bob: DemoUser;
  /** Opens one or the other and logs in. */
  someone: (
    device: Device,
    userID: string,
    options?: { ringSeconds?: number },
  ) => Promise<AppUser | DemoUser>;
}

interface WorkerFixtures {
  chrome: Browser;
  phoneBase: Base;
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  chrome: [
    async ({}, use) => {
      const browser = await launchPhones();
      await use(browser);
      await browser.close();
    },
    { scope: 'worker' },
  ],
  phoneBase: [
    async ({}, use) => {
      const bundled = await bundleBase();
      await use(bundled);
      await bundled.remove();
    },
    { scope: 'worker' },
  ],
  emulatorOptions: [{}, { option: true }],
  backEnd: ['web', { option: true }],
  app: async ({ emulatorOptions }, use) => {
    const app = await startApp(undefined, emulatorOptions);
    await use(app);
    await app.close();
  },
  appUser: async ({ chrome, app, phoneBase, backEnd }, use) => {
    const users: AppUser[] = [];
    await use(async (userID, start) => {
      const user = await AppUser.arrive(chrome, phoneBase, app, userID, { backEnd, ...start });
      users.push(user);
      await user.logIn();
      return user;
    });
    const of = (list: (user: AppUser) => string[]) => users.flatMap(list);
    const errors = of((user) => user.errors());
    const missing = of(({ host }) => host.missing);
    const strays = of((user) => user.strays);
    const violations = of(({ plugin }) => plugin?.end() ?? []);
    for (const user of users) await user.leave();
    expect(violations, 'what the native plug-in would not have done').toEqual([]);
    expect(errors, 'errors in the App').toEqual([]);
    expect(missing, 'names that the base does not offer').toEqual([]);
    expect(strays, 'requests that would have left the machine').toEqual([]);
  },
  demoUser: ({ chrome, app }, use) => withDemoUsers(chrome, app.origin, use),
  alice: async ({ appUser }, use) => use(await appUser('alice')),
  bob: async ({ demoUser }, use) => use(await demoUser('bob')),
  someone: ({ appUser, demoUser }, use) =>
    use((device, userID, options) => (device === 'H5' ? demoUser : appUser)(userID, options)),
});

export { expect };
