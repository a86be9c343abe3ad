/** The Node server of docs/usersig.md, copied out of the page and started as it stands. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { checkUserSig } from '../../../emulator/usersig-check';
import { blocksIn } from '../../../scripts/docs/blocks';

const sdkAppID = 1400000001;
const secretKey = 'a key that only the server knows';

let folder: string;
let server: ChildProcess;
let address: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'usersig-'));
  symlinkSync(resolve(__dirname, '../../../node_modules'), join(folder, 'node_modules'));
  const block = blocksIn('docs/usersig.md').find(({ file }) => file === 'server.mjs');
  writeFileSync(join(folder, 'server.mjs'), block!.code);
  const port = await freePort();
  address = `http://127.0.0.1:${port}/usersig`;
  server = spawn(process.execPath, ['server.mjs'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { PORT: `${port}`, TRTC_SDK_APP_ID: `${sdkAppID}`, TRTC_SECRET_KEY: secretKey },
  });
  for (let answers = false; !answers;) answers = await fetch(address).then(...yesOrNo);
});

afterAll(async () => {
  server.kill();
  await once(server, 'exit');
  rmSync(folder, { recursive: true, force: true });
});

const yesOrNo = [() => true, () => server.exitCode !== null] as const;

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}

it('signs for who is logged in to the app, as the cloud checks it', async () => {
  const response = await fetch(address, { method: 'POST', headers: { 'x-demo-user': 'alice' } });
  const ticket = (await response.json()) as { userSig: string; expiresAt: number };
  expect(ticket).toMatchObject({ SDKAppID: sdkAppID, userID: 'alice' });
  expect(response.headers.get('cache-control')).toBe('no-store');

  const expected = { appID: sdkAppID, userID: 'alice', sdkAppID, secretKey };
  const check = checkUserSig(ticket.userSig, expected);
  expect(check).toEqual({ ok: true, expiresAt: expect.any(Number) });
  expect(check.ok && Math.abs(check.expiresAt - ticket.expiresAt)).toBeLessThan(2000);
});

it.each(['', 'alice; rm', 'x'.repeat(33)])('signs for nobody else: "%s"', async (name) => {
  const response = await fetch(address, { method: 'POST', headers: { 'x-demo-user': name } });
  expect(response.status).toBe(401);
  expect(await response.json()).toEqual({});
});
