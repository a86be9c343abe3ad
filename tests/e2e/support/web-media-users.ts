/** Users of the web media driver, in a cloud that each test of a file has for itself: `useWebMedia()`. */
import { test, type Browser, type Page } from '@playwright/test';
import { startTrtcCloud, type TrtcCloud } from '../../support/trtc-cloud';
import type { StaticServer } from './serve';
import { bundleSite, User } from './web-media';

export let site: StaticServer;
/** New for each test. */
export let cloud: TrtcCloud;
let pages: Page[] = [];

/** The page is closed when the test ends. */
export function closeAfterwards(page: Page): void {
  pages.push(page);
}

/** Opens the page of a user, who is in no room yet. */
export async function open(
  browser: Browser,
  userID: string,
  before?: (page: Page) => Promise<unknown>,
): Promise<User> {
  const user = await User.open(browser, site, cloud, userID, before);
  closeAfterwards(user.page);
  return user;
}

async function closeAll(): Promise<void> {
  // A test that launched a browser of its own has closed that one itself.
  const left = pages.filter((page) => !page.isClosed());
  pages = [];
  await Promise.all(left.map((page) => page.context().close()));
}

export function useWebMedia(): void {
  test.beforeAll(async () => {
    site = await bundleSite();
  });
  test.afterAll(() => site.close());
  test.beforeEach(async () => {
    cloud = await startTrtcCloud();
  });
  test.afterEach(async () => {
    await closeAll();
    await cloud.close();
  });
}
