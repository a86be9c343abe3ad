import { defineStore } from 'pinia';
import { computed, ref } from 'vue';
import { LOCALES, systemLocale, type Locale } from '../locale';
import { readStored, writeStored } from './storage';

export type Theme = 'light' | 'dark';
export type Choice<Value> = Value | 'auto';

const LANGUAGE = 'trtc-calling:language';
const THEME = 'trtc-calling:theme';

/** The user's language and theme; `auto` follows the system. Remembered on this device. */
export const usePreferencesStore = defineStore('trtc-preferences', () => {
  const language = ref<Choice<Locale>>(known(readStored(LANGUAGE), LOCALES));
  const theme = ref<Choice<Theme>>(known(readStored(THEME), ['light', 'dark']));
  const systemTheme = ref<Theme>(readSystemTheme());

  const locale = computed(() => (language.value === 'auto' ? systemLocale() : language.value));
  const isDark = computed(
    () => (theme.value === 'auto' ? systemTheme.value : theme.value) === 'dark',
  );

  uni.onThemeChange?.(({ theme: current }) => {
    systemTheme.value = current === 'dark' ? 'dark' : 'light';
  });

  return {
    language,
    theme,
    locale,
    isDark,
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
