/** This folder holds the texts of the call screens, in every language. */
import { en, type TextKey } from './en';
import { ja } from './ja';
import { ko } from './ko';
import { createTranslator, type Dictionary } from './translate';
import { zhCN } from './zh-cn';

export { formatDuration } from './duration';
export type { TextKey } from './en';
export { LOCALES, LOCALE_NAMES, type Locale } from './languages';
export {
  closestLocale,
  createTranslator,
  systemLocale,
  type Dictionary,
  type TextParams,
} from './translate';

/** Apps may show these texts or change them. */
export const texts = { en, 'zh-CN': zhCN, ja, ko } as const satisfies Dictionary<TextKey>;

/** `t('ko', 'action.accept')` */
export const t = createTranslator<TextKey>(texts);
