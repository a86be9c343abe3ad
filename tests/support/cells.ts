/** Notes which cells of the transition table are used. */
import type { EventKind } from '../../src/call/events';
import type { Phase } from '../../src/call/state';
import type { Handler } from '../../src/call/outcome';
import { isIgnored, TABLE } from '../../src/call/transition';

const PHASES = Object.keys(TABLE) as Phase[];

/** `phase + event` of every cell that does something. */
export function handledCells(): string[] {
  return PHASES.flatMap((phase) =>
    Object.entries(TABLE[phase])
      .filter(([, cell]) => !isIgnored(cell as Handler<EventKind>))
      .map(([kind]) => `${phase} + ${kind}`),
  );
}

/** Every handler notes from now on that it was called, in this test file's copy of the table. */
export function recordCells(): Set<string> {
  const used = new Set<string>();
  for (const phase of PHASES) {
    const row = TABLE[phase] as unknown as Record<string, Handler<EventKind>>;
    for (const [kind, cell] of Object.entries(row)) {
      if (isIgnored(cell)) continue;
      row[kind] = (state, event) => {
        used.add(`${phase} + ${kind}`);
        return cell(state, event);
      };
    }
  }
  return used;
}
