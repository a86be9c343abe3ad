/** The looks in which the screens of the App are walked through. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { LOCALES, type Locale } from '../../../src/locale/languages';

const LARGE = { width: 375, height: 812 };
const SMALL = { width: 320, height: 568 };

export interface Look {
  /** It is a part of the names of the pictures. */
  name: string;
  phone: { locale: Locale; theme: 'light' | 'dark'; width: number; height: number };
}

/** Each language in both themes, and on both phones. */
const ALL = LOCALES.flatMap((locale) => [
  look({ locale, theme: 'light', ...LARGE }),
  look({ locale, theme: 'dark', ...SMALL }),
]);

/** Korean has the longest words, and its phone is the smallest: what fits there fits everywhere. */
const ONE = [look({ locale: 'ko', theme: 'dark', ...SMALL })];

/** `npm run screenshots:app` looks at all of them. */
export const LOOKS: readonly Look[] = process.env.SCREENSHOTS === '1' ? ALL : ONE;

function look(phone: Look['phone']): Look {
  return { name: `${phone.locale}-${phone.theme}-${phone.width}`, phone };
}

/**
 * A walk has up to five pages with pictures open, and a large one is drawn by the processor: on a machine with other
 * work a tap has taken more than the usual 10 s to be seen.
 */
export const expectSoon = expect.configure({ timeout: 30_000 });

/** Makes the folder of the pictures. */
export function pictureFolder(outputDir: string): string {
  const folder = join(outputDir, 'screens-app');
  mkdirSync(folder, { recursive: true });
  return folder;
}
