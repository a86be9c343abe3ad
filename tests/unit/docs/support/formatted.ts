import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';

const root = resolve(__dirname, '../../../..');

/** Lays the text of a page out as the repository's formatter does. */
export function formatted(page: string, text: string): string {
  const prettier = resolve(root, 'node_modules/prettier/bin/prettier.cjs');
  return execFileSync(process.execPath, [prettier, '--stdin-filepath', page], {
    cwd: root,
    input: text,
    encoding: 'utf8',
  });
}
