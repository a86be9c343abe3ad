/** Kept reports are those that the screens can show: each belongs to the record of a call. */
import { shallowRef } from 'vue';
import { addReport, forgetReports, loadReportList, storedReport, storeReport } from './reports';
import type { CallRecord, CallReport } from './types';

/** @param userID says whose calls are shown now */
export function keptReports(userID: () => string) {
  /** The calls whose reports are kept, as the `at` of their records. */
  const list = shallowRef<number[]>([]);
  /** The record that waits for the report of its call. */
  let waiting: CallRecord | undefined;

  return {
    list,
    load(whose: string): void {
      list.value = [];
      loadReportList(whose, (stored) => {
        if (userID() !== whose) return;
        // Calls may have ended before it could be read.
        list.value = [...list.value].reverse().reduce(addReport, stored);
      });
    },
    /** The call of this record is over; its report comes next, if one was made. */
    expect: (record: CallRecord | undefined) => void (waiting = record),
    keep(report: CallReport): void {
      if (!waiting) return;
      const { at } = waiting;
      waiting = undefined;
      list.value = addReport(list.value, at);
      storeReport(report.call.userID, at, report);
    },
    of: ({ at }: Pick<CallRecord, 'at'>): CallReport | undefined => storedReport(userID(), at),
    clear(): void {
      list.value = [];
      waiting = undefined;
    },
    forget(): void {
      list.value = [];
      forgetReports(userID());
    },
  };
}
