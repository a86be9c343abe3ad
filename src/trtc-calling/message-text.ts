/** A call message in a conversation list is put into words here. */
import type { Locale } from '../locale/languages';
import { openEnvelope } from '../signaling/wire/envelope';

/** Messages are put into words in the languages of the screens. */
export type MessageLanguage = Locale;

interface Words {
  invited: string;
  cancelled: string;
  accepted: string;
  rejected: string;
  busy: string;
  noAnswer: string;
  groupEnded: string;
  ended(duration: string): string;
  toAudio: string;
  toVideo: string;
}

const WORDS: Record<MessageLanguage, Words> = {
  'zh-CN': {
    invited: '发起通话',
    cancelled: '取消通话',
    accepted: '已接听',
    rejected: '拒绝通话',
    busy: '忙线中',
    noAnswer: '无应答',
    groupEnded: '结束群聊',
    ended: (duration) => `结束通话，通话时长：${duration}`,
    toAudio: '切换为语音通话',
    toVideo: '切换为视频通话',
  },
  en: {
    invited: 'Started a call',
    cancelled: 'Cancelled the call',
    accepted: 'Answered',
    rejected: 'Declined the call',
    busy: 'Line busy',
    noAnswer: 'No answer',
    groupEnded: 'Group call ended',
    ended: (duration) => `Call ended, duration ${duration}`,
    toAudio: 'Switched to a voice call',
    toVideo: 'Switched to a video call',
  },
  ja: {
    invited: '通話を発信しました',
    cancelled: '通話をキャンセルしました',
    accepted: '応答しました',
    rejected: '通話を拒否しました',
    busy: '通話中です',
    noAnswer: '応答がありません',
    groupEnded: 'グループ通話が終了しました',
    ended: (duration) => `通話が終了しました（通話時間 ${duration}）`,
    toAudio: '音声通話に切り替えました',
    toVideo: 'ビデオ通話に切り替えました',
  },
  ko: {
    invited: '통화를 걸었습니다',
    cancelled: '통화를 취소했습니다',
    accepted: '통화에 응답했습니다',
    rejected: '통화를 거절했습니다',
    busy: '통화 중입니다',
    noAnswer: '응답 없음',
    groupEnded: '그룹 통화가 끝났습니다',
    ended: (duration) => `통화 종료, 통화 시간 ${duration}`,
    toAudio: '음성 통화로 전환했습니다',
    toVideo: '영상 통화로 전환했습니다',
  },
};

/** Only this of an IM message is read. @see tim-js-sdk `Message` */
export interface CallMessage {
  type?: string;
  payload?: unknown;
  from?: string;
  /** The sender, as a conversation's `lastMessage` names it. */
  fromAccount?: string;
  to?: string;
  conversationType?: string;
}

/** `3725` → `01:02:05` */
export function clockTime(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const parts = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  return parts.map((part) => String(part).padStart(2, '0')).join(':');
}

/** @returns '' for a message that is not about a call */
export function messageText(message: CallMessage, language: MessageLanguage): string {
  try {
    return textOf(message, WORDS[language] ?? WORDS.en);
  } catch {
    return '';
  }
}

function textOf(message: CallMessage, words: Words): string {
  const isGroup = message.conversationType === 'GROUP';
  const data = (message.payload as { data?: unknown } | undefined)?.data;
  if (message.type !== undefined && message.type !== 'TIMCustomElem') return '';
  const opened = openEnvelope({
    text: data,
    from: message.from ?? message.fromAccount ?? '',
    groupID: isGroup ? (message.to ?? '') : '',
    sentAt: 0,
  });
  if (!opened || 'drop' in opened) return '';
  const { action, content } = opened.message;
  switch (action) {
    case 'cancel':
      return words.cancelled;
    case 'timeout':
      return words.noAnswer;
    case 'reject':
      return content.kind === 'plain' && content.busy ? words.busy : words.rejected;
    case 'accept':
      if (content.kind === 'switch') return content.to === 1 ? words.toAudio : words.toVideo;
      return words.accepted;
    case 'invite':
      if (content.kind === 'end') {
        return isGroup ? words.groupEnded : words.ended(clockTime(content.seconds));
      }
      if (content.kind === 'switch') return content.to === 1 ? words.toAudio : words.toVideo;
      return words.invited;
  }
}
