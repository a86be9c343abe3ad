/** This test holds that schedules and unit tests together use every cell of the transition table. */
import fc from 'fast-check';
import { CELL_CASES, playCell } from '../support/cell-cases';
import { handledCells, recordCells } from '../support/cells';
import { play } from './run';
import { schedules } from './schedule';

it('random schedules and the unit tests use every cell of the table that does something', async () => {
  const used = recordCells();
  await fc.assert(
    fc.asyncProperty(schedules, async (schedule) => void (await play(schedule))),
    { seed: 1, numRuns: 3000 },
  );
  CELL_CASES.forEach(playCell);
  expect(handledCells().filter((cell) => !used.has(cell))).toEqual([]);
}, 120_000);
