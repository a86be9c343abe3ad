// Finds the Chromium that the browser tests run in; installs Debian's if there is none.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const CANDIDATES = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
].filter(Boolean);

const find = () => CANDIDATES.find((path) => existsSync(path));

function run(command, args) {
  const asRoot = process.getuid?.() === 0 ? [command, ...args] : ['sudo', command, ...args];
  return spawnSync(asRoot[0], asRoot.slice(1), { stdio: 'inherit' }).status === 0;
}

/** @returns {string} path of an executable Chromium */
export function ensureChromium() {
  const found = find();
  if (found) return found;
  console.log('No Chromium found: installing Debian’s chromium …');
  const fonts = ['fonts-noto-cjk', 'fonts-noto-color-emoji'];
  run('apt-get', ['update', '-qq']);
  run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium', ...fonts]);
  const installed = find();
  if (installed) return installed;
  throw new Error(
    'The browser tests need Chromium. Install one (Debian: apt-get install chromium), or set CHROMIUM_PATH to it.',
  );
}
