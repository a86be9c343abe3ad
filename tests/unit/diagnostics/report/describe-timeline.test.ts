import { importReport } from '@/src/diagnostics/import';
import { describeTimeline } from '@/src/diagnostics/report/describe-timeline';
import { KINDS, type TimelineKind } from '@/src/diagnostics/report/kinds';
import type { CallReport, TimelineEntry } from '@/src/diagnostics/report/report';
import { TIMELINE_WORDS } from '@/src/diagnostics/report/words/timeline';
import { LOCALES } from '@/src/locale/languages';

const say = (entry: Omit<TimelineEntry, 'at'>, options?: Parameters<typeof describeTimeline>[1]) =>
  describeTimeline({ timeline: [{ at: 0, ...entry }] }, options)[0]!.text;

describe('the words of a timeline', () => {
  it('there is a sentence for every kind in every language, and it names whom it is about', () => {
    for (const language of LOCALES) {
      for (const kind of Object.keys(KINDS) as TimelineKind[]) {
        const text = say({ kind, who: 'bob', detail: 'x' }, { language });
        expect(text).not.toBe(kind);
        expect(text).not.toContain('{');
        expect(text.includes('bob')).toBe(TIMELINE_WORDS.en[kind].includes('{who}'));
      }
    }
  });

  it('a detail that has a sentence of its own is told by it, another one as it is', () => {
    expect(say({ kind: 'answered', who: 'bob', detail: 'busy' })).toBe('bob is on another call');
    expect(say({ kind: 'answered', who: 'bob', detail: 'later' })).toBe('bob answered: later');
    expect(say({ kind: 'network', detail: 'wifi' })).toBe('Network: wifi');
  });

  it('a user is called as the app does', () => {
    const nameOf = (userID: string) => `Mr ${userID}`;
    expect(say({ kind: 'invited', who: 'bob' }, { nameOf })).toBe('Mr bob calls');
  });

  it('a kind of a later version stands for itself, also one that every object has', () => {
    for (const kind of ['teleported', 'toString']) {
      expect(say({ kind: kind as TimelineKind })).toBe(kind);
    }
  });
});

const report = (): CallReport => ({
  ...{ version: 1, platform: 'Web', redacted: false, omitted: 0 },
  call: {
    ...{ userID: 'alice', role: 'inviter', type: 1, isGroup: false, roomID: 1, inviteID: 'i' },
    ...{ inviter: 'alice', members: ['bob'], beganAt: 0 },
  },
  timeline: [{ at: 0, kind: 'dialed' }],
  quality: [{ at: 2000, of: 1, up: { rtt: 20 }, down: [] }],
  findings: [{ kind: 'delay', from: 0 }],
});

describe('a report that was shared', () => {
  it('what is read is what was written, from text and parsed', () => {
    expect(importReport(JSON.stringify(report()))).toEqual(report());
    expect(importReport(report())).toEqual(report());
  });

  it('lists that are missing are empty', () => {
    const { quality: _quality, findings: _findings, ...rest } = report();
    expect(importReport(rest)).toEqual({ ...rest, quality: [], findings: [] });
  });

  it.each([
    ['no JSON', 'hello', 'is not JSON'],
    ['no report', '{"Data":[]}', 'no report'],
    ['one of a later version', { ...report(), version: 2 }, 'version 2'],
    [
      'one with a time that is none',
      { ...report(), timeline: [{ at: 'x', kind: 'y' }] },
      'timeline[0].at',
    ],
    ['one with a sample that is none', { ...report(), quality: [7] }, 'quality[0]'],
    ['one without its call', { ...report(), call: undefined }, 'call'],
  ])('%s is refused, with what is wrong', (_, json, why) => {
    expect(() => importReport(json)).toThrow(why);
  });
});
