/** A translator looks texts up in the user's language. */
import { LOCALE_TAGS, LOCALES, type Locale } from './languages';

export type TextParams = Record<string, string | number>;

/** A dictionary has all languages of one set of texts: a key that one of them lacks is a type error. */
export type Dictionary<Key extends string> = Record<Locale, Readonly<Record<Key, string>>>;

/**
 * Looks up texts. `{name}` in a text is replaced by `params.name`.
 *
 * @example
 * const translate = createTranslator({ en: { hello: 'Hello {name}' }, … });
 * translate('en', 'hello', { name: 'bob' }); // Hello bob
 */
export function createTranslator<Key extends string>(dictionary: Dictionary<Key>) {
  return (locale: Locale, key: Key, params: TextParams = {}): string => {
    // A caller without types may ask for anything; English, then the key, beat a blank screen.
    const text = dictionary[locale]?.[key] ?? dictionary.en[key] ?? key;
    return text.replace(/\{(\w+)\}/g, (gap, name: string) => String(params[name] ?? gap));
  };
}

/**
 * Finds the language of ours that is closest to a system's language tag: `zh-Hans-CN`, `zh_TW`, `ja-JP`, …
 * English is the answer to everything unknown.
 */
export function closestLocale(tag: string | undefined): Locale {
  const asked = `${(tag ?? '').toLowerCase().replace(/_/g, '-')}-`;
  let closest: Locale = 'en';
  let longest = 0;
  for (const locale of LOCALES) {
    for (const known of LOCALE_TAGS[locale]) {
      if (known.length <= longest || !asked.startsWith(`${known}-`)) continue;
      longest = known.length;
      closest = locale;
    }
  }
  return closest;
}

/** The system's language, as far as uni knows it. */
export function systemLocale(): Locale {
  try {
    // uni.getLocale knows only the languages that uni's own texts exist in.
    return closestLocale(uni.getSystemInfoSync().language || uni.getLocale?.());
  } catch {
    return 'en';
  }
}
