/** The texts of this page only: the first page of the demo does not load them. */
import { createTranslator } from '@/src/locale';

const en = {
  title: 'Report of a call',
  gone: 'The report of this call is not kept any more. The latest {count} are.',
  open: 'Open a report',
  openText:
    'Paste the JSON of a report that somebody sent you, or what the API of TRTC answered to DescribeUserEvent or DescribeCallDetailInfo. It stays on this device.',
  label: 'JSON',
  show: 'Show',
  paste: 'Paste',
  unreadable: 'This cannot be read: {why}.',
  cloudEvents: 'Events that the cloud has of the call',
  cloudUsers: 'Who was in the room',
  cloudPart: '{shown} of {total} users',
};

type ReportTextKey = keyof typeof en;
type Texts = Record<ReportTextKey, string>;

const zhCN: Texts = {
  title: '通话报告',
  gone: '此通话的报告已不再保留，只保留最近 {count} 份。',
  open: '打开报告',
  openText:
    '粘贴他人发来的报告 JSON，或 TRTC 接口 DescribeUserEvent、DescribeCallDetailInfo 的应答。内容只留在本设备。',
  label: 'JSON',
  show: '显示',
  paste: '粘贴',
  unreadable: '无法读取：{why}。',
  cloudEvents: '云端记录的通话事件',
  cloudUsers: '房间里的用户',
  cloudPart: '{total} 个用户中的 {shown} 个',
};

const ja: Texts = {
  title: '通話レポート',
  gone: 'この通話のレポートはもう残っていません。最近の {count} 件を残します。',
  open: 'レポートを開く',
  openText:
    '送られてきたレポートの JSON か、TRTC の API（DescribeUserEvent、DescribeCallDetailInfo）の応答を貼り付けてください。この端末の外には送られません。',
  label: 'JSON',
  show: '表示',
  paste: '貼り付け',
  unreadable: '読み取れません：{why}',
  cloudEvents: 'クラウドに記録された通話のイベント',
  cloudUsers: 'ルームにいたユーザー',
  cloudPart: '{total} 人中 {shown} 人',
};

const ko: Texts = {
  title: '통화 보고서',
  gone: '이 통화의 보고서는 더 이상 보관되지 않습니다. 최근 {count}개만 보관합니다.',
  open: '보고서 열기',
  openText:
    '받은 보고서의 JSON이나 TRTC API(DescribeUserEvent, DescribeCallDetailInfo)의 응답을 붙여 넣으세요. 이 기기를 벗어나지 않습니다.',
  label: 'JSON',
  show: '보기',
  paste: '붙여넣기',
  unreadable: '읽을 수 없습니다: {why}',
  cloudEvents: '클라우드가 기록한 통화 이벤트',
  cloudUsers: '방에 있던 사용자',
  cloudPart: '사용자 {total}명 중 {shown}명',
};

export const reportText = createTranslator<ReportTextKey>({ en, 'zh-CN': zhCN, ja, ko });
