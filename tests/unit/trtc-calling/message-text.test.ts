/** These tests hold what a conversation list shows for the message of a call. */
import { LOCALES } from '../../../src/locale/languages';
import {
  encodeAnswer,
  encodeBusy,
  encodeCancel,
  encodeEnd,
  encodeInvite,
  encodeSwitch,
} from '../../../src/signaling/wire/codec';
import { clockTime, messageText } from '../../../src/trtc-calling/message-text';

const sender = { platform: 'Web', type: 2 as const };

function message(action: 1 | 2 | 3 | 4 | 5, data: string, groupID = '') {
  const envelope = {
    businessID: 1,
    inviteID: 'id',
    inviter: 'alice',
    actionType: action,
    inviteeList: ['bob'],
    data,
    timeout: 30,
    groupID,
  };
  return {
    type: 'TIMCustomElem',
    from: 'alice',
    to: groupID || 'bob',
    conversationType: groupID ? 'GROUP' : 'C2C',
    payload: { data: JSON.stringify(envelope) },
  };
}

const invite = encodeInvite({ ...sender, roomID: 7, userIDs: ['bob'] });
const messages = {
  invite: message(1, invite),
  cancel: message(2, encodeCancel(sender)),
  accept: message(3, encodeAnswer(sender)),
  reject: message(4, encodeAnswer(sender)),
  busy: message(4, encodeBusy(sender)),
  timeout: message(5, invite),
  end: message(1, encodeEnd({ ...sender, seconds: 3725 })),
  groupEnd: message(1, encodeEnd({ ...sender, seconds: 0 }), 'team'),
  toAudio: message(1, encodeSwitch({ ...sender, to: 1, roomID: 7 })),
};

it('messageText() says in Chinese what trtc-calling-js says', () => {
  expect(messageText(messages.invite, 'zh-CN')).toBe('发起通话');
  expect(messageText(messages.cancel, 'zh-CN')).toBe('取消通话');
  expect(messageText(messages.accept, 'zh-CN')).toBe('已接听');
  expect(messageText(messages.reject, 'zh-CN')).toBe('拒绝通话');
  expect(messageText(messages.timeout, 'zh-CN')).toBe('无应答');
  expect(messageText(messages.end, 'zh-CN')).toBe('结束通话，通话时长：01:02:05');
  expect(messageText(messages.groupEnd, 'zh-CN')).toBe('结束群聊');
});

it.each(LOCALES)('messageText() has words for every message (%s)', (language) => {
  const texts = Object.values(messages).map((each) => messageText(each, language));
  expect(texts.every((text) => text.length > 0)).toBe(true);
  expect(new Set(texts).size).toBe(texts.length);
});

it('messageText() says nothing about what is no call message, and never throws', () => {
  const foreign = { type: 'TIMCustomElem', from: 'x', payload: { data: '{"businessID":2}' } };
  for (const other of [{}, { payload: { data: 'not json' } }, { type: 'TIMTextElem' }, foreign]) {
    expect(messageText(other, 'en')).toBe('');
  }
});

it('messageText() writes hours, minutes and seconds', () => {
  expect([0, 59, 60, 3660, 7260].map(clockTime)).toEqual([
    '00:00:00',
    '00:00:59',
    '00:01:00',
    '01:01:00',
    '02:01:00',
  ]);
});

it('the last message of a conversation has words too, though it names its sender otherwise', () => {
  const { type, payload } = messages.invite;
  expect(messageText({ type, payload, fromAccount: 'alice' }, 'en')).toBe('Started a call');
});
