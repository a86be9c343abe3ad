/**
 * The wrapper is TIM as tsignaling gets to see it.
 *
 * tsignaling 1.0.8 trusts whatever arrives, knows no sender, locks itself when a send fails, and
 * keeps timers and listeners for ever. So it never meets TIM itself: messages are judged and
 * rewritten before it sees them, on the live path and on the replay path; sends go out only as part
 * of an operation and always resolve; its timeouts are 0, which means no timer; and all listeners
 * on TIM are this wrapper's, which can remove them.
 */
import { CallError } from '../../errors';
import type { Logger } from '../../log';
import type { Clock } from '../../runtime/clock';
import { callSafely } from '../../runtime/listeners';
import { RecentMap } from '../../runtime/recent-map';
import { createMessage } from './create-message';
import { envelopeOf, withTimeout } from '../wire/envelope';
import { Inbound, type InboundSink } from './inbound';
import { RetryingSend } from './retrying-send';
import { ServerTime } from './server-time';
import type {
  CustomMessageOptions,
  SendOptions,
  Tim,
  TimConversation,
  TimEvent,
  TimForTsignaling,
  TimListener,
  TimMessage,
  TimModule,
  TimResult,
} from './sdk-types';
import type { Withdrawal } from '../transport';

/** A plan says how the messages of one operation are to be sent. */
export interface SendPlan {
  /** ms by the clock */
  deadline: number;
  /** Seconds that an invite says it rings; tsignaling itself gets 0. */
  timeout?: number;
  /** True if phones that are away get a push. */
  push?: boolean;
  withdrawal?: Withdrawal;
  /** The inviteID that tsignaling has drawn, before anything is sent. */
  onInviteID?(inviteID: string): void;
  /** The message got through after the operation had failed. */
  onLate?(): void;
}

export interface TimWrapperOptions {
  TIM: TimModule;
  tim: Tim;
  clock: Clock;
  log: Logger;
  sink: InboundSink;
  /** SDK_READY, SDK_NOT_READY, KICKED_OUT and NET_STATE_CHANGE of TIM. */
  onState(event: TimEvent): void;
}

/** ms after which missed invites are looked for in what there is. */
const LIST_TIMEOUT = 5000;
/** ms after readiness in which every change of the conversations is searched for missed invites. */
const SEARCH_FOR = 15_000;
const NOT_READY = { code: 2999, message: 'TIM is not ready' };

export class TimWrapper {
  /** This object is given to tsignaling as its `tim`. */
  readonly facade: TimForTsignaling;
  readonly serverTime: ServerTime;
  readonly inbound: Inbound;
  private readonly listeners = new Map<string, TimListener[]>();
  private readonly attached: [string, TimListener][] = [];
  private readonly sends = new Set<RetryingSend>();
  /** Called when the list of conversations has changed. */
  private readonly listWaiters = new Set<() => void>();
  /** `conversationID lastTime` of what was searched for missed invites already. */
  private readonly searched = new RecentMap<string, true>(256);
  /** ms by the clock at which TIM was ready last. */
  private readyAt = -SEARCH_FOR;
  private plan: SendPlan | undefined;
  private stopped = false;

  constructor(private readonly options: TimWrapperOptions) {
    const { TIM, tim, clock, log, sink } = options;
    this.serverTime = new ServerTime(clock);
    this.inbound = new Inbound({
      TIM,
      clock,
      log,
      sink,
      serverTime: this.serverTime,
      feed: (message) => this.emit(TIM.EVENT.MESSAGE_RECEIVED, [message]),
      history: async (conversationID) => (await this.history(conversationID)).data.messageList,
    });
    this.facade = {
      on: (event, listener) => {
        this.listeners.set(event, [...(this.listeners.get(event) ?? []), listener]);
      },
      login: (credentials) => tim.login(credentials),
      logout: () => tim.logout(),
      // The instance may be the app's own; who created it sets its level.
      setLogLevel: () => undefined,
      // Made into a message when it is sent: TIM may not be ready, and tsignaling catches nothing.
      createCustomMessage: (draft) => draft,
      sendMessage: (message, sendOptions) => this.send(message, sendOptions),
      getConversationList: () => this.recentConversations(),
      getMessageList: ({ conversationID }) => this.missed(conversationID),
    };
  }

