/** Sending: one message in, one answer out, pushes to whoever should see it. */
import { type CommandContext, type CommandInput, fail } from './context';
import {
  asFields,
  asList,
  asNumber,
  asText,
  type Fields,
  type ImFailure,
  IM_ERROR,
  MAX_MESSAGE_BYTES,
  pushFrame,
} from './frames';
import { type Group, type GroupMessage, groupMessageFields } from './groups';
import type { ImSession } from './session';
import { controlFlags, type MessageDraft, type StoredMessage } from './store';
import { USER_ID } from '../usersig-check';

const PUSH = 'im_open_push.msg_push';

/** A message that the emulator delivers by itself, from whomever it is told to. */
export interface RawMessage {
  from: string;
  /** A UserID, or for a group message a GroupID. */
  to: string;
  /** The `payload.data` of a custom message. Anything else goes through `body`. */
  data?: string;
  /** The whole MsgBody, as it is on the wire. */
  body?: unknown[];
  cloudCustomData?: string;
  /** Delivered live or not at all. */
  onlineUserOnly?: boolean;
  /** Set both to deliver the same message again. */
  seq?: number;
  random?: number;
}

export function sendC2C(input: CommandInput): Fields | ImFailure {
  const { body, userID, store, session, afterwards } = input;
  const to = asText(body.To_Account);
  if (asText(body.From_Account) !== userID) {
    return fail(IM_ERROR.BAD_ACCOUNT, 'From_Account is not who is logged in');
  }
  if (!USER_ID.test(to)) return fail(IM_ERROR.BAD_ACCOUNT, 'To_Account is not a UserID');
  const tooLong = checkLength(body);
  if (tooLong) return tooLong;
  const draft = draftOf(body, userID, to, asNumber(body.MsgSeq), asNumber(body.MsgRandom));
  const scope = `${userID}>${to}`;
  const before = store.sentBefore(scope, draft.seq, draft.random);
  if (before) return { MsgTime: before.time, MsgKey: before.key };
  const message = store.stamp(draft);
  const onlineOnly = body.MsgLifeTime === 0;
  store.rememberSent(scope, message);
  if (!onlineOnly) store.keepC2C(message);
  input.log({ event: 'send', userID, to, onlineOnly, key: message.key });
  afterwards.push(() => pushC2C(input, message, onlineOnly, session));
  return { MsgTime: message.time, MsgKey: message.key };
}

export function sendGroup(input: CommandInput): Fields | ImFailure {
  const { body, userID, store, session, afterwards } = input;
  const group = input.groups.get(asText(body.GroupId));
  if (!group) return fail(IM_ERROR.GROUP_NOT_FOUND, 'there is no such group');
  if (!group.members.has(userID)) {
    return fail(IM_ERROR.GROUP_NOT_MEMBER, 'only members may write to the group');
  }
  const tooLong = checkLength(body);
  if (tooLong) return tooLong;
  const { groupID } = group;
  const draft = draftOf(body, userID, groupID, asNumber(body.ClientSeq), asNumber(body.Random));
  const scope = `${userID}#${groupID}`;
  const before = store.sentBefore(scope, draft.seq, draft.random) as GroupMessage | undefined;
  if (before) return { MsgTime: before.time, MsgSeq: before.groupSeq };
  const onlineOnly = body.OnlineOnlyFlag === 1;
  const message = keepInGroup(group, store.stamp(draft), asText(body.MsgPriority), onlineOnly);
  store.rememberSent(scope, message);
  input.log({ event: 'send-group', userID, groupID, onlineOnly, groupSeq: message.groupSeq });
  const only = asList(body.To_Account).map(asText);
  afterwards.push(() => pushGroup(input, group, message, { onlineOnly, only, except: session }));
  return { MsgTime: message.time, MsgSeq: message.groupSeq };
}

/** Delivers a message that no client sent. */
export function deliverC2C(context: CommandContext, raw: RawMessage): StoredMessage {
  const message = context.store.stamp(draftOfRaw(raw));
  if (!raw.onlineUserOnly) context.store.keepC2C(message);
  context.log({ event: 'deliver', userID: raw.from, to: raw.to, key: message.key });
  pushC2C(context, message, raw.onlineUserOnly ?? false);
  return message;
}

export function deliverGroup(context: CommandContext, raw: RawMessage): GroupMessage {
  const group = context.groups.get(raw.to);
  if (!group) throw new Error(`there is no group "${raw.to}"; add it with addGroup`);
  const onlineOnly = raw.onlineUserOnly ?? false;
  const message = keepInGroup(group, context.store.stamp(draftOfRaw(raw)), 'Normal', onlineOnly);
  pushGroup(context, group, message, { onlineOnly, only: [] });
  return message;
}

