/** A real call of two people in the page of an app: pictures that move, both ways. */
import { chromium as launcher, type Browser, type Page } from '@playwright/test';
import { chromium } from '../../e2e/support/chromium';
import { callByVideo, logIn, STEP_TIMEOUT, type Talker } from './talk-page';

/** Five pictures a second are enough to see that they move. */
const SLOW_CAMERA = '--use-fake-device-for-media-stream=fps=5';
/** What the pages of the documents without a framework call their fields. */
const ID: Record<string, string> = { user: 'me', callee: 'peer' };
const idOf = (testID: string) => `#${ID[testID] ?? testID}`;

/** Somebody in front of the page of an app. */
interface Visitor extends Talker {
  page: Page;
  /** Errors of the page and what the console said at level error. */
  complaints: string[];
  /** All that the console said. */
  lines: string[];
}

/** Counts what a page shows of the call: `video` elements that decode. */
export async function seesMotion({ page, userID }: Visitor, count: number): Promise<void> {
  try {
    await page.waitForFunction(
      (wanted) => {
        const pictures = [...document.querySelectorAll('video')].filter(
          (video) => video.videoWidth > 0 && video.getVideoPlaybackQuality().totalVideoFrames > 5,
        );
        return pictures.length >= wanted;
      },
      count,
      { timeout: STEP_TIMEOUT },
    );
  } catch {
    const text = (await page.locator('body').innerText()).replace(/\s+/g, ' ').slice(0, 400);
    throw new Error(`${userID} does not see ${count} moving pictures. The page says: ${text}`);
  }
}

/** Opens an app in a browser of its own, and logs in. */
export async function visit(browser: Browser, address: string, userID: string): Promise<Visitor> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  const [complaints, lines]: [string[], string[]] = [[], []];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    lines.push(message.text());
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.setDefaultTimeout(STEP_TIMEOUT);
  const visitor: Visitor = {
    userID,
    page,
    complaints,
    lines,
    see: (testID) =>
      page.locator(`[data-testid="${testID}"]:visible, ${idOf(testID)}:visible`).first(),
    field: (testID) =>
      page
        .locator(
          `[data-testid="${testID}"] input, input[data-testid="${testID}"], input${idOf(testID)}`,
        )
        .first(),
  };
  await page.goto(address);
  const { see } = visitor;
  await see('login').or(see('talk')).first().waitFor();
  if (await see('talk').isVisible()) await see('talk').click();
  await logIn(visitor).catch((error: unknown) => {
    throw new Error(`${String(error)}. ${complaints.join(' | ')}`);
  });
  return visitor;
}

/**
 * Alice calls Bob by video in this app.
 *
 * @param address of the app, with the local cloud behind it
 * @returns what the consoles of both said
 * @throws Error with what the pages complained of
 */
export async function holdVideoCall(address: string): Promise<string[]> {
  const browser = await launcher.launch(chromium({ args: [SLOW_CAMERA] }));
  const people: Visitor[] = [];
  try {
    const alice = await visit(browser, address, 'alice');
    people.push(alice);
    const bob = await visit(browser, address, 'bob');
    people.push(bob);
    await callByVideo(alice, 'bob');
    await bob.see('accept').click();
    await Promise.all(people.map((one) => seesMotion(one, 2)));
    await bob.see('hangup').click();
    await Promise.all(
      people.map(({ page }) => page.waitForFunction(() => !document.querySelector('video'))),
    );
    return people.flatMap(({ lines }) => lines);
  } catch (error) {
    const said = people.flatMap(({ userID, complaints }) =>
      complaints.map((c) => `${userID}: ${c}`),
    );
    throw new Error(`${String(error)}\n${said.join('\n')}`);
  } finally {
    await browser.close();
  }
}
