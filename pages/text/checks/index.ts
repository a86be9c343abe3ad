/** Says in the user's language what the check before a call found. */
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
  /** The cure is '' where all is well. */
  cure: string;
}

/** Gives the words for one finding. */
export function checkText(locale: Locale, { id, state }: Finding): CheckText {
  const key = `${id}:${state}` as FindingKey;
  const cure = `cure.${key}`;
  return {
    text: translate(locale, key),
    cure: cure in en ? translate(locale, cure as CheckTextKey) : '',
  };
}
