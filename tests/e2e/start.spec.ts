import { chromium as launcher, expect, test, type Browser } from '@playwright/test';
import { withDemoUsers } from './support/app';
import { seeHearAndHangUp } from './support/call';
import { chromium } from './support/chromium';
import { npmStart, type Started } from './support/start';

let browser: Browser;
let started: Started | undefined;

test.beforeAll(async () => {
  browser = await launcher.launch(chromium({ autoplayNeedsGesture: true }));
});

test.afterAll(() => browser.close());

test.afterEach(async () => {
  await started?.interrupt();
  started = undefined;
});

test('npm start: one URL, two tabs, one call, and Ctrl-C leaves nothing running', async () => {
  test.setTimeout(180_000);
  started = await npmStart();
  expect(started.output().match(/http:\/\//g)).toHaveLength(1);
  await withDemoUsers(browser, new URL(started.url).origin, async (online) =>
    seeHearAndHangUp(await online('alice'), await online('bob')),
  );
  expect(await started.interrupt()).toBe(true);
  await expect(fetch(started.url)).rejects.toThrow();
});

test('npm start with a Tencent account signs on the server, and the page gets no secret and no proxy', async () => {
  test.setTimeout(120_000);
  const secret = 'a-canary-that-must-not-reach-any-page';
  started = await npmStart({ TRTC_SDK_APP_ID: '1400123456', TRTC_SECRET_KEY: secret });
  expect(started.output()).not.toContain(secret);
  const { origin } = new URL(started.url);

  const context = await browser.newContext();
  const page = await context.newPage();
  const outside: string[] = [];
  await context.route(
    (url) => url.origin !== origin,
    (route) => {
      outside.push(route.request().url());
      return route.abort();
    },
  );
  const bodies: Promise<string>[] = [];
  page.on('response', (response) => {
    if (response.url().startsWith(origin)) bodies.push(response.text().catch(() => ''));
  });
  const sockets: string[] = [];
  page.on('websocket', (socket) => sockets.push(socket.url()));
  await page.goto(started.url);
  await page.locator('[data-testid="login-user"] input').fill('alice');
  const [ticket] = await Promise.all([
    page.waitForResponse((response) => response.url().endsWith('/usersig')),
    page.locator('[data-testid="login-submit"]').click(),
  ]);
  const answer = (await ticket.json()) as Record<string, unknown>;
  expect(answer).toMatchObject({ SDKAppID: 1400123456, userID: 'alice' });
  expect(answer).not.toHaveProperty('proxy');
  // The IM SDK goes to Tencent's public address; here nothing answers it.
  await expect.poll(() => sockets.some((url) => /tim\.qq\.com|qcloud\.com/.test(url))).toBe(true);
  for (const body of await Promise.all(bodies)) {
    expect(body).not.toContain(secret);
    expect(body).not.toMatch(/tls-sig-api|genUserSig|createHmac/);
  }
  await context.close();
});
