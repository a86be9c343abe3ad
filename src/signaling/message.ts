/** A call message is what a transport hands over: envelope and content, free of any SDK. */
import type { SignalCallType } from './port';

export type SignalAction = 'invite' | 'cancel' | 'accept' | 'reject' | 'timeout';

/** The content is what the invite data says. Which kinds occur depends on the action. */
export type SignalContent =
  /** An invitation that can ring. `userIDs`: as written by the inviter, possibly empty. */
  | { kind: 'call'; type: SignalCallType; roomID: number; userIDs: string[]; version: number }
  /** An invitation to a room that this client cannot enter, such as one named by text. */
  | { kind: 'unjoinable'; type: SignalCallType }
  /** The call is over. Also what an old mini-program means by an invitation without a room. */
  | { kind: 'end'; seconds: number; noDevice?: boolean }
  /** A request to change the type of a running call, or an answer to one. */
  | { kind: 'switch'; to: SignalCallType }
  /** An answer, a cancel or a timeout notice: inviteID and sender say it all, but for `busy`. */
  | { kind: 'plain'; busy: boolean };

export interface SignalMessage {
  action: SignalAction;
  inviteID: string;
  /** The sender, vouched for by the messaging service. */
  sender: string;
  /** The inviter, as the message claims. */
  inviter: string;
  invitees: string[];
  /** '' for C2C. */
  groupID: string;
  /** ms by the clock at which the service took it. */
  sentAt: number;
  /** Seconds; 0: none. */
  timeout: number;
  content: SignalContent;
}
