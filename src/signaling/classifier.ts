/**
 * The classifier decides what an arriving message means for this user, or why nobody may act on it.
 *
 * Pure bookkeeping: no SDK, no timers. Every driver shares it, so that all of them judge alike:
 * - an invite comes from its inviter, an answer from an invitee, a cancel from the inviter;
 * - each message counts once, however often it is delivered, live or replayed;
 * - a cancel or an answer that overtakes its invite silences the invite.
 */
import type { InviteRegistry, IncomingInvite, OutgoingInvite } from './invite-registry';
import type { SignalMessage } from './message';
import type { DropReason, Invitation, Signal } from './port';
import { InviteRateLimit } from './rate-limit';
import { RecentMap } from '../runtime/recent-map';

export class MessageClassifier {
  private readonly seen = new RecentMap<string, true>(1024);
  /** `inviteID sender` of cancels and answers that came before their invite. */
  private readonly early = new RecentMap<string, true>(256);
  private readonly limit = new InviteRateLimit();

  /**
   * @param self userID of this account
   * @param now ms by the clock
   */
  constructor(
    private readonly self: () => string,
    private readonly registry: InviteRegistry,
    private readonly now: () => number,
  ) {}

  /** The one signal that this message amounts to. */
  receive(message: SignalMessage): Signal {
    const key = keyOf(message);
    if (this.seen.has(key)) return drop('duplicate', message);
    const signal = message.action === 'invite' ? this.invite(message) : this.followUp(message);
    // One that was refused for what was known at the time may be right when it comes again.
    if (signal.kind !== 'dropped' || signal.reason !== 'unknown-invite') this.seen.set(key, true);
    return signal;
  }

  /** True if the message was judged already. */
  knows(message: SignalMessage): boolean {
    return this.seen.has(keyOf(message));
  }

  private invite(message: SignalMessage): Signal {
    const { content, sender, groupID } = message;
    if (sender !== message.inviter) return drop('forged-sender', message);
    if (sender === this.self()) return drop('own-echo', message);
    if (content.kind === 'plain')
      return { ...drop('malformed', message), why: 'it asks for nothing' };
    // Old group members address their end notice to somebody else, or to nobody that exists.
    if (content.kind === 'end') {
      const { seconds, noDevice } = content;
      return { kind: 'ended', userID: sender, groupID, seconds, ...(noDevice ? { noDevice } : {}) };
    }
    if (!message.invitees.includes(this.self())) return drop('not-invited', message);
    // An inviteID belongs to who used it first.
    if (this.registry.incoming(message.inviteID) || this.registry.outgoing(message.inviteID)) {
      return drop('forged-sender', message);
    }
    if (this.isOver(message)) return drop('expired', message);
    if (!this.limit.take(sender, this.now())) return drop('rate-limited', message);

    this.registry.add({
      inviteID: message.inviteID,
      purpose: content.kind === 'switch' ? 'switch' : 'call',
      inviter: sender,
      userIDs: [...message.invitees],
      groupID,
      state: 'open',
    });
    if (content.kind === 'unjoinable') return drop('unjoinable-room', message);
    if (content.kind === 'switch') {
      return {
        kind: 'switch-requested',
        inviteID: message.inviteID,
        userID: sender,
        to: content.to,
      };
    }
    const userIDs = unique([...message.invitees, ...content.userIDs]).filter((id) => id !== sender);
    const invitation: Invitation = {
      inviteID: message.inviteID,
      inviter: sender,
      userIDs,
      groupID,
      isGroup: groupID !== '' || userIDs.length > 1,
      type: content.type,
      roomID: content.roomID,
      expiresAt: message.timeout > 0 ? message.sentAt + message.timeout * 1000 : undefined,
      timeout: message.timeout,
      version: content.version,
    };
    return { kind: 'invited', invitation };
  }

