/** A real call of two people in the page of an app: pictures that move, both ways. */
import { chromium as launcher, type Browser, type Page } from '@playwright/test';
import { chromium } from '../../e2e/support/chromium';

/** Five pictures a second are enough to see that they move. */
const SLOW_CAMERA = '--use-fake-device-for-media-stream=fps=5';
/** ms within which each step of a call has to show, on a machine that does other things, too. */
const STEP_TIMEOUT = 40_000;

/** What the pages of the documents without a framework call their fields. */
const ID: Record<string, string> = { user: 'me', callee: 'peer' };
const idOf = (testID: string) => `#${ID[testID] ?? testID}`;

const see = (page: Page, testID: string) =>
  page.locator(`[data-testid="${testID}"]:visible, ${idOf(testID)}:visible`).first();
const field = (page: Page, testID: string) =>
  page
    .locator(
      `[data-testid="${testID}"] input, input[data-testid="${testID}"], input${idOf(testID)}`,
    )
    .first();
const status = (page: Page) => page.locator('[data-testid="status"], #status').first();

/** Counts what a page shows of the call: `video` elements that decode. */
async function seesMotion(page: Page, who: string, count: number): Promise<void> {
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
    throw new Error(`${who} does not see ${count} moving pictures. The page says: ${text}`);
  }
}

interface Person {
  name: string;
  page: Page;
  /** Errors of the page and what the console said at level error. */
  complaints: string[];
  /** All that the console said. */
  lines: string[];
}

async function arrive(browser: Browser, address: string, name: string): Promise<Person> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  const [complaints, lines]: [string[], string[]] = [[], []];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    lines.push(message.text());
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.setDefaultTimeout(STEP_TIMEOUT);
  await page.goto(address);
  const person = { name, page, complaints, lines };
  await see(page, 'login').or(see(page, 'talk')).first().waitFor();
  if (await see(page, 'talk').isVisible()) await see(page, 'talk').click();
  await field(page, 'user').fill(name);
  await see(page, 'login').click();
  await status(page)
    .filter({ hasText: 'ready' })
    .waitFor()
    .catch(async () => {
      const said = await status(page).innerText();
      throw new Error(`${name} cannot log in: ${said}. ${complaints.join(' | ')}`);
    });
  return person;
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
  const people: Person[] = [];
  try {
    const alice = await arrive(browser, address, 'alice');
    people.push(alice);
    const bob = await arrive(browser, address, 'bob');
    people.push(bob);
    await field(alice.page, 'callee').fill('bob');
    await see(alice.page, 'call').click();
    await see(bob.page, 'accept').click();
    await Promise.all(people.map(({ page, name }) => seesMotion(page, name, 2)));
    await see(bob.page, 'hangup').click();
    await Promise.all(
      people.map(({ page }) => page.waitForFunction(() => !document.querySelector('video'))),
    );
    return people.flatMap(({ lines }) => lines);
  } catch (error) {
    const said = people.flatMap(({ name, complaints }) => complaints.map((c) => `${name}: ${c}`));
    throw new Error(`${String(error)}\n${said.join('\n')}`);
  } finally {
    await browser.close();
  }
}
