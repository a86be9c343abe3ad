/** The files that a page of the documents tells its reader to make. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { blocksIn } from '../../../scripts/docs/blocks';

/** Blocks of scripts without a file name say it in their first line, as docs/testing.md does. */
const FIRST_LINE = /^\/\/ (\S+\.[jt]s)\n/;

/** Writes the files of this page into a folder, as a reader would. @throws Error if it has none */
export function copyFilesOf(page: string, folder: string): void {
  const files = blocksIn(page).map(({ file, code }) => ({
    file: file || (FIRST_LINE.exec(code)?.[1] ?? ''),
    code,
  }));
  const named = files.filter(({ file }) => file);
  if (named.length === 0) throw new Error(`${page} has no files`);
  for (const { file, code } of named) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), code);
  }
}

/** The whole pages of HTML of this page. */
export const htmlOf = (page: string): string[] =>
  blocksIn(page)
    .filter(({ language }) => language === 'html')
    .map(({ code }) => code);

/** The fragment of this page, in this language, that has this word. @throws Error if there is none */
export function fragmentOf(page: string, language: string, word: string): string {
  const found = blocksIn(page).find((one) => one.language === language && one.code.includes(word));
  if (!found) throw new Error(`${page} has no ${language} with ${word}`);
  return found.code;
}

/** What this page tells its reader to install besides the package itself. @throws Error if it does not say */
export function installsOf(page: string): string[] {
  const [, line] =
    blocksIn(page)
      .map(({ code }) => /^npm install ((?:[\w-]+(?:@[\w.]+)? ?)+)$/m.exec(code))
      .find(Boolean) ?? [];
  if (!line) throw new Error(`${page} does not say what to install`);
  return line.split(' ').filter((name) => name !== 'trtc-calling-uni');
}
