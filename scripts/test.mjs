// npm test runs everything that decides whether the project is well, in the order in which it fails fastest.
// npm test -- lint unit runs only the steps whose name is given.
import { spawn } from 'node:child_process';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureChromium, ensureFirefox } from './browser.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
process.chdir(root);

const bin = (name) => resolve(root, 'node_modules/.bin', name);

const steps = [
  { name: 'typecheck', run: [bin('vue-tsc'), '--noEmit'] },
  { name: 'lint', run: ['npm', 'run', '--silent', 'lint'] },
  { name: 'unit', run: [bin('jest'), '--selectProjects', 'unit', 'h5'] },
  // The same schedules for everybody; `npm run test:nightly` looks for new ones.
  { name: 'model', env: { SEED: '1' }, run: [bin('jest'), '--selectProjects', 'model'] },
  { name: 'sdk', run: [bin('jest'), '--selectProjects', 'sdk'] },
  { name: 'contract', run: [bin('jest'), '--selectProjects', 'contract'] },
  { name: 'build h5', run: ['npm', 'run', '--silent', 'build:h5'] },
  { name: 'build mp-weixin', run: ['npm', 'run', '--silent', 'build:mp-weixin'] },
  { name: 'weixin compilers', run: ['npm', 'run', '--silent', 'lint:weixin'] },
  { name: 'build app', run: ['npm', 'run', '--silent', 'build:app'] },
  { name: 'tarball', run: ['npm', 'run', '--silent', 'tarball'] },
  { name: 'tarball lint', run: ['npm', 'run', '--silent', 'lint:package'] },
  { name: 'es2015', run: [bin('es-check'), 'es2015', 'dist/lib/*.umd.js'] },
  { name: 'weight', run: ['npm', 'run', '--silent', 'weight'] },
  // A project of somebody else, as uni-app's CLI makes it, with the tarball; `npm run test:nightly` has the others.
  {
    name: 'cli app',
    browser: true,
    run: ['npm', 'run', '--silent', 'test:apps', '--', 'cli'],
  },
  {
    name: 'weixin',
    browser: true,
    run: [bin('playwright'), 'test', '-c', 'tests/weixin'],
  },
  { name: 'e2e calls', browser: true, run: [bin('playwright'), 'test', '--project=calls'] },
  {
    name: 'e2e crowds',
    browser: true,
    run: [bin('playwright'), 'test', '--project=crowds', '--workers=1'],
  },
];

const wanted = process.argv.slice(2);
const chosen = wanted.length
  ? steps.filter(({ name }) => wanted.some((word) => name.includes(word)))
  : steps;

const browsers = () => ({ CHROMIUM_PATH: ensureChromium(), FIREFOX_PATH: ensureFirefox() });

function execute([command, ...args], env) {
  return new Promise((done) => {
    const child = spawn(command, args, { stdio: 'inherit', env: { ...process.env, ...env } });
    child.on('error', () => done(1));
    child.on('close', (code) => done(code ?? 1));
  });
}

const results = [];
for (const step of chosen) {
  const env = { ...step.env, ...(step.browser ? browsers() : {}) };
  console.log(`\n=== ${step.name} ===`);
  const start = Date.now();
  const code = await execute(step.run, env);
  results.push({ ...step, code, seconds: Math.round((Date.now() - start) / 1000) });
  // What comes later stands on the types and the builds.
  if (code !== 0) break;
}

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