  private isOver(message: SignalMessage): boolean {
    const { inviteID, sender, timeout, sentAt } = message;
    return (
      (timeout > 0 && sentAt + timeout * 1000 <= this.now()) ||
      this.early.has(`${inviteID} ${sender}`) ||
      this.early.has(`${inviteID} ${this.self()}`)
    );
  }

  private followUp(message: SignalMessage): Signal {
    const mine = this.registry.outgoing(message.inviteID);
    if (mine) return this.toMine(mine, message);
    const theirs = this.registry.incoming(message.inviteID);
    if (theirs) return this.toTheirs(theirs, message);
    this.early.set(`${message.inviteID} ${message.sender}`, true);
    return drop('unknown-invite', message);
  }

  private toMine(invite: OutgoingInvite, message: SignalMessage): Signal {
    const { action, sender, inviteID } = message;
    if (sender === this.self()) return drop('own-echo', message);
    if (action === 'cancel' || !invite.userIDs.includes(sender)) {
      return drop('forged-sender', message);
    }
    // A cancel may still cross the only invitee's accept: that one must hear of it. In a group the
    // call goes on among those who accepted.
    if (action !== 'accept' || invite.userIDs.length > 1) {
      invite.pending = invite.pending.filter((id) => id !== sender);
    }
    if (action === 'timeout') {
      return { kind: 'expired', ref: invite.ref, inviteID, userIDs: [sender] };
    }
    if (invite.purpose === 'switch') {
      const accepted = action === 'accept';
      return { kind: 'switch-answered', ref: invite.ref, inviteID, userID: sender, accepted };
    }
    return {
      kind: 'answered',
      ref: invite.ref,
      inviteID,
      userID: sender,
      answer: answerOf(message),
    };
  }

  private toTheirs(invite: IncomingInvite, message: SignalMessage): Signal {
    const { action, sender, inviteID } = message;
    const self = this.self();
    if (action === 'cancel') {
      if (sender !== invite.inviter) return drop('forged-sender', message);
      // In a group the inviter cancels those who have not answered; I may have.
      if (message.invitees.length > 0 && !message.invitees.includes(self)) {
        return drop('not-invited', message);
      }
      invite.state = 'closed';
      return { kind: 'cancelled', inviteID, inviter: sender };
    }
    if (action === 'timeout' && sender === invite.inviter) {
      const userIDs = invite.userIDs.filter((id) => message.invitees.includes(id));
      if (userIDs.includes(self)) invite.state = 'closed';
      return { kind: 'expired', ref: undefined, inviteID, userIDs };
    }
    if (sender === self) return this.byOtherDevice(invite, message);
    if (invite.groupID === '' || !invite.userIDs.includes(sender)) {
      return drop('forged-sender', message);
    }
    if (action === 'timeout') {
      return { kind: 'expired', ref: undefined, inviteID, userIDs: [sender] };
    }
    return {
      kind: 'answered',
      ref: undefined,
      inviteID,
      userID: sender,
      answer: answerOf(message),
    };
  }

  private byOtherDevice(invite: IncomingInvite, message: SignalMessage): Signal {
    const { action, inviteID } = message;
    // What this device sent may come back to it as a copy.
    if (invite.state === 'answered') return drop('own-echo', message);
    invite.state = 'closed';
    if (action === 'timeout') {
      return { kind: 'expired', ref: undefined, inviteID, userIDs: [this.self()] };
    }
    return {
      kind: 'answered-elsewhere',
      inviteID,
      answer: action === 'accept' ? 'accept' : 'reject',
    };
  }
}

function answerOf(message: SignalMessage): 'accept' | 'reject' | 'busy' {
  if (message.action === 'accept') return 'accept';
  return message.content.kind === 'plain' && message.content.busy ? 'busy' : 'reject';
}

function keyOf({ inviteID, action, sender }: SignalMessage): string {
  return `${inviteID} ${action} ${sender}`;
}

function drop(reason: DropReason, message: SignalMessage): Signal & { kind: 'dropped' } {
  return { kind: 'dropped', reason, from: message.sender };
}

function unique(values: string[]): string[] {
  return [...new Set(values)];
}
