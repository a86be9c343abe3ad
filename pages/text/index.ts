/** Translates the texts of the demo's own pages; those of the call screens are in `src/locale`. */
import { computed } from 'vue';
import { createTranslator, type TextParams } from '@/src/locale';
import { usePreferencesStore } from '@/src/store/preferences';
import { en, type PageTextKey } from './en';
import { ja } from './ja';
import { ko } from './ko';
import { zhCN } from './zh-cn';

export type { PageTextKey } from './en';

export const pageTexts = { en, 'zh-CN': zhCN, ja, ko } as const;

const translate = createTranslator<PageTextKey>(pageTexts);

/** Gives `t(key)` in the user's language; templates that use it follow a change of language. */
export function useText() {
  const preferences = usePreferencesStore();
  const locale = computed(() => preferences.locale);
  return {
    locale,
    t: (key: PageTextKey, params?: TextParams) => translate(locale.value, key, params),
  };
}
