/** Conversations and history: what TIM asks for at login, after a reconnect, and for replay. */
import type { Command, CommandInput } from './context';
import { asFields, asList, asNumber, asText, type Fields } from './frames';
import { c2cMessageFields } from './messages';
import type { StoredMessage } from './store';

/** This `SyncFlag` says that nothing more is to come. */
const SYNC_COMPLETE = 2;

export const conversationCommands: Record<string, Command> = {
  'recentcontact.page_get': (input) => ({
    CompleteFlag: 1,
    TimeStamp: 0,
    StartIndex: 0,
    TopTimeStamp: 0,
    TopStartIndex: 0,
    SessionItem: [...c2cSessions(input), ...groupSessions(input)],
  }),
  'recentcontact.get_contact_group': () => ({}),

  // Unread C2C messages since the cookie. The first call of a login has none and gets them all; TIM
  // drops what it has already.
  'openim.getmsg': (input) => {
    const { userID, body, store, faults } = input;
    const { messages, cursor } = store.unreadSince(userID, asNumber(body.Cookie));
    const senders = [...new Set(messages.map((message) => message.from))];
    return {
      SyncFlag: SYNC_COMPLETE,
      // Never empty: TIM ignores an answer with an empty cookie.
      Cookie: String(cursor),
      MsgList: messages.map((message) => c2cMessageFields(input, message)),
      C2CPairUnreadCount: senders.map((peer) => ({
        From_Account: peer,
        UnreadCount: faults.countsNothing.includes(userID) ? 0 : store.unreadCount(userID, peer),
      })),
    };
  },

  // History of a conversation, oldest first. Direction 1 goes forward from a time; otherwise
  // backward from a message, or from the end.
  'openim.getroammsg': (input) => {
    const { userID, body, store } = input;
    const all = store.c2c(userID, asText(body.Peer_Account));
    const limit = Math.min(Math.max(1, asNumber(body.MaxCnt) || 15), 100);
    const page =
      body.GetDirection === 1
        ? all.filter((message) => message.time >= asNumber(body.LastMsgTime)).slice(0, limit)
        : before(all, asText(body.MsgKey), asNumber(body.LastMsgTime)).slice(-limit);
    const end = body.GetDirection === 1 ? page.at(-1) === all.at(-1) : page[0] === all[0];
    return {
      Complete: end ? 1 : 0,
      MsgList: page.map((message) => c2cMessageFields(input, message)),
      MsgCount: page.length,
      LastMsgTime: page[0]?.time ?? 0,
      MsgKey: page[0]?.key ?? '',
    };
  },

  'openim.msgreaded': ({ userID, body, store }) => {
    for (const item of asList(asFields(body.C2CMsgReaded).C2CMsgReadedItem).map(asFields)) {
      store.markRead(userID, asText(item.To_Account), asNumber(item.LastedMsgTime));
    }
    return {};
  },

  'openim.get_peer_read_time': ({ userID, body, store }) => ({
    ReadTime: asList(body.To_Account).map((peer) => store.readTime(asText(peer), userID)),
  }),
};

function before(
  all: readonly StoredMessage[],
  key: string,
  time: number,
): readonly StoredMessage[] {
  const index = key ? all.findIndex((message) => message.key === key) : -1;
  if (index >= 0) return all.slice(0, index);
  return time > 0 ? all.filter((message) => message.time <= time) : all;
}

function c2cSessions({ userID, store, faults }: CommandInput): Fields[] {
  return store.peersOf(userID).flatMap((peer) => {
    const messages = store.c2c(userID, peer);
    const last = messages.filter((message) => !message.noLastMessage).at(-1);
    if (!last) return [];
    const { nick, avatar } = store.profile(peer);
    return [
      {
        Type: 1,
        To_Account: peer,
        MsgTimeStamp: last.time,
        MsgSeq: last.seq,
        MsgShow: '',
        UnreadMsgCount: faults.countsNothing.includes(userID) ? 0 : store.unreadCount(userID, peer),
        LastC2CMsgFrom_Account: last.from,
        C2cPeerReadTime: store.readTime(peer, userID),
        C2cNick: nick,
        C2cImage: avatar,
        LastMsgFlags: 0,
        TopFlags: 0,
        LastMsg: { MsgBody: last.body, CloudCustomData: last.cloudCustomData },
      },
    ];
  });
}

function groupSessions({ userID, groups, store }: CommandInput): Fields[] {
  return [...groups.values()].flatMap((group) => {
    const last = group.lastMessage;
    if (!last || !group.members.has(userID)) return [];
    return [
      {
        Type: 2,
        ToAccount: group.groupID,
        MsgTimeStamp: last.time,
        MsgSeq: last.groupSeq,
        MsgShow: '',
        UnreadMsgCount: group.unreadCount(userID),
        MsgGroupReadedSeq: group.members.get(userID) ?? 0,
        MsgGroupFrom_Account: last.from,
        MsgGroupFromNickName: store.profile(last.from).nick,
        GroupNick: group.name,
        GroupImage: '',
        LastMsgFlags: 0,
        TopFlags: 0,
        LastMsg: { MsgBody: last.body, CloudCustomData: last.cloudCustomData },
      },
    ];
  });
}
