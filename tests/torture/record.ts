/**
 * This record holds what the latest run of every fault showed: docs/torture.json, and
 * docs/torture.md made of it.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Finding } from './trial';

/** One fault, as both clients met it. */
export interface Recorded {
  /** The title of the part of the table. */
  part: string;
  title: string;
  goal: string;
  /** Rows of docs/compliance-rows.json. */
  shows: string[];
  old: Finding;
  ours: Finding;
}

const root = resolve(__dirname, '../..');

export function readRecord(): Recorded[] {
  return JSON.parse(readFileSync(resolve(root, 'docs/torture.json'), 'utf8')) as Recorded[];
}

export async function writeRecord(rows: Recorded[]): Promise<void> {
  await write('docs/torture.json', JSON.stringify(rows));
  await write('docs/torture.md', document(rows));
}

async function write(name: string, text: string): Promise<void> {
  const { format, resolveConfig } = await import('prettier');
  const filepath = resolve(root, name);
  const style = { ...(await resolveConfig(filepath)), filepath };
  writeFileSync(filepath, await format(text, style));
}

/** Whether the published client shows the defect that the fault is there for. */
export const isShown = (row: Recorded): boolean => !row.old.holds;

const cell = (text: string) => text.replace(/\|/g, '\\|').replace(/\s+/g, ' ');

function resultOf({ old, ours }: Recorded): string {
  if (!ours.holds) return 'FAILS';
  return old.holds ? 'both hold' : '**holds**';
}

function document(rows: Recorded[]): string {
  const held = rows.filter(({ ours }) => ours.holds).length;
  const oldHeld = rows.filter(({ old }) => old.holds).length;
  const parts = [...new Set(rows.map(({ part }) => part))];
  return [
    '# Faults, side by side',
    '',
    'The same fault, played with the published `trtc-calling-js` 1.0.6 and with the script-tag build of',
    'this client: real browser pages, the unmodified SDKs, and the local cloud with its fault knobs. Both',
    'sides of a call use the same client.',
    '',
    'Written by `npm run torture` from what the runs showed (docs/torture.json); `npm run torture -- cancel`',
    'plays the rows with that word again. A row holds if what users need came true.',
    '',
    '- The local cloud is not Tencent’s, and nothing here says how often Tencent’s makes such a fault.',
    '- Where a row is a race, trtc-calling-js may come out of it differently another time.',
    '- W-… and S-… are known defects of trtc-calling-js and of tsignaling below it, see',
    '  [compliance.md](compliance.md). Where the published client holds all the same, the defect was not',
    '  reproduced here, and the row says what was seen.',
    '',
    `This client holds in ${held} of ${rows.length} rows, trtc-calling-js in ${oldHeld}.`,
    ...parts.flatMap((part) => [
      '',
      `## ${part}`,
      '',
      '| Fault | What users need | trtc-calling-js 1.0.6 | This client | |',
      '| --- | --- | --- | --- | --- |',
      ...rows
        .filter((row) => row.part === part)
        .map((row) => {
          const ids = row.shows.length > 0 ? ` (${row.shows.join(', ')})` : '';
          const cells = [row.title + ids, row.goal, row.old.did, row.ours.did, resultOf(row)];
          return `| ${cells.map(cell).join(' | ')} |`;
        }),
    ]),
    '',
  ].join('\n');
}
