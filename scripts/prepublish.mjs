// Before `npm publish` alone: what a published package has to say and a packed one need not.
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const { repository } = JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8'));

if (!repository?.url) {
  console.error(
    'package.json does not say where the sources are. Tell it once, then commit and publish again:\n' +
      "npm pkg set repository.type=git repository.url='git+https://HOST/OWNER/NAME.git'",
  );
  process.exitCode = 1;
}
