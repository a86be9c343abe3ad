/**
 * Inbound is the way in: TIM messages become call messages, are judged, shown to tsignaling as far as its own
 * bookkeeping needs them, and handed to the drivers. Live and replayed ones go through the same gate.
 */
import type { Logger } from '../../log';
import type { Clock } from '../../runtime/clock';
import { openEnvelope, writeEnvelope, type Opened, type OpenedMessage } from '../wire/envelope';
import { MessageClassifier } from '../classifier';
import { InviteRegistry } from '../invite-registry';
import type { SignalAction, SignalMessage } from '../message';
import type { Signal } from '../port';
import { RecentMap } from '../../runtime/recent-map';
import type { ServerTime } from './server-time';
import type { TimMessage, TimModule } from './sdk-types';

export interface InboundSink {
  /** A call message, in whatever standing: every driver judges it for its own invites. */
  message(message: SignalMessage): void;
  /** Something that never became a call message, or a replayed one that must not ring. */
  dropped(signal: Signal & { kind: 'dropped' }): void;
}

interface InboundOptions {
  TIM: TimModule;
  clock: Clock;
  log: Logger;
  sink: InboundSink;
  serverTime: ServerTime;
  /** Shows tsignaling a message. */
  feed(message: TimMessage): void;
  /** The latest messages of a conversation, oldest first. */
  history(conversationID: string): Promise<readonly TimMessage[]>;
}

interface Hold {
  acknowledge(): void;
  waiting: OpenedMessage[];
}

/** ms after which an invite that arrives is late, so that another device may have answered it already. */
const LATE = 3000;

/** tsignaling reads the data of timeout notices, and ignores those without a room. */
const HARMLESS_DATA = '{"room_id":1}';

export class Inbound {
  /** userID of this account; set by login. */
  self = '';
  /** Invites of all drivers on this TIM. */
  readonly registry = new InviteRegistry();
  private readonly classifier: MessageClassifier;
  private readonly data = new RecentMap<string, string>(256);
  private readonly holds = new Map<string, Hold>();
  private readonly replayed = new RecentMap<string, SignalMessage>(64);
  /** ms by the clock at which the connection came back last. */
  private reconnectedAt = -Infinity;

  constructor(private readonly options: InboundOptions) {
    this.classifier = new MessageClassifier(
      () => this.self,
      this.registry,
      () => options.clock.now(),
    );
  }

  /** The invite data as it arrived or was sent; a timeout notice repeats it to the byte. */
  dataOf(inviteID: string): string {
    return this.data.get(inviteID) ?? '{}';
  }

  remember(inviteID: string, data: string): void {
    this.data.set(inviteID, data);
  }

  live(messages: readonly unknown[]): void {
    messages.forEach((message) => {
      try {
        const opened = this.open(message as TimMessage);
        if (!opened) return;
        if ('drop' in opened) this.drop(opened);
        else if (this.isLate(opened.message)) this.receiveUnlessOver(opened);
        else this.receive(opened);
      } catch (error) {
        this.options.log.warn('a message could not be read', error);
      }
    });
  }

  /** The connection is back: what was sent before arrives late. */
  reconnected(): void {
    this.reconnectedAt = this.options.clock.now();
  }

  /**
   * Answers to an invite whose send is not acknowledged wait until `release`: tsignaling knows the
   * invite only then. They are the acknowledgement, if they come from whom was asked.
   */
  hold(inviteID: string, acknowledge: () => void): void {
    this.holds.set(inviteID, { acknowledge, waiting: [] });
  }

  release(inviteID: string): void {
    const hold = this.holds.get(inviteID);
    this.holds.delete(inviteID);
    hold?.waiting.forEach((opened) => this.receive(opened));
  }

  /**
   * TIM does not announce a message that it has listed before it arrived. So the list is not only searched for
   * missed invites: what belongs to this login, and was not heard yet, is received as if it had just arrived.
   *
   * @param messages of one conversation, oldest first
   * @param since ms by the clock at which this login was ready
   * @returns the invites that still ring, for tsignaling
   */
  replay(messages: readonly TimMessage[], since: number): TimMessage[] {
    const opened = messages.map((message) => this.open(message)).filter(isReadable);
    const isNew = ({ message }: OpenedMessage) => this.isOfThisLogin(message, since);
    const open = this.openInvites(opened.filter((each) => !isNew(each)));
    opened.filter(isNew).forEach((each) => this.receive(each));
    const ringing: TimMessage[] = [];
    open.forEach(({ message, data }) => {
      const signal = this.classifier.receive(message);
      if (signal.kind === 'dropped' && signal.reason !== 'unjoinable-room') {
        // What has rung live is in the history too.
        if (signal.reason !== 'duplicate') this.options.sink.dropped(signal);
        return;
      }
      // The leaver of a call that ended while away needs no notice of it.
      if (signal.kind === 'ended') return;
      this.data.set(message.inviteID, data);
      this.replayed.set(message.inviteID, message);
      ringing.push(this.rewrite(message, 'invite'));
    });
    return ringing;
  }

  /** tsignaling has taken a replayed invite in: it can be answered from now on. */
  replayedInviteIsKnown(inviteID: string): void {
    const message = this.replayed.get(inviteID);
    this.replayed.delete(inviteID);
    if (message) this.options.sink.message(message);
  }

  /** Makes tsignaling forget an invite. */
  forget(inviteID: string): void {
    this.options.feed(
      this.compose({ inviteID, inviter: '', action: 'cancel', invitees: [], groupID: '' }),
    );
  }

