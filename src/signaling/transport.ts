/**
 * A transport is what a messaging service must do below the port. `SignalingCore` adds the rest: the queue, invites
 * known by ref, cancel in every state, and the judgement of what arrives.
 *
 * A new driver implements this interface; `fake/` is the walked example.
 */
import type { IncomingInvite, OutgoingInvite } from './invite-registry';
import type { SignalMessage } from './message';
import type {
  AnswerRequest,
  CancelRequest,
  EndRequest,
  InviteRequest,
  InviteResult,
  Signal,
  SignalingCredentials,
  SwitchRequest,
} from './port';

/** Asks a send that is being repeated to give up before its deadline. */
export class Withdrawal {
  private wanted = false;
  private listener: (() => void) | undefined;

  get requested(): boolean {
    return this.wanted;
  }

  request(): void {
    this.wanted = true;
    this.listener?.();
  }

  /** One listener; called at once if the request came before. */
  onRequest(listener: () => void): void {
    this.listener = listener;
    if (this.wanted) listener();
  }
}

/** A control steers how an invite or switch request is sent. */
export interface SendControl {
  /** Must be called as soon as the inviteID is known, at the latest when the send resolves. */
  onInviteID(inviteID: string): void;
  /** Once requested, no further attempt is made. An attempt that succeeded still resolves. */
  withdrawal: Withdrawal;
}

/** A sink takes what a transport reports. */
export interface TransportSink {
  /** A message arrived. It is judged and, if it means something, reported. */
  message(message: SignalMessage): void;
  /** Readiness, network, the end of the login, and what the transport itself had to drop. */
  signal(signal: Signal): void;
}

/** Every send retries until its `deadline` and then rejects with CallError 61006. */
export interface Transport {
  /** Resolves when messages can be sent and received. @throws CallError 61005 */
  login(credentials: SignalingCredentials): Promise<void>;
  logout(): Promise<void>;
  /** Goes on under a newer userSig. @throws CallError 61005 */
  renew(credentials: SignalingCredentials): Promise<void>;
  sendInvite(request: InviteRequest, control: SendControl): Promise<InviteResult>;
  sendSwitch(request: SwitchRequest, control: SendControl): Promise<{ inviteID: string }>;
  sendCancel(invite: OutgoingInvite, request: CancelRequest): Promise<void>;
  sendAnswer(invite: IncomingInvite, request: AnswerRequest): Promise<{ message: unknown }>;
  sendEnd(request: EndRequest): Promise<void>;
  /** Removes listeners and timers. Nothing is reported afterwards. */
  dispose(): Promise<void>;
}
