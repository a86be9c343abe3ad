import { isMissed, summaryOf } from '@/pages/records/summary';
import type { CallRecord } from '@/src/store/types';

const call = (part: Partial<CallRecord>): CallRecord => ({
  ...{ userIDs: ['bob'], groupID: '', isGroup: false, type: 1, direction: 'incoming' },
  ...{ reason: 'hangup', seconds: 0, at: 0 },
  ...part,
});

const line = (part: Partial<CallRecord>) => summaryOf(call(part), 'en', 'Missed');

describe('the list of calls', () => {
  it.each(['no-response', 'cancelled'] as const)(
    'an incoming call that ended by %s is a missed one, an outgoing one is not',
    (reason) => {
      expect(isMissed(call({ reason }))).toBe(true);
      expect(line({ reason })).toBe('Missed');
      expect(isMissed(call({ reason, direction: 'outgoing' }))).toBe(false);
    },
  );

  it('a call that was declined here is none that was missed', () => {
    expect(isMissed(call({ reason: 'rejected' }))).toBe(false);
  });

  it('a call in which people talked reads how long', () => {
    expect(line({ reason: 'cancelled', seconds: 65 })).toBe('1:05');
  });

  it('an end with a short word reads shorter than on the end screen', () => {
    const busy = { reason: 'busy', direction: 'outgoing' } as const;
    expect(line(busy)).toBe('On another call');
    expect(line({ ...busy, reason: 'connection-lost' })).toBe('The connection was lost');
  });

  it('a record with a reason of another version is listed all the same', () => {
    const unknown = call({ reason: 'eaten-by-a-whale' as CallRecord['reason'] });
    expect(isMissed(unknown)).toBe(false);
    expect(() => summaryOf(unknown, 'en', 'Missed')).not.toThrow();
  });
});
