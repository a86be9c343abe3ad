/** Words for reports, in all languages. */
import type { Locale } from '../../../locale/languages';
import { en, type ReportWords } from './en';
import { ja } from './ja';
import { ko } from './ko';
import { zhCN } from './zh-cn';

export const WORDS: Readonly<Record<Locale, ReportWords>> = { en, 'zh-CN': zhCN, ja, ko };
export type { FindingWord, ReportWords } from './en';
