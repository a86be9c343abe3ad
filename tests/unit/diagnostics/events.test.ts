/** The vocabulary of events has every row of the vendor's tables, in four languages, in words of our own. */
import { createHash } from 'node:crypto';
import {
  describeEvent,
  type EventGroup,
  type EventReference,
} from '../../../src/diagnostics/events';
import { EVENTS, LISTED_EVENTS, rowsOf } from '../../../src/diagnostics/events/vocabulary';
import { UNLISTED_EVENTS } from '../../../src/diagnostics/events/webrtc-events';
import { WORDS } from '../../../src/diagnostics/events/words';
import { LOCALES, type Locale } from '../../../src/locale/languages';
import vendor from './support/vendor-tables.json';

const GROUPS = Object.keys(EVENTS) as EventGroup[];
const LISTED = GROUPS.flatMap((group) =>
  vendor.ids[group].map(([id, ...params]) => ({ group, id: id as number, params })),
);

/** An answer of the cloud: a measured value is any number, and −1 stands for what is not used. */
const asTold = ({ group, id, params }: (typeof LISTED)[number]): EventReference => ({
  group,
  id,
  params: params.map((value) => (typeof value === 'number' ? value : 7)),
});

const textsIn = (language: Locale) =>
  GROUPS.flatMap((group) => Object.values<string>(WORDS[language][group]));

describe('the tables', () => {
  it('the vendor has 173 rows, in groups of 83, 27, 5, 32 and 26', () => {
    expect(GROUPS.map((group) => [group, vendor.ids[group].length])).toEqual([
      ['sdk', 83],
      ['webrtc', 27],
      ['experience', 5],
      ['dismissal', 32],
      ['realtime', 26],
    ]);
  });

  it('the vocabulary lists the rows of the vendor, and no others', () => {
    const ours = GROUPS.flatMap((group) =>
      Object.values(LISTED_EVENTS[group]).map(({ id, params: [one = -1, two = -1] }) =>
        JSON.stringify([group, id, one, two]),
      ),
    );
    const theirs = LISTED.map(({ group, id, params }) => JSON.stringify([group, id, ...params]));
    expect(ours.sort()).toEqual(theirs.sort());
    expect(new Set(ours).size).toBe(173);
  });

  it.each(LOCALES)(
    'each of the 173 rows is described in %s, and by a name of its own',
    (language) => {
      const found = LISTED.map((row) => describeEvent(asTold(row), { language }));
      for (const [at, description] of found.entries()) {
        expect(description).toMatchObject({
          group: LISTED[at]!.group,
          id: LISTED[at]!.id,
          listed: true,
          text: expect.stringMatching(/\S/),
        });
      }
      expect(new Set(found.map((description) => description!.name)).size).toBe(173);
    },
  );

  it('no two names or rows of a group are found by the same numbers', () => {
    for (const group of GROUPS) {
      const keys = rowsOf(group).map(([, { id, params }]) =>
        // A measured value may be any number, so it tells no row from another.
        JSON.stringify([id, params.map((value) => (typeof value === 'number' ? value : '*'))]),
      );
      expect(new Set(keys).size).toBe(keys.length);
    }
  });

  it('a row that uses a parameter is not hidden by one of the same id that uses fewer', () => {
    for (const group of GROUPS) {
      const used = new Map<number, Set<number>>();
      for (const [, { id, params }] of rowsOf(group)) {
        used.set(id, (used.get(id) ?? new Set()).add(params.length));
      }
      expect([...used].filter(([, lengths]) => lengths.size > 1)).toEqual([]);
    }
  });
});

describe('the words', () => {
  it.each(LOCALES)('in %s no two rows of a group have the same text', (language) => {
    for (const group of GROUPS) {
      const texts = Object.values<string>(WORDS[language][group]);
      expect(texts.filter((text, at) => texts.indexOf(text) !== at)).toEqual([]);
    }
  });

  it('every text of a language is in that language', () => {
    const script = {
      'zh-CN': /\p{Script=Han}/u,
      ja: /[\p{Script=Hiragana}]/u,
      ko: /\p{Script=Hangul}/u,
    };
    for (const language of ['zh-CN', 'ja', 'ko'] as const) {
      expect(textsIn(language).filter((text) => !script[language].test(text))).toEqual([]);
    }
    expect(textsIn('en').filter((text) => /[^\u0000-\u024f×’]/.test(text))).toEqual([]);
  });

  it('the gaps of a text are the measured values of its row, in every language', () => {
    for (const language of LOCALES) {
      for (const group of GROUPS) {
        for (const [name, { params }] of rowsOf(group)) {
          const text = (WORDS[language][group] as Record<string, string>)[name]!;
          const gaps = [...text.matchAll(/\{(\w+)\}/g)].map(([, gap]) => gap).sort();
          expect([name, gaps]).toEqual([
            name,
            params.filter((value) => typeof value === 'string').sort(),
          ]);
        }
      }
    }
  });

  it("no English text is a sentence of the vendor's, or has six words in a row of one", () => {
    const wordsOf = (text: string) => text.toLowerCase().match(/[a-z0-9]+/g) ?? [];
    const hash = (words: string[]) =>
      createHash('sha256').update(words.join(' ')).digest('hex').slice(0, 10);
    const copied = textsIn('en').filter((text) => {
      const words = wordsOf(text);
      const runs = words.slice(5).map((_, at) => words.slice(at, at + 6));
      return (
        vendor.sentences.includes(hash(words)) ||
        runs.some((run) => vendor.phrases.includes(hash(run)))
      );
    });
    expect(copied).toEqual([]);
    // The hashes are of that form: the table has a row of this one word.
    expect(vendor.sentences).toContain(hash(wordsOf('Unmuted')));
  });
});

