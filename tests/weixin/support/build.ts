/** Finds files in the build, since where they stand is the build's own affair. */
import { readdirSync } from 'node:fs';
import { basename, join, relative, resolve, sep } from 'node:path';

export const MINI_PROGRAM = resolve('dist/build/mp-weixin');

/** @returns the path of the one page or component of this name, without an extension */
export function pathOf(name: string): string {
  const found = readdirSync(MINI_PROGRAM, { recursive: true, withFileTypes: true })
    .filter((file) => file.name === `${name}.wxml` && basename(file.parentPath) === name)
    .map(({ parentPath }) => relative(MINI_PROGRAM, join(parentPath, name)));
  if (found.length !== 1) throw new Error(`${found.length} in the build are named ${name}`);
  return found[0]!.split(sep).join('/');
}
