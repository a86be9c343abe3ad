// npm test runs everything that decides whether the project is well; what fails fastest comes first.
// npm test -- lint unit runs only the steps whose name is given.
import { spawn } from 'node:child_process';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureChromium, ensureFirefox } from './browser.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
process.chdir(root);

const bin = (name) => resolve(root, 'node_modules/.bin', name);

const npm = (script, ...args) => [
  'npm',
  'run',
  '--silent',
  script,
  ...(args.length ? ['--', ...args] : []),
];

/** These need a core each, so two lanes run side by side; what is above in a lane fails faster. */
const lanes = [
  [
    { name: 'typecheck', run: [bin('vue-tsc'), '--noEmit'] },
    { name: 'lint', run: npm('lint') },
    { name: 'unit', run: [bin('jest'), '--selectProjects', 'unit', 'h5', 'app'] },
    { name: 'build h5', run: npm('build:h5') },
    { name: 'build mp-weixin', run: npm('build:mp-weixin') },
    { name: 'weixin compilers', run: npm('lint:weixin') },
    { name: 'build app', run: npm('build:app') },
  ],
  [
    { name: 'contract', run: [bin('jest'), '--selectProjects', 'contract'] },
    // The same schedules for everybody; `npm run test:nightly` looks for new ones.
    { name: 'model', env: { SEED: '1' }, run: [bin('jest'), '--selectProjects', 'model'] },
    { name: 'sdk', run: [bin('jest'), '--selectProjects', 'sdk'] },
  ],
];

/** These stand on the types and the builds, and those with a browser keep both cores busy by themselves. */
const rest = [
  { name: 'tarball', run: npm('tarball') },
  { name: 'tarball lint', run: npm('lint:package') },
  { name: 'es2015', run: [bin('es-check'), 'es2015', 'dist/lib/*.umd.js'] },
  { name: 'weight', run: npm('weight') },
  // A project of somebody else, as uni-app's CLI makes it, with the tarball; `npm run test:nightly` has the others.
  { name: 'cli app', browser: true, run: npm('test:apps', 'cli') },
  { name: 'weixin', browser: true, run: [bin('playwright'), 'test', '-c', 'tests/weixin'] },
  { name: 'app', browser: true, run: [bin('playwright'), 'test', '-c', 'tests/app'] },
  { name: 'e2e calls', browser: true, run: [bin('playwright'), 'test', '--project=calls'] },
  {
    name: 'e2e crowds',
    browser: true,
    run: [bin('playwright'), 'test', '--project=crowds', '--workers=1'],
  },
];

const wanted = process.argv.slice(2);
const isWanted = ({ name }) => wanted.length === 0 || wanted.some((word) => name.includes(word));
const chosen = [...lanes.flat(), ...rest].filter(isWanted);

const browsers = () => ({ CHROMIUM_PATH: ensureChromium(), FIREFOX_PATH: ensureFirefox() });

/** @returns the exit code, and the output where it was not shown at once */
function execute([command, ...args], env, isShown) {
  return new Promise((done) => {
    const output = [];
    const stdio = isShown ? 'inherit' : ['ignore', 'pipe', 'pipe'];
    const child = spawn(command, args, { stdio, env: { ...process.env, ...env } });
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk) => output.push(chunk));
    }
    child.on('error', (error) => done({ code: 1, output: [...output, `${error}\n`] }));
    child.on('close', (code) => done({ code: code ?? 1, output }));
  });
}

const results = [];
const hasFailed = () => results.some(({ code }) => code !== 0);

/** Two lanes would mix their lines, so a lane's step is shown when it is over. */
async function runAll(steps, isShown) {
  for (const step of steps.filter(isWanted)) {
    if (hasFailed()) return;
    const title = `\n=== ${step.name} ===`;
    if (isShown) console.log(title);
    const env = { ...step.env, ...(step.browser ? browsers() : {}) };
    const start = Date.now();
    const { code, output } = await execute(step.run, env, isShown);
    results.push({ ...step, code, seconds: Math.round((Date.now() - start) / 1000) });
    if (!isShown) {
      console.log(title);
      for (const chunk of output) process.stdout.write(chunk);
    }
  }
}

const single = lanes.filter((lane) => lane.some(isWanted)).length < 2;
await Promise.all(lanes.map((lane) => runAll(lane, single)));
await runAll(rest, true);

console.log('');
for (const { name, code, seconds } of results) {
  console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)`);
}
const failed = results.filter(({ code }) => code !== 0).length;
const skipped = chosen.length - results.length;
console.log(
  `\n${results.length - failed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`,
);
process.exit(failed === 0 ? 0 : 1);
