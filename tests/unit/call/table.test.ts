/** These tests hold that each cell of the transition table is handled, or ignored with a reason. */
import type { EventKind } from '../../../src/call/events';
import type { Handler } from '../../../src/call/outcome';
import { isIgnored, TABLE } from '../../../src/call/transition';
import { CELL_CASES, playCell } from '../../support/cell-cases';

const rows = Object.entries(TABLE);
const kinds = Object.keys(TABLE.idle).sort();

describe.each(rows)('the phase %s', (_phase, row) => {
  it('each phase knows the same events as every other phase', () => {
    expect(Object.keys(row).sort()).toEqual(kinds);
  });

  it.each(Object.entries(row))(
    'each phase handles %s, or says why it is ignored',
    (_kind, cell) => {
      if (!isIgnored(cell as Handler<EventKind>)) expect(typeof cell).toBe('function');
      else expect((cell as { ignored: string }).ignored).toMatch(/\S{2,} \S{2,}/);
    },
  );
});

it.each(CELL_CASES)('$what', (cell) => {
  const [next, effects] = playCell(cell);
  expect(next).toMatchObject(cell.then);
  const names = effects.map((effect) =>
    effect.kind === 'notify' ? effect.notice.name : effect.kind,
  );
  expect(names).toEqual(cell.does);
});