  start(): void {
    const { TIM, onState } = this.options;
    const { SDK_READY, SDK_NOT_READY, KICKED_OUT, NET_STATE_CHANGE } = TIM.EVENT;
    this.attach(TIM.EVENT.MESSAGE_RECEIVED, ({ data }) => {
      if (Array.isArray(data)) this.inbound.live(data);
    });
    this.attach(TIM.EVENT.CONVERSATION_LIST_UPDATED, (event) => {
      if (this.listWaiters.size > 0) this.listWaiters.forEach((go) => go());
      // TIM may be ready before it has heard of the conversation that an invite came in. Only for something
      // new: who has no conversation is told so by each look for one, and would look for ever.
      else if (this.isSearching() && this.unsearched(event?.data).length > 0) {
        this.emit(SDK_READY, undefined);
      }
    });
    [SDK_READY, SDK_NOT_READY, KICKED_OUT, NET_STATE_CHANGE].forEach((name) =>
      this.attach(name, (event) => {
        if (name === SDK_READY) this.beginSearch();
        onState({ name, data: event?.data });
        this.emit(name, event?.data);
      }),
    );
  }

  /** Removes every listener from TIM and ends every send. */
  stop(): void {
    this.stopped = true;
    this.attached.splice(0).forEach(([name, listener]) => this.options.tim.off(name, listener));
    this.listeners.clear();
    this.giveUpSends();
    this.listWaiters.forEach((go) => go());
  }

  /** Ends every send with its last error: nobody is logged in any more who could repeat it. */
  giveUpSends(): void {
    this.sends.forEach((send) => send.giveUp());
  }

  /** Has tsignaling look for missed invites, as it does when TIM gets ready. */
  announceReady(): void {
    this.beginSearch();
    this.emit(this.options.TIM.EVENT.SDK_READY, undefined);
  }

  /**
   * Runs one operation of tsignaling. What it sends while `operation` is called follows the plan;
   * tsignaling sends in the same turn in which it is called.
   */
  perform<T>(plan: SendPlan, operation: () => T): T {
    this.plan = plan;
    try {
      return operation();
    } finally {
      this.plan = undefined;
    }
  }

  /** Sends an envelope that tsignaling has no method for, under the plan of `perform`. */
  sendText(
    groupID: string,
    userID: string,
    data: string,
    options: SendOptions,
  ): ReturnType<Tim['sendMessage']> {
    const { TYPES } = this.options.TIM;
    return this.send(
      {
        to: groupID === '' ? userID : groupID,
        conversationType: groupID === '' ? TYPES.CONV_C2C : TYPES.CONV_GROUP,
        priority: TYPES.MSG_PRIORITY_HIGH,
        payload: { data },
      },
      options,
    );
  }

  private attach(name: string, listener: TimListener): void {
    this.attached.push([name, listener]);
    this.options.tim.on(name, listener);
  }

  private emit(name: string, data: unknown): void {
    this.listeners.get(name)?.forEach((listener) => {
      callSafely(this.options.log, `${name} in tsignaling`, () => listener({ name, data }));
    });
  }

  private send(
    draft: CustomMessageOptions,
    options: SendOptions = {},
  ): Promise<TimResult<{ message: unknown }>> {
    const { plan } = this;
    // Nobody asked for it: it is tsignaling's own timeout notice. The engine sends one itself.
    if (!plan || this.stopped) return Promise.resolve({ code: 0, data: { message: undefined } });
    const { clock, tim } = this.options;
    const { deadline, withdrawal, onLate, timeout } = plan;
    const { inviteID, action } = envelopeOf(draft.payload.data);
    const { data } = draft.payload;
    const payload = { data: timeout === undefined ? data : withTimeout(data, timeout) };
    const sendOptions = { ...options };
    // TIM would push a default text for what has no push of its own.
    if (action === 'invite' && !plan.push) sendOptions.offlinePushInfo = { disablePush: true };

    // Repeated with the same message, which the server recognises by its random number.
    let message: TimMessage | undefined;
    const attempt = () => {
      this.assertOurUser();
      message ??= createMessage(tim, { ...draft, payload });
      return message ? tim.sendMessage(message, sendOptions) : Promise.reject(NOT_READY);
    };
    if (action === 'invite') plan.onInviteID?.(inviteID);
    const send = new RetryingSend(attempt, { clock, deadline, withdrawal, onLate });
    this.sends.add(send);
    void send.result.then(() => this.sends.delete(send));
    // What ends a call is an invite in form only: nobody answers it, and nobody would release it.
    if (action === 'invite' && plan.onInviteID) {
      this.inbound.hold(inviteID, () => send.acknowledge(message));
    }
    return send.result;
  }

