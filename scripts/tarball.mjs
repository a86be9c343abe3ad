// npm run tarball: the tarball as a fresh clone makes it, in dist/packed, and unpacked beside it; and that of the local
// cloud, in dist/packed-local-cloud.
// The sources are copied first, so that a packing never touches the files that somebody is editing.
import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const packed = resolve(root, 'dist/packed');
const clone = mkdtempSync(join(tmpdir(), 'trtc-calling-uni-'));

try {
  const list = ['ls-files', '--cached', '--others', '--exclude-standard', '-z'];
  const files = execFileSync('git', list, { cwd: root, encoding: 'utf8' }).split('\0');
  for (const file of files.filter((path) => path && existsSync(resolve(root, path)))) {
    mkdirSync(dirname(join(clone, file)), { recursive: true });
    cpSync(resolve(root, file), join(clone, file));
  }
  symlinkSync(resolve(root, 'node_modules'), join(clone, 'node_modules'), 'dir');
  rmSync(packed, { recursive: true, force: true });
  mkdirSync(packed, { recursive: true });
  execFileSync('npm', ['pack', '--loglevel=error', '--pack-destination', packed], {
    cwd: clone,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
} finally {
  rmSync(clone, { recursive: true, force: true });
}

const [tarball] = readdirSync(packed);
execFileSync('tar', ['-xzf', tarball], { cwd: packed });
// What the browser tests serve is what is published.
rmSync(resolve(root, 'dist/lib'), { recursive: true, force: true });
cpSync(join(packed, 'package/dist/lib'), resolve(root, 'dist/lib'), { recursive: true });

const packedCloud = resolve(root, 'dist/packed-local-cloud');
rmSync(packedCloud, { recursive: true, force: true });
mkdirSync(packedCloud, { recursive: true });
execFileSync('node', ['scripts/build-local-cloud.mjs'], { cwd: root, stdio: 'inherit' });
execFileSync('npm', ['pack', '--loglevel=error', '--pack-destination', packedCloud], {
  cwd: resolve(root, 'dist/local-cloud'),
  stdio: ['ignore', 'inherit', 'inherit'],
});
