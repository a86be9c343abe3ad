/** A real call of two people in the mini-program of an app, as it was built, in the host of tests/weixin. */
import { chromium as launcher, type Browser } from '@playwright/test';
import { chromium } from '../../e2e/support/chromium';
import type { App } from '../../e2e/support/serve';
import { MiniProgramUser } from '../../weixin/support/mini-program-user';
import { buildHost, startSite } from '../../weixin/support/site';
import { SERVER } from './server';
import { callByVideo, logIn, STEP_TIMEOUT } from './talk-page';

/** Five pictures a second are enough to see that they move; a mini-program has two cameras. */
const CAMERAS = '--use-fake-device-for-media-stream=fps=5,device-count=2';

const within = { timeout: STEP_TIMEOUT };

async function open(browser: Browser, { origin }: App, name: string): Promise<MiniProgramUser> {
  const user = await MiniProgramUser.arrive(browser, origin, name);
  // WeChat asks no server whether it may be asked.
  await user.context.route(`${SERVER}/**`, async (route) => {
    const { pathname } = new URL(route.request().url());
    const response = await route.fetch({ url: origin + pathname });
    const headers = { ...response.headers(), 'access-control-allow-origin': '*' };
    await route.fulfill({ response, headers });
  });
  return user;
}

async function openTalk(user: MiniProgramUser): Promise<void> {
  await user.see('talk').waitFor(within);
  const early = (await user.ran()).filter((file) => file.startsWith('calls/'));
  if (early.length > 0) throw new Error(`${early.join()} ran before the calls were opened`);
  await user.see('talk').click();
}

/** Older compilers of uni put a shadow from this address into each page's own styles. */
const SHADOW_OF_UNI = /^https:\/\/cdn1\.dcloud\.net\.cn\/img\/shadow-/;

/** What no user may meet: errors of the mini-program, and requests that would have left the machine. */
async function complaintsOf(user: MiniProgramUser): Promise<string[]> {
  const strays = user.strays
    .filter((address) => !SHADOW_OF_UNI.test(address))
    .map((address) => `a request to ${address}`);
  return [...(await user.errors()), ...strays].map((text) => `${user.userID}: ${text}`);
}

/**
 * Alice calls Bob by video, from mini-program to mini-program. @param folder of the build
 * @throws Error with what the mini-programs said
 */
export async function holdMiniProgramCall(folder: string): Promise<void> {
  const host = await buildHost();
  const app = await startSite(host, folder);
  const browser = await launcher.launch(chromium({ args: [CAMERAS] }));
  const people: MiniProgramUser[] = [];
  const complaints = async () => (await Promise.all(people.map(complaintsOf))).flat();
  try {
    for (const name of ['alice', 'bob']) {
      const user = await open(browser, app, name);
      people.push(user);
      await openTalk(user);
      await logIn(user);
    }
    const [alice, bob] = people as [MiniProgramUser, MiniProgramUser];
    await callByVideo(alice, 'bob');
    await bob.see('accept').click(within);
    for (const one of people) {
      for (const { userID } of people) await one.seesPictureOf(userID, STEP_TIMEOUT);
    }
    await bob.see('hangup').click();
    // The end is shown for some seconds only.
    await Promise.all(people.map((one) => one.see('end-reason').waitFor(within)));
    const met = await complaints();
    if (met.length > 0) throw new Error('the call was held, but not without a fault');
  } catch (error) {
    throw new Error(`${String(error)}\n${(await complaints()).join('\n')}`);
  } finally {
    await browser.close();
    await app.close();
    await host.remove();
  }
}
