/** The words for events, in every language. */
import type { Locale } from '../../../locale/languages';
import type { EventWords } from '../vocabulary';
import { en } from './en';
import { ja } from './ja';
import { ko } from './ko';
import { zhCN } from './zh-cn';

export const WORDS: Readonly<Record<Locale, EventWords>> = { en, 'zh-CN': zhCN, ja, ko };
