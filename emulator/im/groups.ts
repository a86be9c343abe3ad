/** Groups: who is in, what was said, how far each member has read. Memory only. */
import type { Fields } from './frames';
import { type Profile, type StoredMessage, controlFlags } from './store';

export interface GroupOptions {
  groupID: string;
  /** Everyone in it, the owner first unless `ownerID` says otherwise. */
  members: string[];
  name?: string;
  /** Public, Private (shown as "Work"), ChatRoom; AVChatRoom and Community are not emulated. */
  type?: string;
  ownerID?: string;
}

export interface GroupMessage extends StoredMessage {
  /** The group's own count, 1 for the first; `seq` is the sender's. */
  groupSeq: number;
  priority: string;
}

const HISTORY_LIMIT = 500;

export class Group {
  readonly groupID: string;
  readonly name: string;
  readonly type: string;
  readonly ownerID: string;
  readonly createTime: number;
  /** userID → how far they have read, as a groupSeq. */
  readonly members = new Map<string, number>();
  readonly messages: GroupMessage[] = [];
  nextSeq = 1;

  constructor(options: GroupOptions, now: number) {
    this.groupID = options.groupID;
    this.name = options.name ?? options.groupID;
    this.type = options.type ?? 'Public';
    this.ownerID = options.ownerID ?? options.members[0] ?? '';
    this.createTime = now;
    for (const member of options.members) this.members.set(member, 0);
  }

  join(userID: string): void {
    if (!this.members.has(userID)) this.members.set(userID, this.nextSeq - 1);
  }

  leave(userID: string): void {
    this.members.delete(userID);
  }

  keep(message: StoredMessage, priority: string): GroupMessage {
    const kept = { ...message, groupSeq: this.nextSeq++, priority };
    this.messages.push(kept);
    if (this.messages.length > HISTORY_LIMIT) this.messages.shift();
    // Who writes has read.
    if (this.members.has(message.from)) this.members.set(message.from, kept.groupSeq);
    return kept;
  }

  markRead(userID: string, groupSeq: number): void {
    const read = this.members.get(userID);
    if (read !== undefined) this.members.set(userID, Math.max(read, groupSeq));
  }

  unreadCount(userID: string): number {
    const read = this.members.get(userID) ?? 0;
    return this.messages.filter(
      (message) => message.groupSeq > read && message.from !== userID && !message.noUnread,
    ).length;
  }

  get lastMessage(): GroupMessage | undefined {
    return this.messages.filter((message) => !message.noLastMessage).at(-1);
  }

  /** The group as the group commands show it to one member. */
  describe(userID: string): Fields {
    return {
      GroupId: this.groupID,
      Type: this.type,
      Name: this.name,
      FaceUrl: '',
      Introduction: '',
      Notification: '',
      Owner_Account: this.ownerID,
      CreateTime: this.createTime,
      MemberNum: this.members.size,
      MaxMemberNum: 200,
      ApplyJoinOption: 'FreeAccess',
      NextMsgSeq: this.nextSeq,
      LastMsgTime: this.lastMessage?.time ?? 0,
      ShutUpAllMember: 'Off',
      SelfInfo: {
        Role: userID === this.ownerID ? 'Owner' : 'Member',
        JoinTime: this.createTime,
        MsgFlag: 'AcceptAndNotify',
        MsgSeq: this.members.get(userID) ?? 0,
      },
    };
  }
}

/** A group message as pushes and history carry it. */
export function groupMessageFields(
  group: Group,
  message: GroupMessage,
  sender: Profile & { tinyID: string },
): Fields {
  return {
    From_Account: message.from,
    ToGroupId: group.groupID,
    GroupId: group.groupID,
    TinyId: sender.tinyID,
    MsgSeq: message.groupSeq,
    MsgRandom: message.random,
    Random: message.random,
    ClientSeq: message.seq,
    MsgTimeStamp: message.time,
    MsgClientTime: message.clientTime,
    MsgPriority: message.priority,
    MsgBody: message.body,
    CloudCustomData: message.cloudCustomData,
    IsPlaceMsg: 0,
    IsSystemMsg: 0,
    MsgVersion: 0,
    GroupInfo: {
      GroupId: group.groupID,
      GroupName: group.name,
      GroupType: group.type,
      From_AccountNick: sender.nick,
      From_AccountHeadurl: sender.avatar,
    },
    ...controlFlags(message),
  };
}
