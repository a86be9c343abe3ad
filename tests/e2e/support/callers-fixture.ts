/** Each test gets a local cloud of its own, and people with the unmodified trtc-js-sdk who enter a room of it. */
import { test as base } from '@playwright/test';
import { chromium } from './chromium';
import { enter, serveCallers, startCloud, type Caller } from './sdk-callers';
import type { StaticServer } from './serve';

interface Fixtures {
  cloud: Awaited<ReturnType<typeof startCloud>>;
  /** Somebody enters the room, and sends sound and picture. */
  arrives(userID: string): Promise<Caller>;
}

export const test = base.extend<Fixtures, { site: StaticServer }>({
  // Few pictures spare the machine, and do not change what is measured.
  launchOptions: [
    chromium({ args: ['--use-fake-device-for-media-stream=fps=5'] }),
    { scope: 'worker' },
  ],
  site: [
    async ({}, use) => {
      const site = await serveCallers();
      await use(site);
      await site.close();
    },
    { scope: 'worker' },
  ],
  cloud: async ({}, use) => {
    const cloud = await startCloud();
    await use(cloud);
    await cloud.close();
  },
  arrives: async ({ browser, cloud, site }, use) => {
    await use((userID) => enter(cloud, browser, site.origin, userID));
  },
});
