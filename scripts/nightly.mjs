// npm run test:nightly takes hours and looks for what nobody thought of. SCHEDULES sets how many.
// npm run test:nightly -- interop runs only the steps whose name is given.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureChromium } from './browser.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
process.chdir(root);

const bin = (name) => resolve(root, 'node_modules/.bin', name);
const interop = readdirSync('tests/e2e/interop').map((file) => ({
  name: `interop ${file}`,
  run: [bin('playwright'), 'test', `tests/e2e/interop/${file}`, '--repeat-each=5', '--workers=1'],
}));

const steps = [
  {
    name: 'schedules',
    env: { SCHEDULES: process.env.SCHEDULES ?? '1000000' },
    run: [bin('jest'), 'tests/model/schedules', '--selectProjects', 'model'],
  },
  { name: 'tarball', run: ['npm', 'run', '--silent', 'tarball'] },
  { name: 'apps', run: ['npm', 'run', '--silent', 'test:apps', '--', '--matrix'] },
  { name: 'doors', run: ['npm', 'run', '--silent', 'doors', '--', '--write'] },
  ...interop,
  { name: 'torture', run: ['npm', 'run', '--silent', 'torture'] },
  { name: 'build h5', run: ['npm', 'run', '--silent', 'build:h5'] },
  { name: 'build mp-weixin', run: ['npm', 'run', '--silent', 'build:mp-weixin'] },
  { name: 'build app', run: ['npm', 'run', '--silent', 'build:app'] },
  { name: 'soak', run: ['npm', 'run', '--silent', 'soak'] },
];

const wanted = process.argv.slice(2);
const chosen = wanted.length
  ? steps.filter(({ name }) => wanted.some((word) => name.includes(word)))
  : steps;

const browser = { CHROMIUM_PATH: ensureChromium() };
// One failure does not keep the others from being looked for.
const results = chosen.map(({ name, env, run: [command, ...args] }) => {
  console.log(`\n=== ${name} ===`);
  const options = { stdio: 'inherit', env: { ...process.env, ...browser, ...env } };
  return { name, code: spawnSync(command, args, options).status ?? 1 };
});
console.log('');
for (const { name, code } of results) console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${name}`);
process.exit(results.every(({ code }) => code === 0) ? 0 : 1);
