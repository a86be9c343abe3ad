/**
 * Strangers' projects: each is laid out as people have it, installs the packed tarball, is built and
 * type-checked by its own settings, and holds a real call where it has a page.
 *
 * `npm run test:apps -- [--matrix] [name…]` after `npm run tarball`; `--matrix` writes the results into docs/install.md.
 */
import { rmSync } from 'node:fs';
import { writeMatrix, type Row } from './support/matrix';
import { Project } from './support/project';
import { ROADS } from './support/roads';

async function travel(name: string): Promise<Row> {
  const road = ROADS[name]!;
  const project = Project.make(road);
  const row: Row = { name, title: road.title, steps: [] };
  try {
    for (const [step, action] of Object.entries(road.steps)) {
      const start = Date.now();
      await action(project);
      const seconds = Math.round((Date.now() - start) / 1000);
      row.steps.push({ step, seconds });
      console.log(`ok     ${name}: ${step} (${seconds} s)`);
    }
  } catch (error) {
    const step = Object.keys(road.steps)[row.steps.length]!;
    row.failure = { step, text: String(error) };
    console.error(`FAILED ${name}: ${step}\n${String(error)}`);
  } finally {
    rmSync(project.folder, { recursive: true, force: true });
  }
  return row;
}

async function main(): Promise<void> {
  const words = process.argv.slice(2);
  const wanted = words.filter((word) => !word.startsWith('--'));
  const names = wanted.length > 0 ? wanted : Object.keys(ROADS);
  const unknown = names.filter((name) => !(name in ROADS));
  if (unknown.length > 0) throw new Error(`no such road: ${unknown.join(', ')}`);
  const rows: Row[] = [];
  for (const name of names) rows.push(await travel(name));
  if (words.includes('--matrix')) writeMatrix(rows);
  const failed = rows.filter(({ failure }) => failure).length;
  console.log(`\n${rows.length - failed} passed, ${failed} failed`);
  if (failed > 0) process.exitCode = 1;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
