// This script starts the uni CLI with this directory as the input directory (HBuilderX layout).
// UNI_INPUT_DIR has to be absolute: with "." easycom imports do not resolve.
import { createRequire } from 'node:module';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
process.chdir(root);
process.env.UNI_INPUT_DIR ??= root;
// Outside of CI uni's CLI reports a hash of this machine's network address to its maker.
process.env.CI ??= 'true';
createRequire(import.meta.url)('@dcloudio/vite-plugin-uni/bin/uni.js');
