/**
 * This file lists the languages, once for all. A text or a message that one of them lacks does not
 * compile, so a new language starts here and the compiler names the rest.
 */
export const LOCALES = ['en', 'zh-CN', 'ja', 'ko'] as const;

export type Locale = (typeof LOCALES)[number];

/** Each language is named in its own words. */
export const LOCALE_NAMES: Record<Locale, string> = {
  en: 'English',
  'zh-CN': '简体中文',
  ja: '日本語',
  ko: '한국어',
};

/**
 * Systems whose language tag begins with one of these, in small letters, are answered in the language;
 * the longest one counts. A language with a region lists the regions and scripts that mean it.
 */
export const LOCALE_TAGS: Record<Locale, readonly string[]> = {
  en: ['en'],
  'zh-CN': ['zh'],
  ja: ['ja'],
  ko: ['ko'],
};
