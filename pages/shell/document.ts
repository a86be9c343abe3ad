import type { Locale } from '@/src/locale';

/** What is outside of the pages: the browser's tab, or the bars of the phone. */
export function dressDocument(locale: Locale, dark: boolean, title: string): void {
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