/** A C2C message as pushes and history carry it. */
export function c2cMessageFields(context: CommandContext, message: StoredMessage): Fields {
  const profile = context.store.profile(message.from);
  return {
    From_Account: message.from,
    To_Account: message.to,
    TinyId: context.store.tinyID(message.from),
    MsgSeq: message.seq,
    MsgRandom: message.random,
    MsgTimeStamp: message.time,
    MsgClientTime: message.clientTime,
    MsgBody: message.body,
    CloudCustomData: message.cloudCustomData,
    From_AccountNick: profile.nick,
    From_AccountHeadurl: profile.avatar,
    MsgVersion: 0,
    MsgFlagBits: 0,
    MsgKey: message.key,
    ...controlFlags(message),
  };
}

function pushC2C(
  context: CommandContext,
  message: StoredMessage,
  onlineOnly: boolean,
  except?: ImSession,
): void {
  const fields = c2cMessageFields(context, message);
  // Absent means stored; 0 makes the receiver's SDK mark it as for online users only.
  if (onlineOnly) fields.MsgLifeTime = 0;
  for (const { session } of context.registry.instancesOf(message.to)) {
    if (session !== except) session?.push(pushFrame(PUSH, [{ Event: 9, C2cMsgArray: [fields] }]));
  }
  if (message.from === message.to) return;
  // The sender's other devices see it too; TIM swaps the ends of a message marked so.
  const synced = { ...fields, IsSyncMsg: 1, From_Account: message.to, To_Account: message.from };
  for (const { session } of context.registry.instancesOf(message.from)) {
    if (session !== except) session?.push(pushFrame(PUSH, [{ Event: 9, C2cMsgArray: [synced] }]));
  }
}

function pushGroup(
  context: CommandContext,
  group: Group,
  message: GroupMessage,
  options: { onlineOnly: boolean; only: string[]; except?: ImSession },
): void {
  const { store } = context;
  const profile = { ...store.profile(message.from), tinyID: store.tinyID(message.from) };
  const fields = groupMessageFields(group, message, profile);
  if (options.onlineOnly) fields.OnlineOnlyFlag = 1;
  const frame = pushFrame(PUSH, [{ Event: 3, GroupMsgArray: [fields] }]);
  for (const member of group.members.keys()) {
    if (options.only.length > 0 && !options.only.includes(member)) continue;
    for (const { session } of context.registry.instancesOf(member)) {
      if (session !== options.except) session?.push(frame);
    }
  }
}

function keepInGroup(group: Group, message: StoredMessage, priority: string, onlineOnly: boolean) {
  if (onlineOnly) return { ...message, groupSeq: group.nextSeq, priority: priority || 'Normal' };
  return group.keep(message, priority || 'Normal');
}

function draftOf(
  body: Fields,
  from: string,
  to: string,
  seq: number,
  random: number,
): MessageDraft {
  const control = asList(body.SendMsgControl);
  return {
    from,
    to,
    seq,
    random,
    clientTime: asNumber(body.MsgClientTime),
    body: asList(body.MsgBody),
    cloudCustomData: asText(body.CloudCustomData),
    noUnread: control.includes('NoUnread'),
    noLastMessage: control.includes('NoLastMsg'),
  };
}

function draftOfRaw(raw: RawMessage): MessageDraft {
  const content = { Data: raw.data ?? '', Desc: '', Ext: '' };
  return {
    from: raw.from,
    to: raw.to,
    seq: raw.seq ?? 1 + Math.floor(Math.random() * 0x7fffffff),
    random: raw.random ?? 1 + Math.floor(Math.random() * 0x7fffffff),
    clientTime: Math.floor(Date.now() / 1000),
    body: raw.body ?? [{ MsgType: 'TIMCustomElem', MsgContent: content }],
    cloudCustomData: raw.cloudCustomData ?? '',
    noUnread: false,
    noLastMessage: false,
  };
}

function checkLength(body: Fields): ImFailure | undefined {
  const elements = asList(body.MsgBody);
  if (elements.length === 0 || elements.some((element) => !asText(asFields(element).MsgType))) {
    return fail(IM_ERROR.BAD_REQUEST, 'MsgBody needs at least one element with a MsgType');
  }
  const bytes = Buffer.byteLength(JSON.stringify(elements));
  if (bytes <= MAX_MESSAGE_BYTES) return undefined;
  const info = `the message has ${bytes} bytes, more than ${MAX_MESSAGE_BYTES}`;
  return fail(IM_ERROR.CONTENT_TOO_LONG, info);
}
