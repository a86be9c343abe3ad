/** `npm run docs` writes the generated pages. */
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { PAGES } from './pages';

async function main(): Promise<void> {
  for (const [page, make] of Object.entries(PAGES)) {
    const path = resolve(__dirname, '../..', page);
    const options = await resolveConfig(path);
    writeFileSync(path, await format(make(), { ...options, filepath: path }));
  }
}

void main();
