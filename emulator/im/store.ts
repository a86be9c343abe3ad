/**
 * The store is what the cloud remembers: users, messages, read marks. Memory only, and bounded, since a demo may
 * run for weeks. Groups are in `groups.ts`.
 */
import type { Fields } from './frames';

export interface StoredMessage {
  from: string;
  to: string;
  seq: number;
  random: number;
  /** Seconds, as the cloud stamps it; never runs backwards. */
  time: number;
  clientTime: number;
  key: string;
  body: unknown[];
  cloudCustomData: string;
  noUnread: boolean;
  noLastMessage: boolean;
}

export type MessageDraft = Omit<StoredMessage, 'time' | 'key'>;

export interface Profile {
  nick: string;
  avatar: string;
}

interface InboxItem {
  index: number;
  message: StoredMessage;
}

const HISTORY_LIMIT = 500;
const INBOX_LIMIT = 1000;
const CONVERSATION_LIMIT = 1000;
const SENT_LIMIT = 1000;
const NONE: readonly never[] = [];

/** Makes `key` the youngest entry, and forgets the oldest of too many. */
function renew<T>(map: Map<string, T>, key: string, value: T, limit: number): T {
  map.delete(key);
  map.set(key, value);
  if (map.size > limit) map.delete(map.keys().next().value as string);
  return value;
}

export class ImStore {
  private tinyIDs = new Map<string, string>();
  private profiles = new Map<string, Profile>();
  private history = new Map<string, StoredMessage[]>();
  private inboxes = new Map<string, InboxItem[]>();
  private readTimes = new Map<string, number>();
  private sent = new Map<string, StoredMessage>();
  private nextIndex = 1;
  private lastTime = 0;

  /** Seconds that never run backwards, also when the machine's clock does. */
  now(): number {
    this.lastTime = Math.max(this.lastTime, Math.floor(Date.now() / 1000));
    return this.lastTime;
  }

  /** The number the cloud knows a user by; message IDs are made of it. */
  tinyID(userID: string): string {
    let tinyID = this.tinyIDs.get(userID);
    if (!tinyID) {
      tinyID = String(144115200000000000n + BigInt(this.tinyIDs.size + 1));
      this.tinyIDs.set(userID, tinyID);
    }
    return tinyID;
  }

  profile(userID: string): Profile {
    return this.profiles.get(userID) ?? { nick: '', avatar: '' };
  }

  setProfile(userID: string, profile: Partial<Profile>): void {
    this.profiles.set(userID, { ...this.profile(userID), ...profile });
  }

  /** The message if this very one was sent before: TIM sends again after a reconnect. */
  sentBefore(scope: string, seq: number, random: number): StoredMessage | undefined {
    return this.sent.get(`${scope}/${seq}/${random}`);
  }

  rememberSent(scope: string, message: StoredMessage): void {
    renew(this.sent, `${scope}/${message.seq}/${message.random}`, message, SENT_LIMIT);
  }

  /** Gives a message its time and key. */
  stamp(draft: MessageDraft): StoredMessage {
    const time = this.now();
    return { ...draft, time, key: `${draft.seq}_${draft.random}_${time}` };
  }

  /** Keeps a C2C message for both ends. */
  keepC2C(message: StoredMessage): void {
    const key = pairOf(message.from, message.to);
    const conversation = this.history.get(key) ?? [];
    renew(this.history, key, conversation, CONVERSATION_LIMIT).push(message);
    if (conversation.length > HISTORY_LIMIT) conversation.shift();
    const inbox = this.inboxes.get(message.to) ?? [];
    const item = { index: this.nextIndex++, message };
    renew(this.inboxes, message.to, inbox, CONVERSATION_LIMIT).push(item);
    if (inbox.length > INBOX_LIMIT) inbox.shift();
  }

  /** Messages between two users, oldest first. */
  c2c(userA: string, userB: string): readonly StoredMessage[] {
    return this.history.get(pairOf(userA, userB)) ?? NONE;
  }

  /** The users that somebody has a conversation with. */
  peersOf(userID: string): string[] {
    const peers: string[] = [];
    for (const [key, messages] of this.history) {
      const ends = key.split('/');
      if (messages.length && ends.includes(userID)) {
        peers.push((ends[0] === userID ? ends[1] : ends[0]) ?? userID);
      }
    }
    return peers;
  }

  /** Unread messages that came after `cursor`, and the cursor to ask with next time. */
  unreadSince(userID: string, cursor: number): { messages: StoredMessage[]; cursor: number } {
    const items = (this.inboxes.get(userID) ?? []).filter(({ index }) => index > cursor);
    return {
      messages: items
        .map(({ message }) => message)
        .filter((message) => message.time > this.readTime(userID, message.from)),
      cursor: items.at(-1)?.index ?? cursor,
    };
  }

  unreadCount(userID: string, peer: string): number {
    const readTime = this.readTime(userID, peer);
    return this.c2c(userID, peer).filter(
      (message) => message.from === peer && message.time > readTime && !message.noUnread,
    ).length;
  }

  /** Until when `userID` has read what `peer` wrote, in seconds. */
  readTime(userID: string, peer: string): number {
    return this.readTimes.get(`${userID}/${peer}`) ?? 0;
  }

  markRead(userID: string, peer: string, time: number): void {
    const until = Math.max(time, this.readTime(userID, peer));
    renew(this.readTimes, `${userID}/${peer}`, until, 2 * CONVERSATION_LIMIT);
    const unread = (this.inboxes.get(userID) ?? []).filter(
      ({ message }) => message.from !== peer || message.time > until,
    );
    this.inboxes.set(userID, unread);
  }
}

function pairOf(userA: string, userB: string): string {
  return [userA, userB].sort().join('/');
}

/** The flags the cloud sends along for messages that do not count or do not show. */
export function controlFlags(message: StoredMessage): Fields {
  if (!message.noUnread && !message.noLastMessage) return {};
  return {
    SendMsgControl: {
      NoUnread: message.noUnread ? 1 : 0,
      NoLastMsg: message.noLastMessage ? 1 : 0,
    },
  };
}
