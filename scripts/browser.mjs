// This script finds the browsers that the tests run in, and installs Debian's where there are none.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const CHROMIUM = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

const FIREFOX = [
  process.env.FIREFOX_PATH,
  '/usr/bin/firefox-esr',
  '/usr/bin/firefox',
  '/Applications/Firefox.app/Contents/MacOS/firefox',
];

const find = (paths) => paths.find((path) => path && existsSync(path));

function run(command, args) {
  const asRoot = process.getuid?.() === 0 ? [command, ...args] : ['sudo', command, ...args];
  return spawnSync(asRoot[0], asRoot.slice(1), { stdio: 'inherit' }).status === 0;
}

let listed = false;

/** Does nothing where there is no apt. */
function install(...packages) {
  if (!existsSync('/usr/bin/apt-get')) return;
  console.log(`Installing Debian’s ${packages.join(', ')} …`);
  listed ||= run('apt-get', ['update', '-qq']);
  run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages]);
}

/** @returns {string} path of an executable Chromium */
export function ensureChromium() {
  if (!find(CHROMIUM)) install('chromium', 'fonts-noto-cjk', 'fonts-noto-color-emoji');
  const found = find(CHROMIUM);
  if (found) return found;
  throw new Error(
    'The browser tests need Chromium. Install one (Debian: apt-get install chromium), or set CHROMIUM_PATH to it.',
  );
}

/**
 * Firefox, and on Linux the PulseAudio whose silent sound card the tests give it.
 *
 * @returns {string} path of an executable Firefox, or '' if there is none and no way to install one
 */
export function ensureFirefox() {
  if (!find(FIREFOX)) install('firefox-esr');
  const hasSound = () => process.platform !== 'linux' || existsSync('/usr/bin/pulseaudio');
  if (!hasSound()) install('pulseaudio');
  const found = find(FIREFOX);
  if (found && hasSound()) return found;
  const missing = found ? 'PulseAudio' : 'Firefox';
  if (spawnSync('apt-cache', ['show', 'firefox-esr'], { stdio: 'ignore' }).status === 0) {
    throw new Error(
      `The calls between browsers need ${missing}, and it could not be installed. Try it yourself: apt-get install firefox-esr pulseaudio`,
    );
  }
  console.warn(`
  !! There is no ${missing} here, and no Debian package of it: the calls between Firefox and
  !! Chromium are NOT tested. Install it (and set FIREFOX_PATH if it is not found).
`);
  return '';
}
