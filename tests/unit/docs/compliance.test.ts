/** These tests hold that each row of docs/compliance.md names tests that exist. */
import { lacksOfRecord, prove, readRows, titlesOfFaults } from '../../../scripts/compliance';
import { titlesInSources } from '../../../scripts/test-titles';
import { readRecord } from '../../torture/record';

it('every promise, question and known defect has a test', () => {
  const titles = titlesInSources();
  const rows = readRows().flatMap((section) => section.rows);
  const proven = rows.map((row) => prove(row, titles));
  expect(proven.filter(({ tests }) => tests.length === 0).map(({ id }) => id)).toEqual([]);
  expect(proven.flatMap(({ broken }) => broken)).toEqual([]);
  expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
});

it('every known defect was played with the published client, and ours held', () => {
  const rows = readRows().flatMap((section) => section.rows);
  expect(titlesOfFaults().length).toBeGreaterThan(50);
  expect(lacksOfRecord(rows, readRecord(), titlesOfFaults())).toEqual([]);
});
