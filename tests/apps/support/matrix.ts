/** The table of roads in docs/install.md. It has no times, so that it changes only when a result does. */
import { readFileSync, writeFileSync } from 'node:fs';
import { ROADS } from './roads';

export interface Row {
  name: string;
  title: string;
  steps: { step: string; seconds: number }[];
  failure?: { step: string; text: string };
}

const PAGE = 'docs/install.md';
const [START, END] = ['<!-- roads -->', '<!-- /roads -->'];
const HEAD = ['| Project | Proved | Result |', '| --- | --- | --- |'];

function lineOf({ title, steps, failure }: Row): string {
  const done = steps.map(({ step }) => step).join(', ');
  return `| ${title} | ${done} | ${failure ? `fails: ${failure.step}` : 'works'} |`;
}

const titleOf = (line: string) => line.split(' | ')[0]!.replace(/^\| /, '').trim();

/** Writes these rows between the two marks; roads that were not travelled keep theirs. @throws Error if the marks are missing */
export function writeMatrix(rows: Row[]): void {
  const page = readFileSync(PAGE, 'utf8');
  const [start, end] = [page.indexOf(START) + START.length, page.indexOf(END)];
  if (start < START.length || end < start) throw new Error(`${PAGE} has no place for the table`);
  const before = page.slice(start, end).split('\n');
  const lines = Object.values(ROADS).flatMap(({ title }) => {
    const row = rows.find((one) => one.title === title);
    return row ? [lineOf(row)] : before.filter((line) => titleOf(line) === title);
  });
  const table = [...HEAD, ...lines].join('\n');
  writeFileSync(PAGE, `${page.slice(0, start)}\n\n${table}\n\n${page.slice(end)}`);
}
