// npm run weight says what the builds weigh, and fails where one is over its budget.
// It needs build:h5, build:mp-weixin, build:app and tarball; the small app with and without calls it builds itself.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { packagesOf } from './mini-program-packages';
import { buildShop } from './shop';

const KIB = 1024;

interface Weight {
  name: string;
  bytes: number;
  /** bytes; undefined: only told */
  budget?: number;
}

const sum = (sizes: Iterable<number>) => [...sizes].reduce((all, one) => all + one, 0);
const zipped = (file: string) => gzipSync(readFileSync(file)).length;

/** The scripts of the H5 build that hold this SDK. @throws Error if there are none */
function chunks(mark: string): number {
  const folder = 'dist/build/h5/assets';
  const found = readdirSync(folder).filter((name) => name.endsWith('.js') && name.includes(mark));
  if (found.length === 0) throw new Error(`no ${mark} in ${folder}`);
  return sum(found.map((name) => zipped(join(folder, name))));
}

function h5(): Weight[] {
  const page = readFileSync('dist/build/h5/index.html', 'utf8');
  const first = [...page.matchAll(/(?:src|href)="\.\/(assets\/[^"]+\.(?:js|css))"/g)];
  const start = sum(first.map(([, path]) => zipped(join('dist/build/h5', path!))));
  return [
    { name: 'first scripts and styles', bytes: start, budget: 90 * KIB },
    { name: 'tim-js-sdk, at login', bytes: chunks('tim-js.'), budget: 170 * KIB },
    { name: 'trtc-js-sdk, after login', bytes: chunks('sdk.'), budget: 120 * KIB },
  ];
}

function demo(): Weight[] {
  const packages = packagesOf('dist/build/mp-weixin');
  return [
    { name: 'main package', bytes: packages.get('')!, budget: 300 * KIB },
    ...[...packages]
      .filter(([root]) => root !== '')
      .map(([root, bytes]) => ({ name: `sub-package ${root}`, bytes, budget: 2048 * KIB })),
    { name: 'total', bytes: sum(packages.values()), budget: 1_500_000 },
  ];
}

async function app(): Promise<Weight[]> {
  const without = packagesOf(await buildShop('dist/shop', { calls: false })).get('')!;
  const withCalls = packagesOf(await buildShop('dist/shop', { calls: true }));
  return [
    { name: 'main package without calls', bytes: without },
    { name: 'main package with calls', bytes: withCalls.get('')! },
    {
      name: 'paid in the main package',
      bytes: withCalls.get('')! - without,
      budget: 40 * KIB,
    },
    { name: 'paid in the sub-package', bytes: withCalls.get('call')!, budget: 1_100 * KIB },
  ];
}

/** What an App loads from its own package is not fetched: these are the sizes of the files. */
function nativeApp(): Weight[] {
  const file = (name: string) => statSync(join('dist/build/app', name)).size;
  return [
    // uCharts and the words of events and reports are a quarter MiB of it: an App has one script for all pages of a demo.
    { name: 'logic, with tim-js-sdk', bytes: file('app-service.js'), budget: 1_270 * KIB },
    { name: 'web view, with trtc-js-sdk', bytes: file('app-renderjs.js'), budget: 460 * KIB },
    // It is read anew for each call. A copy of the store or of the engine would be ten times as much.
    { name: 'stage page', bytes: file('pages/call/stage.js'), budget: 40 * KIB },
  ];
}

const library = (): Weight[] => [
  {
    name: 'trtc-calling-uni.umd.js',
    bytes: zipped('dist/lib/trtc-calling-uni.umd.js'),
    // A script tag has no lazy part: what keeps reports of calls is in it.
    budget: 64 * KIB,
  },
];

function table(title: string, weights: Weight[]): string {
  const inKib = (bytes?: number) => (bytes === undefined ? '' : (bytes / KIB).toFixed(1));
  const lines = weights.map(({ name, bytes, budget }) => {
    const over = budget !== undefined && bytes > budget ? '  OVER' : '';
    return `  ${name.padEnd(34)}${inKib(bytes).padStart(10)}${inKib(budget).padStart(10)}${over}`;
  });
  return [`${title.padEnd(36)}${'KiB'.padStart(10)}${'budget'.padStart(10)}`, ...lines].join('\n');
}

async function main(): Promise<void> {
  const tables: [string, Weight[]][] = [
    ['WeChat mini-program: this demo', demo()],
    ['WeChat mini-program: an app of yours', await app()],
    ['H5: this demo, gzip', h5()],
    ['App: this demo', nativeApp()],
    ['Script tag, gzip', library()],
  ];
  console.log(tables.map(([title, weights]) => table(title, weights)).join('\n\n'));
  const over = tables
    .flatMap(([, weights]) => weights)
    .filter(({ bytes, budget }) => budget !== undefined && bytes > budget);
  if (over.length > 0) {
    console.error(`\nOver the budget: ${over.map(({ name }) => name).join(', ')}`);
    process.exitCode = 1;
  }
}

void main();
