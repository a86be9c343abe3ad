// npm run doors bundles an app of one line for each door of the packed package, and looks at what came along. It fails
// if a web page gets code of mini-programs, an SDK before it needs one, or more than its budget.
// --write puts the table into docs/install.md. `npm run tarball` comes first.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build, type Metafile } from 'esbuild';

const PACKAGE = resolve('dist/packed/package');
const SDKS = ['tim-js-sdk', 'tsignaling', 'trtc-js-sdk'] as const;
/** Names of WeChat's API that no web page needs. */
const MINI_PROGRAM = [
  'createLivePusherContext',
  'getAppAuthorizeSetting',
  'createLivePlayerContext',
];

interface Door {
  title: string;
  code: string;
  /** KiB that a page may load at once, zipped. */
  budget: number;
  /** Of these the app has its own. */
  external?: string[];
}

const DOORS: Door[] = [
  {
    title: "`import TRTCCalling from 'trtc-calling-uni'`",
    code: `import TRTCCalling from 'trtc-calling-uni'; window.calling = new TRTCCalling({ SDKAppID: 1 });`,
    budget: 50,
  },
  {
    title: "`import { checkEnvironment } from 'trtc-calling-uni'`",
    code: `import { checkEnvironment } from 'trtc-calling-uni'; checkEnvironment().then(console.log);`,
    budget: 8,
  },
  {
    title: "`import { CallError } from 'trtc-calling-uni'`",
    code: `import { CallError } from 'trtc-calling-uni'; window.isCallError = (it) => it instanceof CallError;`,
    budget: 4,
  },
  {
    title: "`import { deviceError } from 'trtc-calling-uni'`",
    code: `import { deviceError } from 'trtc-calling-uni'; window.explain = deviceError;`,
    budget: 4,
  },
  {
    title: "`import { EVENT } from 'trtc-calling-uni'`",
    code: `import { EVENT } from 'trtc-calling-uni'; window.events = EVENT;`,
    // esbuild takes the errors along, since chunks that are loaded later share them.
    budget: 4,
  },
  {
    title: "`import { useCallStore } from 'trtc-calling-uni/store'`",
    code: `import { useCallStore } from 'trtc-calling-uni/store'; window.store = useCallStore;`,
    budget: 8,
    external: ['vue', 'pinia'],
  },
  {
    title: "`import { describeEvent } from 'trtc-calling-uni/diagnostics'`",
    code: `import { describeEvent } from 'trtc-calling-uni/diagnostics'; window.describe = describeEvent;`,
    budget: 24,
  },
];

interface Pulled {
  title: string;
  /** Bytes after minification and gzip, of what the page loads at once. */
  first: number;
  /** Bytes of each SDK, likewise, in a chunk of its own. */
  later: Record<string, number>;
  complaints: string[];
}

const KIB = 1024;
const kib = (bytes: number) => (bytes === 0 ? '–' : `${(bytes / KIB).toFixed(1)} KiB`);
const zipped = (text: Uint8Array | string) => gzipSync(text).length;

/** The outputs that the browser loads with the entry, or by imports of these kinds. */
function loaded(outputs: Metafile['outputs'], entry: string, kinds: string[]): string[] {
  const seen = new Set<string>();
  const follow = (path: string) => {
    if (seen.has(path)) return;
    seen.add(path);
    for (const { path: next, kind } of outputs[path]?.imports ?? []) {
      if (kinds.includes(kind) && next in outputs) follow(next);
    }
  };
  follow(entry);
  return [...seen];
}

