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
}

interface Hold {
  acknowledge(): void;
  waiting: SignalMessage[];
}

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
        else this.receive(opened.message, opened.data);
      } catch (error) {
        this.options.log.warn('a message could not be read', error);
      }
    });
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
    hold?.waiting.forEach((message) => this.receive(message, ''));
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
    const open = new Map<string, OpenedMessage>();
    const arrived: OpenedMessage[] = [];
    messages.forEach((each) => {
      const opened = this.open(each);
      if (!opened || 'drop' in opened) return;
      const { action, inviteID, inviter, sender } = opened.message;
      if (this.isOfThisLogin(opened.message, since)) {
        arrived.push(opened);
        return;
      }
      if (action === 'invite') {
        if (sender === inviter && sender !== this.self) open.set(inviteID, opened);
        return;
      }
      const invite = open.get(inviteID)?.message;
      const entitled =
        sender === this.self ||
        (sender === invite?.inviter && (action === 'cancel' || action === 'timeout'));
      if (entitled) open.delete(inviteID);
    });
    arrived.forEach(({ message, data }) => this.receive(message, data));
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

  private isOfThisLogin(message: SignalMessage, since: number): boolean {
    const { action, content, inviteID, sender, sentAt } = message;
    if (sender === this.self || this.classifier.knows(message)) return false;
    // The end of a call is an invite in form, and nothing but its time says to which login it belongs.
    if (action === 'invite') return content.kind === 'end' && sentAt > since;
    return Boolean(this.registry.incoming(inviteID) || this.registry.outgoing(inviteID));
  }

  private receive(message: SignalMessage, data: string): void {
    const hold = this.holds.get(message.inviteID);
    if (hold) {
      hold.waiting.push(message);
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
