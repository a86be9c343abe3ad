/** `npm run docs` writes the generated pages, and the files of the sample projects into the others. */
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { filled, pages } from './blocks';
import { PAGES } from './pages';

async function write(page: string, text: string): Promise<void> {
  const path = resolve(__dirname, '../..', page);
  const options = await resolveConfig(path);
  writeFileSync(path, await format(text, { ...options, filepath: path }));
}

async function main(): Promise<void> {
  for (const [page, make] of Object.entries(PAGES)) await write(page, make());
  for (const page of pages()) {
    const text = filled(page);
    if (text !== undefined) await write(page, text);
  }
}

void main();
