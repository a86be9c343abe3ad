/**
 * The part of tim-js-sdk 2.27.6 and tsignaling 1.0.8 that tests use. tsignaling ships no types, and
 * TIM's own leave out `proxyServer` and type most results as `any`.
 */

export interface TimMessage {
  ID: string;
  type: string;
  from: string;
  to: string;
  flow: 'in' | 'out';
  time: number;
  sequence: number;
  random: number;
  conversationID: string;
  conversationType: string;
  payload: { data: string; description: string; extension: string };
  status: string;
  isRead: boolean;
  priority: string;
  cloudCustomData: string;
  nick: string;
  avatar: string;
}

export interface TimConversation {
  conversationID: string;
  type: string;
  unreadCount: number;
  lastMessage: { lastTime: number; payload: { data?: string } | string | null };
}

export interface TimResult<T> {
  code: number;
  data: T;
}

/** TIM hands these to listeners and rejects promises with them. */
export interface TimEvent<T = unknown> {
  name: string;
  data: T;
}

export interface TimInstance {
  on(event: string, listener: (event: TimEvent<never>) => void): void;
  off(event: string, listener: (event: TimEvent<never>) => void): void;
  login(options: { userID: string; userSig: string }): Promise<TimResult<Record<string, unknown>>>;
  logout(): Promise<TimResult<unknown>>;
  destroy(): Promise<unknown>;
  setLogLevel(level: number): void;
  createCustomMessage(options: {
    to: string;
    conversationType: string;
    priority?: string;
    payload: { data: string; description?: string; extension?: string };
  }): TimMessage;
  sendMessage(
    message: TimMessage,
    options?: Record<string, unknown>,
  ): Promise<TimResult<{ message: TimMessage }>>;
  getConversationList(): Promise<TimResult<{ conversationList: TimConversation[] }>>;
  getMessageList(options: {
    conversationID: string;
    count?: number;
    nextReqMessageID?: string;
  }): Promise<TimResult<{ messageList: TimMessage[]; isCompleted: boolean }>>;
  setMessageRead(options: { conversationID: string }): Promise<TimResult<unknown>>;
  getMyProfile(): Promise<TimResult<{ userID: string; nick: string; avatar: string }>>;
  getUserProfile(options: {
    userIDList: string[];
  }): Promise<TimResult<{ userID: string; nick: string; avatar: string }[]>>;
  getGroupList(): Promise<TimResult<{ groupList: { groupID: string; type: string }[] }>>;
  createGroup(options: Record<string, unknown>): Promise<TimResult<{ group: { groupID: string } }>>;
  joinGroup(options: { groupID: string }): Promise<TimResult<{ status: string }>>;
  quitGroup(groupID: string): Promise<TimResult<{ groupID: string }>>;
}

export interface TimModule {
  create(options: Record<string, unknown>): TimInstance;
  EVENT: Record<string, string>;
  TYPES: Record<string, string>;
  VERSION?: string;
}

export interface TSignalingInstance {
  setLogLevel(level: number): void;
  login(options: { userID: string; userSig: string }): Promise<TimResult<unknown>>;
  logout(): Promise<TimResult<unknown>>;
  on(event: string, listener: (event: TimEvent<never>) => void, context?: unknown): void;
  off(event: string, listener: (event: TimEvent<never>) => void): void;
  joinGroup(options: { groupID: string }): Promise<unknown>;
  quitGroup(groupID: string): Promise<unknown>;
  invite(options: Record<string, unknown>): Promise<TSignalingResult>;
  inviteInGroup(options: Record<string, unknown>): Promise<TSignalingResult>;
  cancel(options: { inviteID: string; data?: string }): Promise<TSignalingResult>;
  accept(options: { inviteID: string; data?: string }): Promise<TSignalingResult>;
  reject(options: { inviteID: string; data?: string }): Promise<TSignalingResult>;
}

export interface TSignalingResult {
  code: number;
  inviteID: string;
  data: { message: TimMessage };
}

export type TSignalingConstructor = new (options: {
  SDKAppID: number;
  tim?: TimInstance;
  offlineSupport?: boolean;
  isRejectNotifyAll?: boolean;
}) => TSignalingInstance;