  /** The app may have logged in somebody else on its instance since. @throws CallError 61002 */
  private assertOurUser(): void {
    const { tim, TIM } = this.options;
    const draft = { to: 'nobody', conversationType: TIM.TYPES.CONV_C2C, payload: { data: '' } };
    const from = createMessage(tim, draft)?.from;
    if (from === undefined || from === this.inbound.self) return;
    throw CallError.notLoggedIn(`the app has logged in ${from} on its IM instance`);
  }

  private beginSearch(): void {
    this.searched.clear();
    this.readyAt = this.options.clock.now();
  }

  private isSearching(): boolean {
    return this.options.clock.now() < this.readyAt + SEARCH_FOR;
  }

  /** Picks those conversations of TIM's list that have a message which was not searched for yet. */
  private unsearched(list: unknown): TimConversation[] {
    return (Array.isArray(list) ? (list as TimConversation[]) : []).filter(
      (each) => each?.lastMessage?.lastTime > 0 && !this.searched.has(searchKey(each)),
    );
  }

  /** Never rejects: tsignaling asks on its own account and catches nothing. */
  private async recentConversations(): ReturnType<Tim['getConversationList']> {
    try {
      const { code, data } = await this.conversations();
      // Not by TIM's count of unread messages, which may still be 0 when the message is there.
      const recent = this.unsearched(data?.conversationList);
      recent.forEach((each) => this.searched.set(searchKey(each), true));
      const conversationList = recent.map(({ conversationID, lastMessage }) => ({
        conversationID,
        // tsignaling looks into unread conversations only.
        unreadCount: 1,
        lastMessage: { lastTime: this.serverTime.toDate(lastMessage.lastTime) / 1000 },
      }));
      return { code, data: { conversationList } };
    } catch (error) {
      this.options.log.warn('no conversations, missed invites do not ring', error);
      return { code: -1, data: { conversationList: [] } };
    }
  }

  /** Resolves with TIM's list, once it has asked the server. */
  private async conversations(): ReturnType<Tim['getConversationList']> {
    const { tim, clock } = this.options;
    const deadline = clock.now() + LIST_TIMEOUT;
    for (;;) {
      let go = (): void => undefined;
      const changed = new Promise<void>((resolve) => (go = resolve));
      const cancel = clock.at(deadline, go);
      // Before asking: the change may come with the answer.
      this.listWaiters.add(go);
      try {
        const result = await tim.getConversationList();
        const isWaiting = result?.data?.isSyncCompleted === false;
        if (!isWaiting || this.stopped || clock.now() >= deadline) return result;
        await changed;
      } finally {
        cancel();
        this.listWaiters.delete(go);
      }
    }
  }

  /** More than the unread messages: my own answer from another device is read, and counts. */
  private history(conversationID: string): ReturnType<Tim['getMessageList']> {
    return this.options.tim.getMessageList({ conversationID, count: 15 });
  }

  /** The missed invites of one conversation that still ring, judged and rewritten. */
  private async missed(conversationID: string): ReturnType<Tim['getMessageList']> {
    try {
      const { code, data } = await this.history(conversationID);
      const messageList = this.inbound.replay(data.messageList, this.readyAt);
      return { code, data: { messageList } };
    } catch (error) {
      this.options.log.warn('no messages, missed invites do not ring', error);
      return { code: -1, data: { messageList: [] } };
    }
  }
}

function searchKey({ conversationID, lastMessage }: TimConversation): string {
  return `${conversationID} ${lastMessage.lastTime}`;
}
