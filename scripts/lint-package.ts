// npm run lint:package looks at the packed tarball as strangers' tools do, and at what it carries and weighs.
// `npm run tarball` comes first. It fails on every complaint.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';

const PACKED = 'dist/packed';
const PACKAGE = join(PACKED, 'package');
const KIB = 1024;
/** It holds the sources for uni-app, the built doors, and the documents in two languages. */
const BUDGET = 1000 * KIB;

/** What the package is for decides these, and not the tool that suggests otherwise. */
const UNASKED = new Set([
  // Apps run it; the Node version is that of their own tools.
  'USE_ENGINES_NODE',
]);

/** Everything that may be in the tarball; each line must find something. */
const CONTENTS = [
  /^(package\.json|LICENSE|CHANGELOG\.md|README(\.[\w-]+)?\.md)$/,
  // What uni-app compiles: sources with `#ifdef`, and the components with their types.
  /^src\/([\w-]+\/)*[\w-]+\.ts$/,
  /^components\/([\w-]+\/)+[\w-]+\.(ts|css|n?vue)$/,
  /^components\.d\.ts$/,
  // What everybody else loads.
  /^dist\/lib\/esm\/package\.json$/,
  /^dist\/lib\/esm\/(web\/)?[\w-]+\.js$/,
  /^dist\/lib\/esm\/[\w-]+\.d\.ts$/,
  /^dist\/lib\/cjs\/[\w-]+\.(cjs|d\.cts)$/,
  /^dist\/lib\/trtc-calling-uni\.umd\.js$/,
  /^(diagnostics|store|sub-package|testing)\/package\.json$/,
  /^docs\/([\w-]+\/)*[\w-]+\.md$/,
  /^docs\/call-report\.schema\.json$/,
];

/** Fields that a project has for its own developers. */
const OURS = ['devDependencies', 'scripts', 'overrides', 'workspaces', 'private', 'publishConfig'];

const files = (): string[] =>
  readdirSync(PACKAGE, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(PACKAGE.length + 1));

function contents(): string[] {
  const paths = files();
  const strange = paths.filter((path) => !CONTENTS.some((allowed) => allowed.test(path)));
  const empty = CONTENTS.filter((allowed) => !paths.some((path) => allowed.test(path)));
  const inside = paths.filter((path) =>
    /(^|\/)(fake|types)\/|^docs\/(compliance|torture)\.md$/.test(path),
  );
  const byText = new Map<string, string[]>();
  for (const path of paths.filter((one) => /\.[jt]s$/.test(one) && !/\/cjs\//.test(one))) {
    const text = readFileSync(join(PACKAGE, path), 'utf8');
    byText.set(text, [...(byText.get(text) ?? []), path]);
  }
  return [
    ...strange.map((path) => `${path} is in the tarball, and nothing says why`),
    ...empty.map((allowed) => `nothing in the tarball is like ${allowed}`),
    ...inside.map((path) => `${path} is of no use to apps`),
    ...[...byText.values()]
      .filter((same) => same.length > 1)
      .map((same) => `the tarball has the same file twice: ${same.join(' and ')}`),
  ];
}

function manifest(): string[] {
  const read = (file: string) =>
    JSON.parse(readFileSync(file, 'utf8')) as Record<string, Record<string, string>>;
  const [published, ours] = [read(join(PACKAGE, 'package.json')), read('package.json')];
  const same = ['dependencies', 'peerDependencies', 'exports', 'version'];
  return [
    ...OURS.filter((key) => key in published).map((key) => `package.json publishes ${key}`),
    ...same
      .filter((key) => JSON.stringify(published[key]) !== JSON.stringify(ours[key]))
      .map((key) => `package.json publishes other ${key} than ours`),
  ];
}

/** The rules of publint: does every file of `exports` exist, in the form that its condition says? */
async function rules(): Promise<string[]> {
  const { messages, pkg } = await publint({ pkgDir: PACKAGE, pack: false, strict: true });
  return messages
    .filter(({ code }) => !UNASKED.has(code))
    .map((message) => `publint: ${formatMessage(message, pkg, { color: false })}`);
}

/** Resolves the types of every door as each kind of TypeScript project does. */
function types(tarball: string): string[] {
  const attw = resolve('node_modules/.bin/attw');
  const { status, stdout, stderr } = spawnSync(attw, [tarball, '--no-color', '--no-emoji'], {
    encoding: 'utf8',
  });
  return status === 0 ? [] : [`arethetypeswrong:\n${stdout}${stderr}`];
}

function weight(tarball: string): string[] {
  const { size } = statSync(tarball);
  const inKib = (bytes: number) => `${(bytes / KIB).toFixed(1)} KiB`;
  console.log(`${tarball}: ${inKib(size)} of ${inKib(BUDGET)}, ${files().length} files`);
  return size > BUDGET ? [`the tarball is over its budget of ${inKib(BUDGET)}`] : [];
}

async function main(): Promise<void> {
  const name = readdirSync(PACKED).find((file) => file.endsWith('.tgz'));
  if (!name) throw new Error('there is no tarball: npm run tarball comes first');
  const tarball = join(PACKED, name);
  const complaints = [
    ...weight(tarball),
    ...contents(),
    ...manifest(),
    ...(await rules()),
    ...types(tarball),
  ];
  for (const complaint of complaints) console.error(complaint);
  if (complaints.length > 0) process.exitCode = 1;
}

void main();
