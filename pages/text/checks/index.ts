/** What the check before a call found, in the user's language. */
import type { Finding, FindingKey } from '@/src/index';
import { createTranslator, type Locale } from '@/src/locale';
import { en, type CheckTextKey } from './en';
import { ja } from './ja';
import { ko } from './ko';
import { zhCN } from './zh-cn';

export const checkTexts = { en, 'zh-CN': zhCN, ja, ko } as const;

const translate = createTranslator<CheckTextKey>(checkTexts);

export interface CheckText {
  text: string;
  /** '' where all is well. */
  cure: string;
}

export function checkText(locale: Locale, { id, state }: Finding): CheckText {
  const key = `${id}:${state}` as FindingKey;
  const cure = `cure.${key}`;
  return {
    text: translate(locale, key),
    cure: cure in en ? translate(locale, cure as CheckTextKey) : '',
  };
}
