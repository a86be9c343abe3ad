/** Real calls of people who have an App, as it was built, in the host of tests/app, with somebody in its H5 page. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Browser } from '@playwright/test';
import { bundleBase, type Base } from '../../app/host/bundle';
import { AppUser } from '../../app/support/app-user';
import { BACK_ENDS, type BackEnd } from '../../app/support/back-ends';
import { launchPhones } from '../../app/support/phones';
import { startApp, type App } from '../../e2e/support/app';
import { roomsAreEmpty } from '../../e2e/support/people';
import { SERVER } from './server';
import { callByVideo, logIn, STEP_TIMEOUT } from './talk-page';
import { seesMotion, visit } from './video-call';

const within = { timeout: STEP_TIMEOUT };

const PAGES: Record<BackEnd, string> = { web: 'calls/call', native: 'pages/call/stage' };

/** What has to be in a file of the build, each with a word that no minifier changes. */
const PARTS = [
  { file: 'app-service.js', word: 'trtc-calling:to-stage', what: 'the client' },
  { file: 'app-renderjs.js', word: 'RTCPeerConnection', what: 'trtc-js-sdk for the web view' },
  { file: 'app-renderjs.js', word: 'getUserMedia', what: 'the web media' },
  { file: `${PAGES.native}.js`, word: 'TXLocalViewComponent', what: 'the native views' },
  { file: `${PAGES.native}.js`, word: 'sharedInstance', what: 'the native media' },
];

function hasAllParts(folder: string): void {
  for (const { file, word, what } of PARTS) {
    if (readFileSync(join(folder, file), 'utf8').includes(word)) continue;
    throw new Error(`${file} of the App lacks ${what}: ${word}`);
  }
}

/** tsx wraps the functions that tests hand to a page in calls of a helper, which only its own modules have. */
const NAME = 'globalThis.__name = (target) => target';

const withNames = (browser: Browser): Pick<Browser, 'newContext'> => ({
  newContext: async (options) => {
    const context = await browser.newContext(options);
    await context.addInitScript(NAME);
    return context;
  },
});

interface Place {
  browser: Pick<Browser, 'newContext'>;
  base: Base;
  app: App;
  /** Of the built App. */
  folder: string;
  users: AppUser[];
}

async function arrive(place: Place, userID: string, backEnd: BackEnd): Promise<AppUser> {
  const { browser, base, app, folder, users } = place;
  const user = await AppUser.arrive(browser, base, app, userID, { folder, backEnd });
  users.push(user);
  // The name of the server stands in the build, and is that of the local cloud here.
  user.host.uni.addInterceptor('request', {
    invoke: (options: { url: string }) =>
      void (options.url = options.url.replace(SERVER, app.origin)),
  });
  await user.see('talk').click(within);
  await logIn(user);
  return user;
}

/** What no user may meet. */
function complaintsOf(user: AppUser): string[] {
  const { host, plugin } = user;
  const all = [
    ...user.errors(),
    ...host.missing.map((name) => `the base offers no ${name}`),
    ...user.strays.map((address) => `a request to ${address}`),
    ...(plugin?.violations ?? []),
  ];
  return all.map((text) => `${user.userID}: ${text}`);
}

/**
 * Two people call Bob by video from the App: Alice by the web view, Nora by the native plug-in. Bob is in the H5 page.
 *
 * @param folder of the built App
 * @param site folder of the built page
 * @throws Error with what the App said
 */
export async function holdAppCalls(folder: string, site: string): Promise<void> {
  hasAllParts(folder);
  const [base, browser, app] = await Promise.all([bundleBase(), launchPhones(), startApp(site)]);
  const users: AppUser[] = [];
  const place = { browser: withNames(browser), base, app, folder, users };
  const complaints = () => users.flatMap(complaintsOf);
  try {
    const bob = await visit(browser, app.origin, 'bob');
    for (const backEnd of BACK_ENDS) {
      const user = await arrive(place, backEnd === 'web' ? 'alice' : 'nora', backEnd);
      await callByVideo(user, 'bob');
      await bob.see('accept').click();
      for (const seen of [user.userID, 'bob']) await user.seesPictureOf(seen, STEP_TIMEOUT);
      await seesMotion(bob, 2);
      expect(user.host.routes.at(-1), 'the page of the call').toBe(PAGES[backEnd]);
      await bob.see('hangup').click();
      await user.see('end-reason').waitFor(within);
      await roomsAreEmpty(app);
      await expect.poll(() => user.host.routes.at(-1), within).toBe('calls/talk');
    }
    const met = [...complaints(), ...users.flatMap(({ plugin }) => plugin?.end() ?? [])];
    if (met.length > 0)
      throw new Error(`the calls were held, but not without a fault:\n${met.join('\n')}`);
  } catch (error) {
    throw new Error(`${String(error)}\n${complaints().join('\n')}`);
  } finally {
    for (const user of users) await user.leave();
    await browser.close();
    await app.close();
    await base.remove();
  }
}
