/** What the packages of a built mini-program weigh. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

const filesIn = (folder: string): { path: string; bytes: number }[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => ({
      path: relative(folder, file).split(sep).join('/'),
      bytes: statSync(file).size,
    }));

/** @returns bytes by the root of each sub-package, as WeChat counts them; '' is the main package */
export function packagesOf(folder: string): Map<string, number> {
  const { subPackages = [] } = JSON.parse(readFileSync(join(folder, 'app.json'), 'utf8')) as {
    subPackages?: { root: string }[];
  };
  const sizes = new Map([['', 0], ...subPackages.map(({ root }) => [root, 0] as const)]);
  for (const { path, bytes } of filesIn(folder)) {
    const root = subPackages.find((one) => path.startsWith(`${one.root}/`))?.root ?? '';
    sizes.set(root, sizes.get(root)! + bytes);
  }
  return sizes;
}
