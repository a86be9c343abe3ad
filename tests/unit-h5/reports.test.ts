import { createPinia, setActivePinia } from 'pinia';
import { useCallStore } from '@/src/store/call';
import { MOST_REPORTS } from '@/src/store/reports';
import type { CallReport } from '@/src/store/types';
import { connected, FakeCalling, over } from './support/fake-calling';
import { reportOf } from '../support/call-report';
import { installUni, storage } from './support/uni';

let calling: FakeCalling;

beforeEach(() => {
  installUni();
  setActivePinia(createPinia());
  calling = new FakeCalling();
  useCallStore().attach(calling);
});

/** A call from its beginning to its end, and its report. @param at of the end, by which its record is known */
function playCall(at: number, report: CallReport = reportOf({ beganAt: at })): void {
  calling.show(connected(1));
  calling.show(over('hangup', { at, seconds: 5 }));
  calling.endWith(report);
}

const kept = () => [...storage.keys()].filter((key) => key.startsWith('trtc-calling:report:'));

describe('reports beside the records', () => {
  it('the report of a call is found by the record of that call', () => {
    playCall(1000);
    playCall(2000);
    const store = useCallStore();
    expect(store.reported).toEqual([2000, 1000]);
    expect(store.reportOf(store.records[1]!)?.call.beganAt).toBe(1000);
  });

  it('the latest are kept and the rest is taken away, whatever records there are', () => {
    for (let at = 1; at <= MOST_REPORTS + 3; at += 1) playCall(at);
    const store = useCallStore();
    expect(kept()).toHaveLength(MOST_REPORTS);
    expect(store.reported).toHaveLength(MOST_REPORTS);
    expect(store.reportOf({ at: 3 })).toBeUndefined();
    expect(store.reportOf({ at: 4 })).toBeDefined();
    expect(store.records).toHaveLength(MOST_REPORTS + 3);
  });

  it('they are there again after a new start, and of nobody else', () => {
    playCall(1000);
    setActivePinia(createPinia());
    const store = useCallStore();
    const again = new FakeCalling();
    store.attach(again);
    expect(store.reported).toEqual([1000]);
    again.show({ userID: 'carol' });
    expect(store.reported).toEqual([]);
    expect(store.reportOf({ at: 1000 })).toBeUndefined();
  });

  it('a report without a record of its call is kept nowhere', () => {
    calling.endWith(reportOf());
    playCall(1000);
    calling.endWith(reportOf({ beganAt: 7 }));
    expect(kept()).toHaveLength(1);
    expect(useCallStore().reportOf({ at: 1000 })?.call.beganAt).toBe(1000);
  });

  it('they go with the list of records', () => {
    playCall(1000);
    useCallStore().clearRecords();
    expect(kept()).toEqual([]);
    expect(useCallStore().reported).toEqual([]);
  });
});
