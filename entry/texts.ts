import type { Locale } from '@/src/locale/languages';

/** The entry page needs these few texts before those of the pages are there. */
interface EntryTexts {
  loading: string;
  failed: string;
  cure: string;
  again: string;
}

export const texts: Record<Locale, EntryTexts> = {
  en: {
    loading: 'Opening…',
    failed: 'The app could not be loaded',
    cure: 'Check the network connection.',
    again: 'Try again',
  },
  'zh-CN': {
    loading: '正在打开…',
    failed: '小程序加载失败',
    cure: '请检查网络连接。',
    again: '重试',
  },
  ja: {
    loading: '開いています…',
    failed: 'アプリを読み込めませんでした',
    cure: 'ネットワーク接続を確認してください。',
    again: '再試行',
  },
  ko: {
    loading: '여는 중…',
    failed: '앱을 불러오지 못했습니다',
    cure: '네트워크 연결을 확인하세요.',
    again: '다시 시도',
  },
};
