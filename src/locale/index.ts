/** The texts of the call screens. */
import { en, type TextKey } from './en';
import { ja } from './ja';
import { ko } from './ko';
import { createTranslator } from './translate';
import { zhCN } from './zh-cn';

export { formatDuration } from './duration';
export type { TextKey } from './en';
export {
  LOCALES,
  LOCALE_NAMES,
  closestLocale,
  createTranslator,
  systemLocale,
  type Dictionary,
  type Locale,
  type TextParams,
} from './translate';

/** All texts, for apps that want to show or change them. */
export const texts = { en, 'zh-CN': zhCN, ja, ko } as const;

/** `t('ko', 'action.accept')` */
export const t = createTranslator<TextKey>(texts);
