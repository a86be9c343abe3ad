import { existsSync } from 'node:fs';
import type { LaunchOptions } from '@playwright/test';

/** Chromium of the operating system, unless CHROMIUM_PATH says otherwise; else Playwright's own. */
function executablePath(): string | undefined {
  const candidates = [process.env.CHROMIUM_PATH, '/usr/bin/chromium', '/usr/bin/google-chrome'];
  return candidates.find((path): path is string => Boolean(path && existsSync(path)));
}

export interface ChromiumOptions {
  /** The rule of a person's browser: a page must be touched before it may make a sound. */
  autoplayNeedsGesture?: boolean;
  /** Answer the permission question with yes. */
  grantDevices?: boolean;
  args?: string[];
}

/**
 * How every browser test starts Chromium: a synthetic camera and microphone (a moving picture and a
 * beep), media over loopback, and no way out of the machine.
 */
export function chromium(options: ChromiumOptions = {}): LaunchOptions {
  const { autoplayNeedsGesture = false, grantDevices = true, args = [] } = options;
  return {
    executablePath: executablePath(),
    args: [
      '--no-sandbox',
      '--disable-dev-shm-usage',
      '--use-fake-device-for-media-stream',
      ...(grantDevices ? ['--use-fake-ui-for-media-stream'] : []),
      '--allow-loopback-in-peer-connection',
      '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1',
      `--autoplay-policy=${autoplayNeedsGesture ? 'document-user-activation-required' : 'no-user-gesture-required'}`,
      ...args,
    ],
  };
}
