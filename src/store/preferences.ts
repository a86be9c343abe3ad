import { defineStore } from 'pinia';
import { computed, ref } from 'vue';
import { LOCALES, systemLocale, type Locale } from '../locale';
import { readStored, writeStored } from './storage';

export type Theme = 'light' | 'dark';
export type Choice<Value> = Value | 'auto';

const LANGUAGE = 'trtc-calling:language';
const THEME = 'trtc-calling:theme';
const RING = 'trtc-calling:ring-seconds';

/** What all clients of this wire use. */
const DEFAULT_RING_SECONDS = 30;

/** The user's language, theme and ringing time; `auto` follows the system. Remembered on this device. */
export const usePreferencesStore = defineStore('trtc-preferences', () => {
  const language = ref<Choice<Locale>>(known(readStored(LANGUAGE), LOCALES));
  const theme = ref<Choice<Theme>>(known(readStored(THEME), ['light', 'dark']));
  const systemTheme = ref<Theme>(readSystemTheme());

  const locale = computed(() => (language.value === 'auto' ? systemLocale() : language.value));
  const isDark = computed(
    () => (theme.value === 'auto' ? systemTheme.value : theme.value) === 'dark',
  );

  const ringSeconds = ref(positive(readStored(RING)) ?? DEFAULT_RING_SECONDS);

  uni.onThemeChange?.(({ theme: current }) => {
    systemTheme.value = current === 'dark' ? 'dark' : 'light';
  });

  return {
    language,
    theme,
    locale,
    isDark,
    /** How long an unanswered call rings. */
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

function readSystemTheme(): Theme {
  try {
    return uni.getSystemInfoSync().theme === 'dark' ? 'dark' : 'light';
  } catch {
    return 'light';
  }
}

function positive(value: unknown): number | undefined {
  return typeof value === 'number' && value > 0 ? value : undefined;
}
