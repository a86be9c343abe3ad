/** Builds of the App with one change each, to show that the tests would notice it. */
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { APP } from '../host/app-host';

const countOf = (text: string, { source, flags }: RegExp) =>
  [...text.matchAll(new RegExp(source, `${flags}g`))].length;

export interface Change {
  /** In the folder of the build. */
  file: string;
  /** It stands there exactly once. */
  from: string | RegExp;
  to: string;
}

/** Hands over the folder of a build with this one change, and takes it away afterwards. */
export async function withMutant(
  { file, from, to }: Change,
  use: (folder: string) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'app-mutant-'));
  try {
    await cp(APP, folder, { recursive: true });
    const path = join(folder, file);
    const text = await readFile(path, 'utf8');
    const found = typeof from === 'string' ? text.split(from).length - 1 : countOf(text, from);
    expect(found, `how often ${String(from)} stands in ${file}`).toBe(1);
    // A text is put in as it is; a pattern may name its groups.
    const changed =
      typeof from === 'string' ? text.replace(from, () => to) : text.replace(from, to);
    await writeFile(path, changed);
    await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
