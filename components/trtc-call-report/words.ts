/** The words of the report's screen; what happened has its own, behind the door of diagnostics. */
import type { Locale } from '../../src/locale';

/** What a chart of a report shows. */
export type ChartName = 'rtt' | 'loss' | 'jitter' | 'soundBitrate' | 'pictureBitrate' | 'frameRate';

export interface ReportScreenWords {
  verdict: string;
  support: string;
  findings: string;
  charts: Readonly<Record<ChartName, string>>;
  /** A heading over the charts. */
  measured: string;
  /** Nothing was measured. */
  unmeasured: string;
  /** The lines of charts. */
  sent: string;
  received: string;
  service: string;
  timeline: string;
  omitted: string;
  copyText: string;
  copyJson: string;
  share: string;
  copied: string;
  anonymous: string;
}

export const REPORT_WORDS: Readonly<Record<Locale, ReportScreenWords>> = {
  en: {
    verdict: 'Verdict',
    support: 'For support',
    findings: 'What was unusual',
    charts: {
      rtt: 'Round trip',
      loss: 'Loss',
      jitter: 'Jitter',
      soundBitrate: 'Bitrate of sound',
      pictureBitrate: 'Bitrate of the picture',
      frameRate: 'Frame rate',
    },
    measured: 'Measurements',
    unmeasured: 'Nothing was measured: the call was too short, or never connected.',
    sent: 'Sent',
    received: 'Received of {who}',
    service: 'To the service and back',
    timeline: 'Timeline',
    omitted: '{count} entries had to be left out here',
    copyText: 'Copy as text',
    copyJson: 'Copy as JSON',
    share: 'Share',
    copied: 'Copied',
    anonymous: 'Leave out user IDs',
  },
  'zh-CN': {
    verdict: '结论',
    support: '给技术支持',
    findings: '异常之处',
    charts: {
      rtt: '往返时延',
      loss: '丢包率',
      jitter: '抖动',
      soundBitrate: '音频码率',
      pictureBitrate: '视频码率',
      frameRate: '帧率',
    },
    measured: '测量',
    unmeasured: '没有测量数据：通话太短，或未接通。',
    sent: '发送',
    received: '接收 {who}',
    service: '到服务端往返',
    timeline: '时间线',
    omitted: '此处略去 {count} 条',
    copyText: '复制为文本',
    copyJson: '复制为 JSON',
    share: '分享',
    copied: '已复制',
    anonymous: '隐去用户 ID',
  },
  ja: {
    verdict: '判定',
    support: 'サポート向け',
    findings: '異常な点',
    charts: {
      rtt: '往復時間',
      loss: '損失率',
      jitter: 'ジッター',
      soundBitrate: '音声ビットレート',
      pictureBitrate: '映像ビットレート',
      frameRate: 'フレームレート',
    },
    measured: '測定値',
    unmeasured: '測定値がありません。通話が短すぎたか、つながりませんでした。',
    sent: '送信',
    received: '{who} からの受信',
    service: 'サービスとの往復',
    timeline: '経過',
    omitted: 'ここで {count} 件を省略しました',
    copyText: 'テキストでコピー',
    copyJson: 'JSON でコピー',
    share: '共有',
    copied: 'コピーしました',
    anonymous: 'ユーザー ID を伏せる',
  },
  ko: {
    verdict: '판정',
    support: '지원 담당자용',
    findings: '이상한 점',
    charts: {
      rtt: '왕복 시간',
      loss: '손실률',
      jitter: '지터',
      soundBitrate: '오디오 비트레이트',
      pictureBitrate: '비디오 비트레이트',
      frameRate: '프레임률',
    },
    measured: '측정값',
    unmeasured: '측정값이 없습니다. 통화가 너무 짧았거나 연결되지 않았습니다.',
    sent: '보냄',
    received: '{who} 님에게서 받음',
    service: '서비스 왕복',
    timeline: '경과',
    omitted: '여기서 {count}개 항목을 생략했습니다',
    copyText: '텍스트로 복사',
    copyJson: 'JSON으로 복사',
    share: '공유',
    copied: '복사했습니다',
    anonymous: '사용자 ID 숨기기',
  },
};
