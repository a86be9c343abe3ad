/** The metrics of DescribeCallDetailInfo, each with its unit and what it measures in words. */
import type { Locale } from '../../locale/languages';

/** '' where the value has none. */
export type MetricUnit = 'bit/s' | 'ms' | '%' | 'fps' | 'px' | '';

interface Metric {
  readonly unit: MetricUnit;
  readonly words: Readonly<Record<Locale, string>>;
}

const metric = (
  unit: MetricUnit,
  en: string,
  zhCN: string,
  ja: string,
  ko: string,
): Metric & { words: Record<Locale, string> } => ({ unit, words: { en, 'zh-CN': zhCN, ja, ko } });

/**
 * By the name that the API has of them (`DataType`). The documents give the units of bitrates, stalls and round trips;
 * that shares are per cent follows from their being whole numbers.
 *
 * @see https://www.tencentcloud.com/document/product/647/55013 DescribeCallDetailInfo
 */
export const METRICS: Readonly<Record<string, Metric>> = {
  appCpu: metric(
    '%',
    'Processor used by the app',
    '应用 CPU 使用率',
    'アプリの CPU 使用率',
    '앱 CPU 사용률',
  ),
  sysCpu: metric(
    '%',
    'Processor used in all',
    '系统 CPU 使用率',
    'システムの CPU 使用率',
    '시스템 CPU 사용률',
  ),
  rtt: metric(
    'ms',
    'Round trip to the cloud',
    '到云端的往返时延',
    'クラウドとの往復時間',
    '클라우드 왕복 시간',
  ),
  aBit: metric('bit/s', 'Sound bitrate', '音频码率', '音声ビットレート', '오디오 비트레이트'),
  aBlock: metric('ms', 'Stalls of the sound', '音频卡顿时长', '音声の途切れ', '오디오 끊김 시간'),
  aLoss: metric(
    '%',
    'Loss of sound packets',
    '音频丢包率',
    '音声パケット損失率',
    '오디오 패킷 손실률',
  ),
  aCapEnergy: metric('', 'Level of the recorded sound', '音频采集能量', '収音レベル', '캡처 음량'),
  aPlayEnergy: metric('', 'Level of the played sound', '音频播放能量', '再生レベル', '재생 음량'),
  bigvBit: metric('bit/s', 'Video bitrate', '视频码率', '映像ビットレート', '비디오 비트레이트'),
  bigvCapFps: metric(
    'fps',
    'Captured frames',
    '视频采集帧率',
    '撮影フレームレート',
    '캡처 프레임률',
  ),
  bigvEncFps: metric('fps', 'Sent frames', '视频发送帧率', '送信フレームレート', '전송 프레임률'),
  bigvDecFps: metric(
    'fps',
    'Shown frames',
    '视频渲染帧率',
    '表示フレームレート',
    '렌더링 프레임률',
  ),
  bigvBlock: metric(
    'ms',
    'Stalls of the picture',
    '视频卡顿时长',
    '映像の停止',
    '비디오 멈춤 시간',
  ),
  bigvLoss: metric(
    '%',
    'Loss of video packets',
    '视频丢包率',
    '映像パケット損失率',
    '비디오 패킷 손실률',
  ),
  bigvWidth: metric('px', 'Width of the picture', '视频宽度', '映像の幅', '비디오 너비'),
  bigvHeight: metric('px', 'Height of the picture', '视频高度', '映像の高さ', '비디오 높이'),
};
