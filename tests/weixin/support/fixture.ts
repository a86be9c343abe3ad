/** A site of its own for each test, and people in it who are cleared away afterwards. */
import { chromium as launcher, expect, test as base, type Browser } from '@playwright/test';
import { DemoUser, type App } from '../../e2e/support/app';
import { chromium } from '../../e2e/support/chromium';
import type { DataCrossing } from '../host/runtime/components';
import { buildHost, startSite, type Built } from './site';
import type { EmulatorOptions } from '../../../emulator/index';
import { MiniProgramUser, type Start } from './mini-program-user';

type Device = 'mini-program' | 'H5';

interface Fixtures {
  /** Set with `test.use`. */
  emulatorOptions: EmulatorOptions;
  app: App;
  /** Opens the mini-program and logs in. */
  visitor: (userID: string, start?: Start) => Promise<MiniProgramUser>;
  /** Opens the H5 page and logs in. */
  person: (userID: string, options?: { ringSeconds?: number }) => Promise<DemoUser>;
  /** One or the other. */
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

/** Of one setData. */
const MOST_BYTES = 4096;

/**
 * Two cameras, to flip from one to the other. Five pictures a second are enough to see that they
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
  visitor: async ({ chrome, app }, use) => {
    const visitors: MiniProgramUser[] = [];
    await use(async (userID, start) => {
      const visitor = await MiniProgramUser.arrive(chrome, app.origin, userID, app.origin, start);
      visitors.push(visitor);
      await visitor.logIn();
      return visitor;
    });
    const errors: string[] = [];
    const wasted: DataCrossing[] = [];
    for (const visitor of visitors) {
      errors.push(...(await visitor.errors()));
      const crossings = await visitor.crossings();
      wasted.push(...crossings.filter(({ unchanged, bytes }) => unchanged || bytes > MOST_BYTES));
    }
    for (const visitor of visitors) await visitor.leave();
    expect(errors, 'errors in the mini-program').toEqual([]);
    expect(wasted, 'page data that was there before, or is too much at once').toEqual([]);
    const strays = visitors.flatMap((visitor) => visitor.strays);
    expect(strays, 'requests that would have left the machine').toEqual([]);
  },
  person: async ({ chrome, app }, use) => {
    const people: DemoUser[] = [];
    await use(async (userID, options) => {
      const person = await DemoUser.arrive(chrome, app.origin, userID, options);
      people.push(person);
      await person.logIn();
      return person;
    });
    const errors = people.flatMap((person) => person.errors);
    for (const person of people) await person.leave();
    expect(errors, 'errors on the H5 pages').toEqual([]);
  },
  someone: ({ visitor, person }, use) =>
    use((device, userID, options) => (device === 'H5' ? person : visitor)(userID, options)),
});

export { expect };
