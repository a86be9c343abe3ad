/** The table of roads in docs/install.md. */
import { readFileSync, writeFileSync } from 'node:fs';

export interface Row {
  name: string;
  title: string;
  steps: { step: string; seconds: number }[];
  failure?: { step: string; text: string };
}

const PAGE = 'docs/install.md';
const [START, END] = ['<!-- roads -->', '<!-- /roads -->'];

/** Replaces what stands between the two marks. @throws Error if they are missing */
export function writeMatrix(rows: Row[]): void {
  const page = readFileSync(PAGE, 'utf8');
  const [start, end] = [page.indexOf(START), page.indexOf(END)];
  if (start < 0 || end < start) throw new Error(`${PAGE} has no place for the table`);
  const lines = rows.map(({ title, steps, failure }) => {
    const done = steps.map(({ step, seconds }) => `${step} (${seconds} s)`).join(', ');
    return `| ${title} | ${done} | ${failure ? `fails: ${failure.step}` : 'works'} |`;
  });
  const table = ['| Project | Proved | Result |', '| --- | --- | --- |', ...lines].join('\n');
  writeFileSync(PAGE, `${page.slice(0, start + START.length)}\n\n${table}\n\n${page.slice(end)}`);
}
