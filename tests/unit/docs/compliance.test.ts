import { prove, readRows } from '../../../scripts/compliance';
import { titlesInSources } from '../../../scripts/test-titles';

test('every promise, question and known defect has a test', () => {
  const titles = titlesInSources();
  const rows = readRows().flatMap((section) => section.rows);
  const proven = rows.map((row) => prove(row, titles));
  expect(proven.filter(({ tests }) => tests.length === 0).map(({ id }) => id)).toEqual([]);
  expect(proven.flatMap(({ broken }) => broken)).toEqual([]);
  expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
});
