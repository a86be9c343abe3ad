/** Reports of the latest calls of a user stay on this device, each beside the record of its call. */
import type { CallReport } from '../trtc-calling/public';
import { readStored, removeStored, whenKnown, writeStored } from './storage';

/** The oldest go first. A report has at most 64 KiB, and WeChat gives an app 10 MiB in all. */
export const MOST_REPORTS = 10;

const listOf = (userID: string) => `trtc-calling:reports:${userID}`;
/** One report has one place, so that none but the one that is looked at is read. */
const placeOf = (userID: string, at: number) => `trtc-calling:report:${userID}:${at}`;

/** Hands over of which calls there are reports, as the `at` of their records, as soon as that can be read. */
export function loadReportList(userID: string, loaded: (list: number[]) => void): void {
  if (userID) whenKnown(listOf(userID), () => loaded(storedList(userID)));
}

/** Keeps the report of the call whose record is of this time. */
export function storeReport(userID: string, at: number, report: CallReport): void {
  if (!userID) return;
  whenKnown(listOf(userID), () => {
    const before = storedList(userID);
    const list = addReport(before, at);
    for (const old of before) {
      if (!list.includes(old)) removeStored(placeOf(userID, old));
    }
    writeStored(placeOf(userID, at), report);
    writeStored(listOf(userID), list);
  });
}

/** @returns undefined if it is not kept, or not any more */
export const storedReport = (userID: string, at: number): CallReport | undefined =>
  readStored<CallReport>(placeOf(userID, at));

export function forgetReports(userID: string): void {
  if (!userID) return;
  for (const at of storedList(userID)) removeStored(placeOf(userID, at));
  writeStored(listOf(userID), []);
}

/** The newest first. */
export const addReport = (list: readonly number[], at: number): number[] =>
  [at, ...list.filter((other) => other !== at)].slice(0, MOST_REPORTS);

function storedList(userID: string): number[] {
  const stored = readStored<unknown>(listOf(userID));
  return Array.isArray(stored) ? stored.filter((at) => typeof at === 'number') : [];
}
