/** Words for timelines, in all languages. */
import type { Locale } from '../../../../locale/languages';
import { en, type TimelineWords } from './en';
import { ja } from './ja';
import { ko } from './ko';
import { zhCN } from './zh-cn';

export const TIMELINE_WORDS: Readonly<Record<Locale, TimelineWords>> = {
  en,
  'zh-CN': zhCN,
  ja,
  ko,
};
export type { TimelineWord } from './en';