async function pull(folder: string, { title, code, budget, external = [] }: Door): Promise<Pulled> {
  const entry = join(folder, 'app.js');
  writeFileSync(entry, code);
  const { outputFiles, metafile } = await build({
    entryPoints: [entry],
    absWorkingDir: resolve('.'),
    outdir: join(folder, 'dist'),
    bundle: true,
    splitting: true,
    format: 'esm',
    minify: true,
    write: false,
    metafile: true,
    external,
    logLevel: 'error',
  });
  const textOf = (path: string) =>
    outputFiles.find((file) => relative(resolve('.'), file.path) === path)!.contents;
  const { outputs } = metafile;
  const start = Object.keys(outputs).find((path) => outputs[path]!.entryPoint?.endsWith('app.js'))!;
  const first = loaded(outputs, start, ['import-statement']);
  const ever = loaded(outputs, start, ['import-statement', 'dynamic-import']);
  const holds = (path: string, sdk: string) =>
    Object.keys(outputs[path]!.inputs).some((input) => input.includes(`node_modules/${sdk}/`));
  const complaints: string[] = [];
  for (const sdk of SDKS) {
    if (first.some((path) => holds(path, sdk))) complaints.push(`${title} loads ${sdk} at once`);
  }
  for (const path of new Set(Object.values(outputs).flatMap(({ inputs }) => Object.keys(inputs)))) {
    if (SDKS.some((sdk) => path.includes(`node_modules/${sdk}/`))) continue;
    const text = readFileSync(resolve(path), 'utf8');
    for (const name of MINI_PROGRAM) {
      if (text.includes(name)) complaints.push(`${title} has code of mini-programs: ${name}`);
    }
  }
  const later = Object.fromEntries(
    SDKS.map((sdk) => {
      const chunks = ever.filter((path) => !first.includes(path) && holds(path, sdk));
      return [sdk, chunks.reduce((sum, path) => sum + zipped(textOf(path)), 0)];
    }),
  );
  const atOnce = first.reduce((sum, path) => sum + zipped(textOf(path)), 0);
  if (atOnce > budget * KIB) complaints.push(`${title} pulls ${kib(atOnce)} of ${budget} KiB`);
  return { title, first: atOnce, later, complaints };
}

/** What Node loads for `require` of each door: every file, of this package and of others. */
function required(door: string): { title: string; files: string[] } {
  const script = `require(${JSON.stringify(door)}); console.log(JSON.stringify(Object.keys(require.cache)))`;
  const out = execFileSync('node', ['-e', script], { encoding: 'utf8', cwd: process.env.DOORS });
  return { title: `\`require('${door}')\` in Node`, files: JSON.parse(out) as string[] };
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'doors-'));
  try {
    mkdirSync(join(folder, 'node_modules'));
    symlinkSync(PACKAGE, join(folder, 'node_modules/trtc-calling-uni'), 'dir');
    process.env.DOORS = folder;
    const pulled: Pulled[] = [];
    for (const door of DOORS) pulled.push(await pull(folder, door));
    const [whole] = pulled;
    const missing = SDKS.filter((sdk) => whole!.later[sdk] === 0);
    const inNode = ['trtc-calling-uni', 'trtc-calling-uni/testing'].map(required);
    const complaints = [
      ...pulled.flatMap((one) => one.complaints),
      ...missing.map((sdk) => `${whole!.title} has no chunk with ${sdk}`),
      ...inNode
        .filter(({ files }) => files.some((file) => SDKS.some((sdk) => file.includes(`/${sdk}/`))))
        .map(({ title }) => `${title} loads an SDK`),
    ];
    const umd = zipped(readFileSync(join(PACKAGE, 'dist/lib/trtc-calling-uni.umd.js')));
    const rows = [
      '| Door | At once | IM, at the login | TRTC, after the login | Code of mini-programs |',
      '| --- | --- | --- | --- | --- |',
      ...pulled.map(
        ({ title, first, later }) =>
          `| ${title} | ${kib(first)} | ${kib(later['tim-js-sdk']! + later.tsignaling!)} | ${kib(later['trtc-js-sdk']!)} | none |`,
      ),
      `| \`trtc-calling-uni.umd.js\`, without the three scripts of the SDKs | ${kib(umd)} | – | – | none |`,
      ...inNode.map(
        ({ title, files }) =>
          `| ${title} | ${files.length} file${files.length > 1 ? 's' : ''}, no SDK | – | – | none |`,
      ),
    ];
    console.log(rows.join('\n'));
    if (process.argv.includes('--write')) write(rows);
    for (const complaint of complaints) console.error(complaint);
    if (complaints.length > 0) process.exitCode = 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function write(rows: string[]): void {
  const [page, from, to] = ['docs/install.md', '<!-- doors -->', '<!-- /doors -->'];
  const text = readFileSync(page, 'utf8');
  const [start, end] = [text.indexOf(from) + from.length, text.indexOf(to)];
  if (start < from.length || end < start) throw new Error(`${page} has no place for the table`);
  writeFileSync(page, `${text.slice(0, start)}\n\n${rows.join('\n')}\n\n${text.slice(end)}`);
}

void main();
