/**
 * `npm run emulator`, and `npx trtc-calling-local-cloud` in an app: the local cloud alone.
 * It answers this machine only, unless `--host` opens it up deliberately.
 */
import { networkInterfaces } from 'node:os';
import { parseArgs } from 'node:util';
import { createEmulator, type LogEntry } from './index';

const USAGE = `Options:
  --origin http://localhost:5173  answers pages of this dev server too; may be given several times
  --port 5174                     the port (or PORT in the environment)
  --host 0.0.0.0                  answers the whole network instead of this machine only
  --faults                        lets requests break calls on purpose
  --quiet                         prints no log`;

const { values } = parseArgs({
  options: {
    host: { type: 'string', default: '127.0.0.1' },
    origin: { type: 'string', multiple: true, default: [] },
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

/** @throws Error if a value is no origin */
function checkedOrigins(values: string[]): string[] {
  return values.map((value) => {
    const origin = URL.canParse(value) ? new URL(value).origin : 'null';
    if (origin === 'null') {
      throw new Error(`--origin ${value} is no origin; write it like http://localhost:5173`);
    }
    return origin;
  });
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
    console.log(USAGE);
    return;
  }
  const allowedOrigins = checkedOrigins(values.origin);
  const emulator = createEmulator({
    announceAddress: announceAddress(values.host),
    allowFaultApi: values.faults,
    allowedOrigins,
    log: values.quiet ? undefined : print,
  });
  const urls = await emulator.listen(Number(values.port), values.host);
  console.log(`Local cloud, SDKAppID ${emulator.sdkAppID}`);
  console.log(`  UserSig  POST ${urls.origin}/usersig  {"userID": "alice"}`);
  console.log(`  IM       ${urls.im}`);
  console.log(`  TRTC     ${urls.trtc}`);
  console.log(`  Logs     ${urls.log}`);
  console.log(`  Monitor  ${urls.origin}/monitor`);
  for (const origin of allowedOrigins) console.log(`  Pages    ${origin}`);
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
  console.error(`The local cloud could not start: ${error.message}.${cure}`);
  process.exitCode = 1;
});
