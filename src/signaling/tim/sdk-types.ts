/**
 * The parts of tim-js-sdk 2.x (tim-wx-sdk is the same file), of its successor @tencentcloud/chat, and of
 * tsignaling 1.0.8 that the driver touches. Structural, so that each SDK fits; narrower than their own types, which are mostly `any`.
 */

export interface TimMessage {
  type: string;
  from: string;
  to: string;
  conversationType: string;
  /** Epoch seconds at the server. */
  time: number;
  payload: { data: string };
}

export interface TimEvent<T = unknown> {
  name: string;
  data: T;
}

export type TimListener = (event: TimEvent) => void;

export interface TimResult<T = unknown> {
  code: number;
  data: T;
}

export interface TimConversation {
  conversationID: string;
  unreadCount: number;
  lastMessage: { lastTime: number };
}

export interface TimConversations {
  conversationList: TimConversation[];
  /** False while the chat SDK, which gets ready before, is still asking for them. */
  isSyncCompleted?: boolean;
}

export interface CustomMessageOptions {
  to: string;
  conversationType: string;
  priority?: string;
  payload: { data: string };
}

export interface SendOptions {
  offlinePushInfo?: object;
  onlineUserOnly?: boolean;
  messageControlInfo?: object;
}

export interface Tim {
  on(event: string, listener: TimListener): void;
  off(event: string, listener: TimListener): void;
  login(options: { userID: string; userSig: string }): Promise<TimResult>;
  logout(): Promise<unknown>;
  setLogLevel(level: number): void;
  /** A promise that rejects while TIM is not ready. */
  createCustomMessage(options: CustomMessageOptions): TimMessage | Promise<never>;
  sendMessage(message: TimMessage, options?: SendOptions): Promise<TimResult<{ message: unknown }>>;
  getUserProfile(options: { userIDList: string[] }): Promise<unknown>;
  getConversationList(): Promise<TimResult<TimConversations>>;
  getMessageList(options: {
    conversationID: string;
    count?: number;
  }): Promise<TimResult<{ messageList: TimMessage[] }>>;
}

/** The SDK module: what creates instances and names events and types. */
export interface TimModule {
  create(options: { SDKAppID: number; proxyServer?: string }): Tim;
  EVENT: {
    SDK_READY: string;
    SDK_NOT_READY: string;
    KICKED_OUT: string;
    NET_STATE_CHANGE: string;
    MESSAGE_RECEIVED: string;
    CONVERSATION_LIST_UPDATED: string;
  };
  TYPES: {
    CONV_C2C: string;
    CONV_GROUP: string;
    MSG_CUSTOM: string;
    MSG_PRIORITY_HIGH: string;
    KICKED_OUT_USERSIG_EXPIRED: string;
  };
}

/** tsignaling sees TIM as this, which is less than TIM can do. */
export interface TimForTsignaling extends Omit<
  Tim,
  'off' | 'createCustomMessage' | 'sendMessage' | 'getUserProfile'
> {
  createCustomMessage(options: CustomMessageOptions): CustomMessageOptions;
  sendMessage(
    message: CustomMessageOptions,
    options?: SendOptions,
  ): Promise<TimResult<{ message: unknown }>>;
}

export interface TsignalingResult {
  code: number;
  inviteID: string;
  data: { message: unknown };
}

interface TsignalingInvite {
  data: string;
  timeout: number;
  offlinePushInfo?: object;
}

export interface Tsignaling {
  setLogLevel(level: number): void;
  login(options: { userID: string; userSig: string }): Promise<TimResult>;
  logout(): Promise<unknown>;
  on(event: string, listener: (event: TimEvent) => void): void;
  invite(options: TsignalingInvite & { userID: string }): Promise<TsignalingResult>;
  inviteInGroup(
    options: TsignalingInvite & { groupID: string; inviteeList: string[] },
  ): Promise<TsignalingResult>;
  cancel(options: { inviteID: string; data: string }): Promise<TsignalingResult>;
  accept(options: { inviteID: string; data: string }): Promise<TsignalingResult>;
  reject(options: { inviteID: string; data: string }): Promise<TsignalingResult>;
}

export type TsignalingConstructor = new (options: {
  SDKAppID: number;
  tim: TimForTsignaling;
  offlineSupport?: boolean;
}) => Tsignaling;
