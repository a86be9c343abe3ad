/** `npm run emulator`: starts, says where, answers, and stops. */
import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { until } from './support/cloud';

function start(...args: string[]) {
  const cli = join(__dirname, '../../emulator/cli.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', cli, ...args]);
  const run = { child, output: '', code: null as number | null, ended: false };
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => (run.output += chunk.toString()));
  }
  child.on('close', (code) => Object.assign(run, { code, ended: true }));
  return run;
}

it.each(['SIGINT', 'SIGTERM'] as const)(
  'the CLI prints its addresses, answers there, and stops cleanly on %s',
  async (signal) => {
    const run = start('--port', '0');
    const [, origin] = await until(
      () => /POST (\S+)\/usersig/.exec(run.output),
      'an address',
      20_000,
    );
    expect(origin).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    const answer = await fetch(`${origin}/usersig`, { method: 'POST', body: '{"userID":"alice"}' });
    expect(await answer.json()).toMatchObject({
      userID: 'alice',
      proxy: { im: expect.any(String) },
    });
    run.child.kill(signal);
    await until(() => run.ended, 'the CLI ends', 10_000);
    expect(run.code).toBe(0);
  },
  30_000,
);

it('the CLI says what to do when its port is taken', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const run = start('--port', String((other.address() as AddressInfo).port));
  await until(() => run.ended, 'the CLI ends', 20_000);
  other.close();
  expect(run.code).toBe(1);
  expect(run.output).toContain('EADDRINUSE');
  expect(run.output).toContain('--port');
}, 30_000);

it('the CLI says how an origin is written that it does not understand', async () => {
  const run = start('--port', '0', '--origin', 'localhost:5173/app');
  await until(() => run.ended, 'the CLI ends', 20_000);
  expect(run.code).toBe(1);
  expect(run.output).toContain('--origin localhost:5173/app is no origin');
  expect(run.output).toContain('http://localhost:5173');
}, 30_000);
