/**
 * Plays every fault with trtc-calling-js 1.0.6 and with this client, in real browsers over the local
 * cloud, and writes down what each of them did. `npm run torture -- cancel` plays the rows with that word.
 */
import { writeFileSync } from 'node:fs';
import { chromium as launcher } from '@playwright/test';
import { format, resolveConfig } from 'prettier';
import { chromium } from '../e2e/support/chromium';
import type { Kind } from '../e2e/support/interop';
import { FAULTS } from './faults';
import { Stage, within, type Fault, type Finding } from './stage';

const LIMIT = 75_000;

async function play(fault: Fault, kind: Kind): Promise<Finding> {
  // A browser of its own: what one fault leaves behind is no part of the next.
  const browser = await launcher.launch(chromium(fault.browser));
  const stage = await Stage.open(browser, kind);
  try {
    return await within(fault.play(stage), LIMIT, { did: 'no end to it', holds: false });
  } catch (error) {
    const text = error instanceof Error ? error.message.split('\n')[0]! : String(error);
    return { did: `stuck: ${text}`, holds: false };
  } finally {
    await stage.close();
    await browser.close();
  }
}

interface Row {
  fault: Fault;
  old: Finding;
  ours: Finding;
}

const cell = (text: string) => text.replace(/\|/g, '\\|').replace(/\s+/g, ' ');

function table(rows: Row[]): string {
  const verdict = ({ old, ours }: Row) =>
    ours.holds ? (old.holds ? 'both hold' : '**holds**') : 'FAILS';
  const held = rows.filter(({ ours }) => ours.holds).length;
  const oldHeld = rows.filter(({ old }) => old.holds).length;
  return [
    '# Faults, side by side',
    '',
    'The same fault, played with the published `trtc-calling-js` 1.0.6 and with the script-tag build of',
    'this client: two real browser pages, the unmodified SDKs, and the local cloud with its fault knobs.',
    'Written by `npm run torture`; the local cloud is not Tencent’s, and nothing here says what that does.',
    'Where a row is a race, trtc-calling-js may come out of it differently another time.',
    '',
    `This client holds in ${held} of ${rows.length} rows, trtc-calling-js in ${oldHeld}.`,
    '',
    '| Fault | What users need | trtc-calling-js 1.0.6 | This client | |',
    '| --- | --- | --- | --- | --- |',
    ...rows.map(
      (row) =>
        `| ${[row.fault.title, row.fault.goal, row.old.did, row.ours.did, verdict(row)].map(cell).join(' | ')} |`,
    ),
    '',
  ].join('\n');
}

async function main(): Promise<void> {
  const words = process.argv.slice(2).map((word) => word.toLowerCase());
  const chosen = FAULTS.filter(
    ({ title }) => words.length === 0 || words.some((word) => title.toLowerCase().includes(word)),
  );
  const rows: Row[] = [];
  for (const fault of chosen) {
    const old = await play(fault, 'old');
    const ours = await play(fault, 'new');
    rows.push({ fault, old, ours });
    console.log(`${ours.holds ? 'holds' : 'FAILS'}  ${fault.title}`);
    console.log(`   trtc-calling-js ${old.holds ? '(holds)' : ''}: ${old.did}`);
    console.log(`   this client: ${ours.did}`);
  }
  if (words.length === 0) {
    const filepath = 'docs/torture.md';
    const style = { ...(await resolveConfig(filepath)), filepath };
    writeFileSync(filepath, await format(table(rows), style));
  }
  process.exitCode = rows.every(({ ours }) => ours.holds) ? 0 : 1;
}

void main();
