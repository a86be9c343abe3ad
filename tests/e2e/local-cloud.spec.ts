/** The local cloud beside a Vite dev server: as its plugin, and behind its proxy. */
import type { AddressInfo } from 'node:net';
import { expect, test } from '@playwright/test';
import { createServer, type InlineConfig, type ViteDevServer } from 'vite';
import { createEmulator } from '../../emulator/index';
import { localCloud } from '../../emulator/vite';

const open: { close(): Promise<unknown> }[] = [];
test.afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
});

/** Starts a dev server of an app. @returns its origin */
async function startVite(config: InlineConfig): Promise<string> {
  const server: ViteDevServer = await createServer({
    configFile: false,
    root: __dirname,
    logLevel: 'error',
    optimizeDeps: { noDiscovery: true },
    ...config,
    server: {
      host: '127.0.0.1',
      port: 0,
      strictPort: true,
      hmr: false,
      watch: null,
      ...config.server,
    },
  });
  await server.listen();
  open.push(server);
  return `http://127.0.0.1:${(server.httpServer!.address() as AddressInfo).port}`;
}

/** Asks for a UserSig as a page of this origin does. */
const askAt = (origin: string) =>
  fetch(`${origin}/usersig`, {
    method: 'POST',
    headers: { origin, 'content-type': 'application/json' },
    body: '{"userID":"alice"}',
  });

test('the plugin signs on the port of the dev server, and names its own addresses there', async () => {
  const origin = await startVite({ plugins: [localCloud()] });
  const answer = await askAt(origin);
  expect(await answer.json()).toMatchObject({
    userID: 'alice',
    proxy: { im: `${origin.replace('http', 'ws')}/cloud/im` },
  });
});

test("Vite's shorthand for a proxy reaches a cloud that knows the origin of the dev server", async () => {
  const allowedOrigins: string[] = [];
  const emulator = createEmulator({ allowedOrigins });
  open.push(emulator);
  const cloud = await emulator.listen();
  const origin = await startVite({ server: { proxy: { '/usersig': cloud.origin } } });
  expect((await askAt(origin)).status).toBe(403);
  allowedOrigins.push(origin);
  const answer = await askAt(origin);
  expect(answer.status).toBe(200);
  expect(await answer.json()).toMatchObject({ proxy: { im: cloud.im } });
});
