/** Preferences are the user's: language, theme and ringing time. */
import { defineStore } from 'pinia';
import { computed, ref } from 'vue';
import { LOCALES, type Locale } from '../locale/languages';
import { systemLocale } from '../locale/translate';
import { readStored, writeStored } from './storage';

export type Theme = 'light' | 'dark';
export type Choice<Value> = Value | 'auto';

const LANGUAGE = 'trtc-calling:language';
const THEME = 'trtc-calling:theme';
const RING = 'trtc-calling:ring-seconds';

/** All clients of this wire ring so long. */
const DEFAULT_RING_SECONDS = 30;

/** The user's language, theme and ringing time; `auto` follows the system. Remembered on this device. */
export const usePreferencesStore = defineStore('trtc-preferences', () => {
  const language = ref<Choice<Locale>>(known(readStored(LANGUAGE), LOCALES));
  const theme = ref<Choice<Theme>>(known(readStored(THEME), ['light', 'dark']));
  const systemTheme = ref<Theme>(readSystemTheme());
  onSystemTheme((current) => (systemTheme.value = current));

  const locale = computed(() => (language.value === 'auto' ? systemLocale() : language.value));
  const isDark = computed(
    () => (theme.value === 'auto' ? systemTheme.value : theme.value) === 'dark',
  );

  const ringSeconds = ref(positive(readStored(RING)) ?? DEFAULT_RING_SECONDS);

  return {
    language,
    theme,
    locale,
    isDark,
    /** The time that an unanswered call rings. */
    ringSeconds,
    setRingSeconds: (seconds: number) => {
      ringSeconds.value = positive(seconds) ?? DEFAULT_RING_SECONDS;
      writeStored(RING, ringSeconds.value);
    },
    setLanguage: (choice: Choice<Locale>) => {
      language.value = choice;
      writeStored(LANGUAGE, choice);
    },
    setTheme: (choice: Choice<Theme>) => {
      theme.value = choice;
      writeStored(THEME, choice);
    },
  };
});

function known<Value>(stored: unknown, allowed: readonly Value[]): Choice<Value> {
  return allowed.find((value) => value === stored) ?? 'auto';
}

/** Browsers tell directly; uni on H5 only in apps that have dark mode in their manifest. */
const darkQuery = () =>
  typeof matchMedia === 'function' ? matchMedia('(prefers-color-scheme: dark)') : undefined;
const themeOf = (dark: boolean): Theme => (dark ? 'dark' : 'light');

function readSystemTheme(): Theme {
  try {
    return themeOf(darkQuery()?.matches ?? uni.getSystemInfoSync().theme === 'dark');
  } catch {
    return 'light';
  }
}

function onSystemTheme(listener: (theme: Theme) => void): void {
  const query = darkQuery();
  // Safari before 14 has no addEventListener here.
  if (query) query.addEventListener?.('change', ({ matches }) => listener(themeOf(matches)));
  else uni.onThemeChange?.(({ theme }) => listener(themeOf(theme === 'dark')));
}

function positive(value: unknown): number | undefined {
  return typeof value === 'number' && value > 0 ? value : undefined;
}