  /**
   * The invites that neither their inviter has taken back nor this account has answered. Messages of one second may
   * stand in any order.
   */
  private openInvites(history: readonly OpenedMessage[]): Map<string, OpenedMessage> {
    const open = new Map<string, OpenedMessage>();
    history.forEach((opened) => {
      const { action, inviteID, inviter, sender } = opened.message;
      if (action === 'invite' && sender === inviter && sender !== this.self) {
        open.set(inviteID, opened);
      }
    });
    history.forEach(({ message: { action, inviteID, sender } }) => {
      const isWithdrawal = action === 'cancel' || action === 'timeout';
      const isByInviter = sender === open.get(inviteID)?.message.inviter;
      if (action !== 'invite' && (sender === this.self || (isByInviter && isWithdrawal))) {
        open.delete(inviteID);
      }
    });
    return open;
  }

  private isLate({ action, content, sentAt }: SignalMessage): boolean {
    if (action !== 'invite' || content.kind !== 'call') return false;
    return sentAt < this.reconnectedAt || sentAt < this.options.clock.now() - LATE;
  }

  /** Asks the conversation first: what another device answers while this one is away, it is not told later. */
  private receiveUnlessOver(late: OpenedMessage): void {
    const { inviteID, sender, groupID } = late.message;
    if (this.holds.has(inviteID)) return this.receive(late);
    this.holds.set(inviteID, { acknowledge: () => undefined, waiting: [late] });
    const { history, log, sink } = this.options;
    history(groupID === '' ? `C2C${sender}` : `GROUP${groupID}`)
      .then((messages) => {
        const opened = messages.map((message) => this.open(message)).filter(isReadable);
        const known = opened.some(({ message }) => message.inviteID === inviteID);
        if (!known || this.openInvites(opened).has(inviteID)) return;
        this.holds.delete(inviteID);
        sink.dropped({ kind: 'dropped', reason: 'expired', from: sender });
      })
      .catch((error) => log.warn('a late invite rings, though it may be answered elsewhere', error))
      .finally(() => this.release(inviteID));
  }

  private isOfThisLogin(message: SignalMessage, since: number): boolean {
    const { action, content, inviteID, sender, sentAt } = message;
    if (sender === this.self || this.classifier.knows(message)) return false;
    // The end of a call is an invite in form, and nothing but its time says to which login it belongs.
    if (action === 'invite') return content.kind === 'end' && sentAt > since;
    return Boolean(this.registry.incoming(inviteID) || this.registry.outgoing(inviteID));
  }

  private receive(opened: OpenedMessage): void {
    const { message, data } = opened;
    const hold = this.holds.get(message.inviteID);
    if (hold) {
      hold.waiting.push(opened);
      const invite = this.registry.outgoing(message.inviteID);
      const isAnswer = message.action !== 'invite' && message.action !== 'cancel';
      if (isAnswer && invite?.userIDs.includes(message.sender)) hold.acknowledge();
      return;
    }
    const signal = this.classifier.receive(message);
    const action = actionFor(signal, message, this.self);
    if (action === 'invite') this.data.set(message.inviteID, data);
    if (action) this.options.feed(this.rewrite(message, action));
    this.options.sink.message(message);
  }

  private open(message: TimMessage): Opened {
    const { TIM, serverTime } = this.options;
    if (message?.type !== TIM.TYPES.MSG_CUSTOM) return undefined;
    const isGroup = message.conversationType === TIM.TYPES.CONV_GROUP;
    return openEnvelope({
      text: message.payload?.data,
      from: message.from,
      groupID: isGroup ? message.to : '',
      sentAt: serverTime.toClock(message.time),
    });
  }

  private drop({ drop: reason, from, why }: Extract<Opened, { drop: unknown }>): void {
    this.options.sink.dropped({ kind: 'dropped', reason, from, ...(why ? { why } : {}) });
  }

  private rewrite(message: SignalMessage, action: SignalAction): TimMessage {
    const { inviteID, inviter, groupID, sender } = message;
    const invitees = action === 'invite' ? message.invitees : [sender];
    return this.compose({ inviteID, inviter, action, invitees, groupID });
  }

  private compose(fields: {
    inviteID: string;
    inviter: string;
    action: SignalAction;
    invitees: string[];
    groupID: string;
  }): TimMessage {
    const { TIM, clock } = this.options;
    return {
      type: TIM.TYPES.MSG_CUSTOM,
      from: fields.inviter,
      to: this.self,
      conversationType: TIM.TYPES.CONV_C2C,
      // tsignaling replays what is younger than 30 s by this device's clock; age was judged here.
      time: Math.floor(clock.wall() / 1000),
      payload: { data: writeEnvelope({ ...fields, data: HARMLESS_DATA }) },
    };
  }
}

function isReadable(opened: Opened): opened is OpenedMessage {
  return opened !== undefined && !('drop' in opened);
}

/** Chooses as what tsignaling is shown a message; undefined: not at all. */
function actionFor(signal: Signal, message: SignalMessage, self: string): SignalAction | undefined {
  switch (signal.kind) {
    case 'invited':
    case 'switch-requested':
    case 'answered':
    case 'switch-answered':
    case 'answered-elsewhere':
    case 'cancelled':
      return message.action;
    case 'expired':
      // For me the invite is over, which tsignaling calls a cancel.
      if (message.groupID === '' || signal.userIDs.includes(self)) return 'cancel';
      return signal.userIDs.every((userID) => userID === message.sender) ? 'timeout' : undefined;
    case 'dropped':
      // It will be rejected.
      return signal.reason === 'unjoinable-room' ? 'invite' : undefined;
    default:
      return undefined;
  }
}
