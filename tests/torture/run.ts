/**
 * Plays every fault with trtc-calling-js 1.0.6 and with this client, in real browsers over the local
 * cloud, and writes down what each of them did. `npm run torture -- cancel` plays the rows with that
 * word again; the others stay as they were recorded.
 */
import { PARTS } from './faults/index';
import { play } from './play';
import { readRecord, writeRecord, type Recorded } from './record';
import type { Fault } from './trial';

async function main(): Promise<void> {
  const words = process.argv.slice(2).map((word) => word.toLowerCase());
  const isChosen = ({ title }: Fault) =>
    words.length === 0 || words.some((word) => title.toLowerCase().includes(word));
  const before = new Map(readRecord().map((row) => [row.title, row]));
  const rows: Recorded[] = [];
  const surprises: string[] = [];
  for (const { part, faults } of PARTS) {
    for (const fault of faults) {
      const { title, goal, shows = [] } = fault;
      const known = before.get(title);
      if (!isChosen(fault)) {
        if (known) rows.push({ ...known, part, goal, shows });
        continue;
      }
      const old = await play(fault, 'old');
      const ours = await play(fault, 'new');
      rows.push({ part, title, goal, shows, old, ours });
      console.log(`${ours.holds ? 'holds' : 'FAILS'}  ${title}`);
      console.log(`   trtc-calling-js ${old.holds ? '(holds)' : ''}: ${old.did}`);
      console.log(`   this client: ${ours.did}`);
      if (!ours.holds) surprises.push(`this client: ${title}`);
      if (known && known.old.holds !== old.holds) {
        surprises.push(`trtc-calling-js ${old.holds ? 'holds now' : 'fails now'}: ${title}`);
      }
    }
  }
  await writeRecord(rows);
  for (const surprise of surprises) console.error(`not as before or not as it should: ${surprise}`);
  process.exitCode = surprises.length > 0 ? 1 : 0;
}

void main();
