/**
 * `npm run emulator [-- --host 0.0.0.0] [--port 5174] [--faults] [--quiet]`: the local cloud alone.
 * It answers this machine only, unless `--host` opens it up deliberately.
 */
import { networkInterfaces } from 'node:os';
import { parseArgs } from 'node:util';
import { createEmulator, type LogEntry } from './index';

const { values } = parseArgs({
  options: {
    host: { type: 'string', default: '127.0.0.1' },
    port: { type: 'string', default: process.env.PORT ?? '5174' },
    faults: { type: 'boolean', default: false },
    quiet: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

/** Media needs one address that the other machines can reach. */
function announceAddress(host: string): string {
  if (host !== '0.0.0.0' && host !== '::') return host === 'localhost' ? '127.0.0.1' : host;
  const addresses = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  const outside = addresses.find((address) => address.family === 'IPv4' && !address.internal);
  return outside?.address ?? '127.0.0.1';
}

function print({ at, scope, event, ...details }: LogEntry): void {
  const time = new Date(at).toISOString().slice(11, 23);
  const rest = Object.entries(details)
    .filter(([key, value]) => value !== undefined && key !== 'level')
    .map(([key, value]) => `${key}=${typeof value === 'object' ? JSON.stringify(value) : value}`)
    .join(' ');
  console.log(`${time} ${scope.padEnd(5)} ${event} ${rest}`);
}

async function main(): Promise<void> {
  if (values.help) {
    console.log('npm run emulator -- [--host 127.0.0.1] [--port 5174] [--faults] [--quiet]');
    return;
  }
  const emulator = createEmulator({
    announceAddress: announceAddress(values.host),
    allowFaultApi: values.faults,
    log: values.quiet ? undefined : print,
  });
  const urls = await emulator.listen(Number(values.port), values.host);
  console.log(`Local cloud, SDKAppID ${emulator.sdkAppID}`);
  console.log(`  UserSig  POST ${urls.origin}/usersig  {"userID": "alice"}`);
  console.log(`  IM       ${urls.im}`);
  console.log(`  TRTC     ${urls.trtc}`);
  console.log(`  Logs     ${urls.log}`);
  console.log('Ctrl-C stops it.');

  const stop = () => {
    process.off('SIGINT', stop);
    process.off('SIGTERM', stop);
    void emulator.close();
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

main().catch((error: NodeJS.ErrnoException) => {
  const cure = error.code === 'EADDRINUSE' ? ' Choose another with --port or PORT.' : '';
  console.error(`The emulator could not start: ${error.message}.${cure}`);
  process.exitCode = 1;
});
