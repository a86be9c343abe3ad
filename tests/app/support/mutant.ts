/** Builds of the App with one change each, to show that the tests would notice it. */
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { APP } from '../host/app-host';

interface Change {
  file: string;
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
    const changed = text.replace(from, to);
    expect(changed, `${file} is changed`).not.toBe(text);
    await writeFile(path, changed);
    await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
