/** The rows of the web SDK in a report of ours, against what the SDK in the same page reported of the same call. */
import { expect, test, type Browser, type Page } from '@playwright/test';
import { createEmulator, DEMO_SDK_APP_ID, type Emulator } from '../../emulator';
import type { CallReport } from '../../src/diagnostics/report';
import { chromium } from './support/chromium';
import type { ReportPage } from './support/pages/report-page';
import type { StaticServer } from './support/serve';
import { bundleSite } from './support/web-media';

test.use({ launchOptions: chromium({ args: ['--use-fake-device-for-media-stream=fps=5'] }) });

/** What the SDK reports and a timeline has no row of: its connections, and what others do. */
const OF_THE_SDK_ALONE = [
  ...[32777, 32778, 32779], // what it subscribes to
  ...[32784, 32785, 32786, 32787], // what others mute: peer-sound-on and the like tell it without a row
  ...[32790, 32791, 32792, 32793], // its connections
  32804, // the small picture, which calls never ask for
];
/** The SDK sends what happened every two seconds. */
const REPORTED = { timeout: 20_000 };

let site: StaticServer;
let cloud: Emulator;
let proxy: Awaited<ReturnType<Emulator['listen']>>;

test.beforeAll(async () => {
  site = await bundleSite('report-page.ts');
});
test.afterAll(() => site.close());
test.beforeEach(async () => {
  cloud = createEmulator({ allowedOrigins: [site.origin] });
  proxy = await cloud.listen();
});
test.afterEach(() => cloud.close());

type Handles = { page: ReportPage };

async function online(browser: Browser, userID: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await page.goto(site.origin);
  await page.evaluate(
    ([options, user]) => (window as unknown as Handles).page.logIn(options, user),
    [
      { SDKAppID: DEMO_SDK_APP_ID, proxy: { im: proxy.im, trtc: proxy.trtc, log: proxy.log } },
      { userID, userSig: cloud.signUserSig(userID) },
    ] as const,
  );
  return page;
}

const reportOf = (page: Page): Promise<CallReport> =>
  page.evaluate(() => (window as unknown as Handles).page.report()!);

/** The rows of the web SDK, with their times by the date of the page. */
const eventsOf = ({ call, timeline }: CallReport) =>
  timeline.flatMap(({ at, row }) =>
    row?.group === 'webrtc' ? [{ id: row.id, at: call.beganAt + at }] : [],
  );
const rowsOf = (report: CallReport): number[] => eventsOf(report).map(({ id }) => id);

/** What a user's SDK reported of what a timeline has rows of. */
const reported = (userID: string) =>
  cloud.monitor.events(userID).filter(({ id }) => !OF_THE_SDK_ALONE.includes(id));
const sdk = (userID: string) => reported(userID).map(({ id }) => id);

test('our rows are those that the SDK reported, in the same order', async ({ browser }) => {
  const [alice, bob] = await Promise.all([online(browser, 'alice'), online(browser, 'bob')]);
  await bob.evaluate(() => (window as unknown as Handles).page.answerWhatRings());
  await alice.evaluate(() => (window as unknown as Handles).page.call('bob'));
  const kinds = async () => (await reportOf(alice)).timeline.map(({ kind }) => kind);
  await expect.poll(kinds, REPORTED).toContain('first-picture-received');

  await alice.evaluate(async () => {
    const { page } = window as unknown as Handles;
    await page.mute(true);
    await page.mute(false);
    await page.camera(false);
    await page.camera(true);
  });
  const ofAlice = [32788, 32769, 32768, 32772, 32774, 32770, 32768];
  await expect.poll(() => sdk('alice'), REPORTED).toEqual(ofAlice);
  expect(rowsOf(await reportOf(alice))).toEqual(ofAlice);
  const ofBob = [32788, 32769, 32768];
  expect(sdk('bob')).toEqual(ofBob);
  expect(rowsOf(await reportOf(bob))).toEqual(ofBob);

  await alice.evaluate(() => (window as unknown as Handles).page.hangUp());
  await expect
    .poll(async () => (await reportOf(bob)).call.end?.reason, REPORTED)
    .toBe('remote-hangup');
  for (const [userID, page, rows] of [
    ['alice', alice, ofAlice],
    ['bob', bob, ofBob],
  ] as const) {
    await expect.poll(() => sdk(userID), REPORTED).toEqual([...rows, 32789]);
    expect(rowsOf(await reportOf(page))).toEqual([...rows, 32789]);
  }

  // An entry may be read to see what was first; three seconds are what a reader is promised.
  const ours = eventsOf(await reportOf(alice));
  const late = reported('alice').filter(({ at }, i) => Math.abs(ours[i]!.at - at) > 3000);
  expect(late, 'rows that stand at another time than the SDK says').toEqual([]);

  const text = JSON.stringify(await reportOf(alice));
  expect(text).not.toContain(cloud.signUserSig('alice').slice(0, 20));
});
