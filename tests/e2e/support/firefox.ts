import { existsSync } from 'node:fs';
import puppeteer, { type Browser } from 'puppeteer-core';
import { silentSoundCard } from './sound-card';

/** Firefox of the operating system, unless FIREFOX_PATH says otherwise. */
function executablePath(): string {
  const candidates = [
    process.env.FIREFOX_PATH,
    '/usr/bin/firefox-esr',
    '/usr/bin/firefox',
    '/Applications/Firefox.app/Contents/MacOS/firefox',
  ];
  const found = candidates.find((path): path is string => Boolean(path && existsSync(path)));
  if (found) return found;
  throw new Error('There is no Firefox. Install one, or set FIREFOX_PATH to it.');
}

/** Nobody listens there. */
const DEAD_PROXY = { host: '127.0.0.1', port: 9 };

/** A synthetic camera and microphone, a yes to whoever asks for them, and no way out of the machine. */
const PREFERENCES = {
  'media.navigator.streams.fake': true,
  'media.navigator.permission.disabled': true,
  // As a person's browser has it: a page must be touched, or capture, before it may make a sound.
  'media.autoplay.default': 1,
  'intl.accept_languages': 'en-US, en',
  'network.proxy.type': 1,
  'network.proxy.http': DEAD_PROXY.host,
  'network.proxy.http_port': DEAD_PROXY.port,
  'network.proxy.ssl': DEAD_PROXY.host,
  'network.proxy.ssl_port': DEAD_PROXY.port,
  'network.proxy.no_proxies_on': '127.0.0.1',
};

/** Media over loopback, which a person's Firefox does not have. */
const LOOPBACK = {
  'media.peerconnection.ice.loopback': true,
  // Without a permission that lasts, Firefox uses the address of its default route only.
  'permissions.default.camera': 1,
  'permissions.default.microphone': 1,
};

export interface Firefox {
  browser: Browser;
  close(): Promise<void>;
}

/**
 * How every browser test starts Firefox. Playwright knows a Firefox of its own only; this is the user's.
 *
 * @param loopback media may go to 127.0.0.1
 */
export async function startFirefox(loopback = true): Promise<Firefox> {
  const soundCard = await silentSoundCard();
  try {
    const browser = await puppeteer.launch({
      browser: 'firefox',
      executablePath: executablePath(),
      extraPrefsFirefox: { ...PREFERENCES, ...(loopback ? LOOPBACK : {}) },
      env: { ...process.env, ...soundCard.env },
    });
    return {
      browser,
      async close() {
        await browser.close();
        await soundCard.close();
      },
    };
  } catch (error) {
    await soundCard.close();
    throw error;
  }
}
