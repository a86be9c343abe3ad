/** These tests hold that all languages say the same things. */
import { closestLocale, formatDuration, LOCALES, systemLocale, t, texts } from '@/src/locale';
import { LOCALE_TAGS } from '@/src/locale/languages';
import { ERROR_KINDS } from '@/src/errors';
import { pageTexts } from '@/pages/text';
import { checkTexts } from '@/pages/text/checks';
import { installUni, system } from './support/uni';

const gaps = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();

describe.each([
  ['the call screens', texts],
  ['the demo pages', pageTexts],
  ['the checks before a call', checkTexts],
] as [string, Record<string, Record<string, string>>][])('the texts of %s', (_name, dictionary) => {
  const keys = Object.keys(dictionary.en!).sort();

  it.each(LOCALES)('every text exists in %s, and no others do', (locale) => {
    expect(Object.keys(dictionary[locale]!).sort()).toEqual(keys);
  });

  it.each(LOCALES)('no text is empty in %s', (locale) => {
    const empty = keys.filter((key) => dictionary[locale]![key]!.trim() === '');
    expect(empty).toEqual([]);
  });

  it.each(LOCALES)('every text has the same gaps in %s as in English', (locale) => {
    const different = keys.filter(
      (key) => gaps(dictionary[locale]![key]!).join() !== gaps(dictionary.en![key]!).join(),
    );
    expect(different).toEqual([]);
  });
});

describe('the language of the screens', () => {
  it('every error code has its words and its cure', () => {
    for (const code of Object.keys(ERROR_KINDS)) {
      expect(texts.en).toHaveProperty([`error.${code}`]);
      expect(texts.en).toHaveProperty([`cure.${code}`]);
    }
  });

  it('no text shows a code, an identifier or a developer’s word', () => {
    const words = /undefined|null|SDK|userSig|\b6[01]\d{3}\b/i;
    const found = LOCALES.flatMap((locale) =>
      Object.values(texts[locale]).filter((text) => words.test(text)),
    );
    expect(found).toEqual([]);
  });

  it('a gap is filled, and one without a value stays to be seen', () => {
    expect(t('en', 'label.group', { name: 'bob', count: 2 })).toBe('bob and 2 more');
    expect(t('en', 'label.call')).toBe('Call with {name}');
  });

  it('a language that is not there falls back to English', () => {
    expect(t('fr' as 'en', 'action.accept')).toBe('Answer');
  });

  it.each([
    ['zh-Hans-CN', 'zh-CN'],
    ['zh_TW', 'zh-CN'],
    ['ja-JP', 'ja'],
    ['ko', 'ko'],
    ['en-GB', 'en'],
    ['fr-FR', 'en'],
    ['kok-IN', 'en'],
    ['', 'en'],
    [undefined, 'en'],
  ])('the system language %s is answered in %s', (tag, locale) => {
    expect(closestLocale(tag)).toBe(locale);
  });

  it.each(LOCALES)('a system that names %s itself is answered in it', (locale) => {
    expect(closestLocale(locale)).toBe(locale);
    expect(closestLocale(locale.replace('-', '_').toUpperCase())).toBe(locale);
  });

  it('a tag of a system means one language only', () => {
    const tags = LOCALES.flatMap((locale) => LOCALE_TAGS[locale]);
    expect(new Set(tags).size).toBe(tags.length);
    expect(tags.filter((tag) => !/^[a-z]{2,3}(-[a-z\d]+)*$/.test(tag))).toEqual([]);
  });

  it('the language of the system is the one of the device', () => {
    installUni();
    system.language = 'ko-KR';
    expect(systemLocale()).toBe('ko');
  });

  it.each([
    [0, '0:00'],
    [7.9, '0:07'],
    [750, '12:30'],
    [3723, '1:02:03'],
    [-1, '0:00'],
  ])('%s seconds read %s', (seconds, text) => {
    expect(formatDuration(seconds)).toBe(text);
  });
});