describe('describeEvent', () => {
  it('tells rows of one id by their parameters', () => {
    const names = [0, 1, 2, 5].map(
      (kind) => describeEvent({ group: 'sdk', id: 1003, params: [kind, -1] })?.name,
    );
    expect(names).toEqual([
      'sdk.network-none',
      'sdk.network-wifi',
      'sdk.network-4g',
      'sdk.network-wired',
    ]);
    expect(describeEvent({ group: 'sdk', id: 6001, params: [102, 2] })?.name).toBe(
      'sdk.qos-cloud-clear-audio-call',
    );
  });

  it('tells rows of one id in two groups apart', () => {
    expect(describeEvent({ group: 'sdk', id: 2001, params: [1, -1] })?.name).toBe(
      'sdk.app-background',
    );
    expect(describeEvent({ group: 'realtime', id: 2001 })?.name).toBe('realtime.system-cpu-high');
    expect(describeEvent({ group: 'dismissal', id: 1001 })?.name).toBe(
      'dismissal.audio-device-failed',
    );
  });

  it('explains measured values, and puts them into the text', () => {
    const size = describeEvent({ group: 'sdk', id: 4003, params: [640, 480] });
    expect(size).toMatchObject({
      text: 'The picture now has 640 × 480 pixels',
      parameters: [
        { name: 'width', value: 640, text: 'width in pixels' },
        { name: 'height', value: 480, text: 'height in pixels' },
      ],
    });
    const failed = describeEvent({ group: 'sdk', id: 4013, params: [12, 1] }, { language: 'ko' });
    expect(failed).toMatchObject({
      name: 'sdk.hardware-decoding-failed',
      parameters: [{ value: 12 }],
    });
    expect(failed?.text).toContain('12');
  });

  it('describes an event whose measured values were not told, and says that they are missing', () => {
    const description = describeEvent({ group: 'sdk', id: 4008 });
    expect(description?.text).toBe('The video to send was set to ? frames a second');
    expect(description?.parameters).toEqual([]);
  });

  it('ignores parameters that the event does not use', () => {
    const plain = describeEvent({ group: 'sdk', id: 5001 });
    expect(plain?.name).toBe('sdk.entering');
    for (const params of [[-1, -1], [0, 0], [3]]) {
      expect(describeEvent({ group: 'sdk', id: 5001, params })).toEqual(plain);
    }
  });

  it.each<[string, EventReference]>([
    ['an id that no group has', { group: 'sdk', id: 9999 }],
    ['an id of another group', { group: 'experience', id: 1003, params: [1] }],
    ['a parameter that no row has', { group: 'sdk', id: 1003, params: [9, -1] }],
    ['rows that only a parameter tells apart, without it', { group: 'sdk', id: 1003 }],
    ['a group that there is not', { group: 'nothing' as EventGroup, id: 1003, params: [1] }],
    ['a group that every object has', { group: 'constructor' as EventGroup, id: 1003 }],
  ])('is undefined for %s', (_, event) => {
    expect(describeEvent(event)).toBeUndefined();
  });

  it('speaks English unless asked, and where it does not have the language', () => {
    const event = { group: 'experience', id: 1 } as const;
    const english = describeEvent(event, { language: 'en' });
    expect(describeEvent(event)).toEqual(english);
    expect(describeEvent(event, { language: 'fr' as Locale })).toEqual(english);
    expect(describeEvent(event, { language: 'ja' })?.text).not.toBe(english?.text);
  });

  it('says how bad an event is', () => {
    const levels = [1, 0].map(
      (what) => describeEvent({ group: 'sdk', id: 5003, params: [what] })?.level,
    );
    expect(levels).toEqual(['info', 'error']);
    expect(describeEvent({ group: 'realtime', id: 2005 })?.level).toBe('warning');
  });

  it('has the 11 events of trtc-js-sdk that no table has, and says so', () => {
    const ids = Object.values(UNLISTED_EVENTS).map(({ id }) => id);
    expect(ids).toEqual(Array.from({ length: 11 }, (_, at) => 32794 + at));
    for (const id of ids) {
      for (const language of LOCALES) {
        expect(describeEvent({ group: 'webrtc', id }, { language })).toMatchObject({
          listed: false,
        });
      }
    }
  });
});
