import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { chromium as launcher, expect, test, type Browser } from '@playwright/test';
import { withDemoUsers } from './support/app';
import { seeHearAndHangUp } from './support/call';
import { chromium } from './support/chromium';
import { npmStart, type Started } from './support/start';

let browser: Browser;
let started: Started;

test.beforeAll(async () => {
  test.setTimeout(120_000);
  browser = await launcher.launch(chromium({ autoplayNeedsGesture: true }));
  // The machine that runs tests may be in no network, and nobody in one is to be served by them.
  started = await npmStart({}, ['--lan', '--lan-host', '127.0.0.1']);
});

test.afterAll(async () => {
  await browser.close();
  await started.interrupt();
});

const CONTEXT = { ignoreHTTPSErrors: true };

/** Whether anything takes connections there. */
const listens = (host: string, port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect({ host, port, timeout: 2000 });
    const done = (open: boolean) => {
      socket.destroy();
      resolve(open);
    };
    socket.on('connect', () => done(true));
    socket.on('timeout', () => done(false));
    socket.on('error', () => done(false));
  });

test('npm start -- --lan: a call over https and wss, with pictures and sound', async () => {
  test.setTimeout(180_000);
  const { origin } = new URL(started.url);
  expect(origin).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);
  const sockets: string[] = [];
  await withDemoUsers(browser, origin, async (online) => {
    const alice = await online('alice', { context: CONTEXT });
    const bob = await online('bob', { context: CONTEXT });
    await seeHearAndHangUp(alice, bob);
    sockets.push(...alice.sockets, ...bob.sockets);
  });
  const { host } = new URL(origin);
  expect(sockets.filter((url) => url.startsWith(`wss://${host}/cloud/`)).length).toBeGreaterThan(3);
  expect(sockets.filter((url) => !url.startsWith(`wss://${host}/`))).toEqual([]);
});

test('npm start -- --lan shows the address as a QR code, and says that the certificate is self-signed', () => {
  const output = started.output();
  expect(output.match(/https:\/\//g)).toHaveLength(1);
  // Half blocks, two rows of the code in one line of text.
  expect(output.match(/ [▀▄█ ]{20,} /g)?.length).toBeGreaterThan(10);
  expect(output).toContain('self-signed');
});

test('UserSigs are signed for its own pages only', async () => {
  const context = await browser.newContext(CONTEXT);
  const ask = (headers: Record<string, string>) =>
    context.request.post(`${started.url}usersig`, { data: { userID: 'alice' }, headers });
  const { origin } = new URL(started.url);
  const own = await ask({ origin });
  expect(own.status()).toBe(200);
  const { proxy } = (await own.json()) as { proxy: Record<string, string> };
  expect(proxy.im).toBe(`${origin.replace('https', 'wss')}/cloud/im`);
  expect((await ask({ origin: 'https://evil.example' })).status()).toBe(403);
  expect((await ask({ origin, host: 'evil.example' })).status()).toBe(403);
  await context.close();
});

test('npm start -- --lan listens on the chosen address only', async () => {
  const port = Number(new URL(started.url).port);
  expect(await listens('127.0.0.1', port)).toBe(true);
  const others = Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal);
  for (const { address } of others) expect(await listens(address, port), address).toBe(false);
});
