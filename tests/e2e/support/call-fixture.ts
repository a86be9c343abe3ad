/** The app on a port of its own for each test, and people in it who are cleared away afterwards. */
import { chromium as launcher, expect, test as base, type Browser } from '@playwright/test';
import type { EmulatorOptions } from '../../../emulator/index';
import { startApp, withDemoUsers, type App, type Online } from './app';
import { chromium, type ChromiumOptions } from './chromium';

interface Fixtures {
  /** Set with `test.use`. */
  emulatorOptions: EmulatorOptions;
  app: App;
  online: Online;
}

interface WorkerFixtures {
  /** Set with `test.use`. */
  chromiumOptions: ChromiumOptions;
  chrome: Browser;
}

/**
 * Five pictures a second are enough to see that they move, and several tabs can send and decode
 * them beside whatever else the machine does.
 */
const SLOW_CAMERA = '--use-fake-device-for-media-stream=fps=5';

export const test = base.extend<Fixtures, WorkerFixtures>({
  chromiumOptions: [{ args: [SLOW_CAMERA] }, { option: true, scope: 'worker' }],
  chrome: [
    async ({ chromiumOptions }, use) => {
      const browser = await launcher.launch(chromium(chromiumOptions));
      await use(browser);
      await browser.close();
    },
    { scope: 'worker' },
  ],
  emulatorOptions: [{}, { option: true }],
  app: async ({ emulatorOptions }, use) => {
    const app = await startApp(undefined, emulatorOptions);
    await use(app);
    await app.close();
  },
  online: ({ chrome, app }, use) => withDemoUsers(chrome, app.origin, use),
});

export { connect, inCall, inRooms, overWith, released } from './call';
export { expect };
