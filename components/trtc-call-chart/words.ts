import type { Locale } from '../../src/locale';

interface ChartWords {
  table: string;
  chart: string;
  time: string;
}

export const CHART_WORDS: Readonly<Record<Locale, ChartWords>> = {
  en: { table: 'Table', chart: 'Chart', time: 'Time' },
  'zh-CN': { table: '表格', chart: '图表', time: '时间' },
  ja: { table: '表', chart: 'グラフ', time: '時間' },
  ko: { table: '표', chart: '차트', time: '시간' },
};
