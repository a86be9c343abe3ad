import type { Locale } from '@/src/locale';

/** Gives title, language and colours to what is around the pages: the browser's tab, or a phone's bars. */
export function styleDocument(locale: Locale, dark: boolean, title: string): void {
  uni.setNavigationBarTitle({ title, fail: () => {} });
  const background = dark ? '#0d1412' : '#f4f6f5';
  if (typeof document === 'undefined' || !document.documentElement) {
    uni.setBackgroundColor?.({ backgroundColor: background, fail: () => {} });
    return;
  }
  // The language also chooses between Chinese, Japanese and Korean letter shapes.
  document.documentElement.lang = locale;
  document.documentElement.style.colorScheme = dark ? 'dark' : 'light';
  document.body.style.backgroundColor = background;
}
