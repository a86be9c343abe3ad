/** The browser in which phones with an App are. */
import { chromium as launcher, type Browser } from '@playwright/test';
import { chromium } from '../../e2e/support/chromium';

/**
 * Two cameras, to flip from one to the other, and as few pictures as show that they move. The second of
 * Chromium's three is one for depth, which no encoder takes.
 */
const CAMERAS = '--use-fake-device-for-media-stream=fps=5,device-count=3';
/** Views of an App come from files, and so does the window that holds them. */
const FILES = '--allow-file-access-from-files';

export const launchPhones = (): Promise<Browser> =>
  launcher.launch(chromium({ args: [CAMERAS, FILES] }));
