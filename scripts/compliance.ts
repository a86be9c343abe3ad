/**
 * This script writes docs/compliance.md: for each row of docs/compliance-rows.json the tests that prove it. A test proves
 * a row by its id in the title, or by being named in the row. Fails if a row has no test, or if a
 * known defect was never played with the published client (`npm run torture`).
 *
 * `tsx scripts/compliance.ts jest.json playwright.json …` also checks that each of them passed in
 * those runs.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { isShown, readRecord, type Recorded } from '../tests/torture/record';
import { titlesInResults, titlesInSources, type TestTitle } from './test-titles';

interface Row {
  id: string;
  what: string;
  /** `file › part of the title` */
  proof?: string[];
}

interface Section {
  section: string;
  rows: Row[];
}

export interface Proven extends Row {
  tests: TestTitle[];
  /** Proofs that name no test. */
  broken: string[];
}

/** Rows about the published clients, which are played with them before anybody believes them. */
const PUBLISHED = /^[WS]-\d/;

const root = resolve(__dirname, '..');
const SEPARATOR = ' › ';

export function readRows(): Section[] {
  return JSON.parse(readFileSync(resolve(root, 'docs/compliance-rows.json'), 'utf8')) as Section[];
}

export function prove(row: Row, titles: TestTitle[]): Proven {
  const id = new RegExp(`(?<![\\w-])${row.id}(?![\\w-])`);
  const tests = new Set(titles.filter(({ title }) => id.test(title)));
  const broken: string[] = [];
  for (const proof of row.proof ?? []) {
    const [file = '', ...words] = proof.split(SEPARATOR);
    const wanted = words.join(SEPARATOR);
    const named = titles.filter((test) => test.file === file && test.title.includes(wanted));
    if (named.length === 0) broken.push(proof);
    named.forEach((test) => tests.add(test));
  }
  return { ...row, tests: [...tests], broken };
}

/** Says what a run with the published client showed of its defects, and which are missing there. */
export function lacksOfRecord(rows: Row[], record: Recorded[], faults: string[]): string[] {
  const ids = new Set(rows.map(({ id }) => id));
  const played = new Set(record.map(({ title }) => title));
  const shown = new Set(record.flatMap(({ shows }) => shows));
  return [
    ...rows
      .filter(({ id }) => PUBLISHED.test(id) && !shown.has(id))
      .map(({ id }) => `${id} was never played with the published client`),
    ...[...shown].filter((id) => !ids.has(id)).map((id) => `a fault shows ${id}, which is no row`),
    ...faults.filter((title) => !played.has(title)).map((title) => `not played: ${title}`),
    ...[...played].filter((title) => !faults.includes(title)).map((title) => `gone: ${title}`),
    ...record.filter(({ ours }) => !ours.holds).map(({ title }) => `does not hold: ${title}`),
  ];
}

/** Titles of the faults, as tests/torture/faults/ has them. */
export function titlesOfFaults(): string[] {
  const folder = resolve(root, 'tests/torture/faults');
  return readdirSync(folder).flatMap((name) => {
    const text = readFileSync(resolve(folder, name), 'utf8');
    return [...text.matchAll(/^ {4}title: (?:'(.*)'|"(.*)"),$/gm)].map(
      ([, one, two]) => one ?? two!,
    );
  });
}

/** A title of a run belongs to one of the source, whose gaps it has filled. */
function isRunOf(source: TestTitle, run: TestTitle): boolean {
  if (run.file !== source.file) return false;
  const pattern = source.title
    .split(/…|%[a-z%#]|\$\w+/)
    .map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('.*');
  return new RegExp(`^${pattern}$`, 's').test(run.title);
}

export function complianceDoc(
  sections: { section: string; rows: Proven[] }[],
  record: Recorded[],
): string {
  const count = sections.reduce((sum, { rows }) => sum + rows.length, 0);
  const named = ({ file, title }: TestTitle) =>
    `  - [${file.replace(/^tests\//, '')}](../${file}): ${title.replace(/[*<>|]/g, '\\$&')}`;
  const seen = (id: string) =>
    record
      .filter(({ shows }) => shows.includes(id))
      .map((row) => {
        const { title, old } = row;
        const how = isShown(row) ? 'shown in trtc-calling-js 1.0.6' : 'not reproduced there';
        return `  - ${how}, [${title}](torture.md): ${old.did.replace(/[*<>|]/g, '\\$&')}`;
      });
  const defects = sections.flatMap(({ rows }) => rows).filter(({ id }) => PUBLISHED.test(id));
  const reproduced = defects.filter(({ id }) =>
    record.some((row) => row.shows.includes(id) && isShown(row)),
  );
  return [
    '# What is promised, and the tests that prove it',
    '',
    `${count} rows: the documented surface of TRTCCalling, what its users asked, the faults that`,
    'users of such products report, and the known defects of the published clients. Written by `npm run compliance`, which fails if a row has no test. `…` and `%s` stand',
    'for the cases of a test.',
    '',
    `${reproduced.length} of the ${defects.length} known defects were shown in trtc-calling-js 1.0.6 and its tsignaling by`,
    '`npm run torture`; what was seen stands with each, also where a defect was not reproduced.',
    ...sections.flatMap(({ section, rows }) => [
      '',
      `## ${section}`,
      '',
      ...rows.flatMap(({ id, what, tests }) => [
        `- **${id}** ${what}`,
        ...(tests.length > 0 ? tests.map(named) : ['  - **nothing**']),
        ...seen(id),
      ]),
    ]),
    '',
  ].join('\n');
}

async function main(results: string[]): Promise<void> {
  const titles = titlesInSources();
  const sections = readRows().map(({ section, rows }) => ({
    section,
    rows: rows.map((row) => prove(row, titles)),
  }));
  const all = sections.flatMap(({ rows }) => rows);
  const record = readRecord();
  const problems = [
    ...lacksOfRecord(all, record, titlesOfFaults()),
    ...all.filter(({ tests }) => tests.length === 0).map(({ id }) => `${id} has no test`),
    ...all.flatMap(({ id, broken }) => broken.map((proof) => `${id}: there is no test ${proof}`)),
  ];
  if (results.length > 0) {
    const runs = results.flatMap(titlesInResults);
    const proofs = new Set(all.flatMap(({ tests }) => tests));
    for (const proof of proofs) {
      const own = runs.filter((run) => isRunOf(proof, run));
      const name = `${proof.file}${SEPARATOR}${proof.title}`;
      if (own.length === 0) problems.push(`not run: ${name}`);
      else if (own.some(({ passed }) => !passed)) problems.push(`failed: ${name}`);
    }
  }
  const { format, resolveConfig } = await import('prettier');
  const path = resolve(root, 'docs/compliance.md');
  const style = { ...(await resolveConfig(path)), filepath: path };
  writeFileSync(path, await format(complianceDoc(sections, record), style));
  console.log(
    `${all.length} rows, ${all.length - all.filter(({ tests }) => !tests.length).length} proved`,
  );
  for (const problem of problems) console.error(problem);
  process.exitCode = problems.length > 0 ? 1 : 0;
}

if (require.main === module) void main(process.argv.slice(2));
