/** The core is the signalling port over any transport: it queues, names invites by ref, and judges. */
import { CallError } from '../errors';
import type { Logger } from '../log';
import type { Clock } from '../runtime/clock';
import { MessageClassifier } from './classifier';
import { InviteRegistry, type OutgoingInvite } from './invite-registry';
import type { SignalMessage } from './message';
import type {
  AnswerRequest,
  CancelRequest,
  EndRequest,
  InviteRequest,
  InviteResult,
  Signal,
  SignalCallType,
  SignalingCredentials,
  SignalingPort,
  SwitchRequest,
} from './port';
import { Listeners } from '../runtime/listeners';
import { SerialQueue } from '../runtime/serial-queue';
import { Withdrawal, type SendControl, type Transport, type TransportSink } from './transport';

export interface CoreOptions {
  clock: Clock;
  log: Logger;
  /** Called once with the sink that the transport reports to. */
  connect(sink: TransportSink): Transport;
}

/** ms for a rejection that the driver sends by itself. */
const REFUSE_FOR = 10_000;

/** The signalling port over any transport. */
export class SignalingCore implements SignalingPort {
  private readonly registry = new InviteRegistry();
  private readonly queue = new SerialQueue();
  private readonly listeners: Listeners<Signal>;
  private readonly withdrawals = new Map<OutgoingInvite, Withdrawal>();
  /** Answers to invites whose send has not settled yet. */
  private readonly held = new Map<OutgoingInvite, SignalMessage[]>();
  private readonly classifier: MessageClassifier;
  private readonly transport: Transport;
  private readonly log: Logger;
  private readonly clock: Clock;
  private userID = '';
  private state: 'out' | 'in' | 'disposed' = 'out';

  constructor({ clock, log, connect }: CoreOptions) {
    this.log = log;
    this.listeners = new Listeners(log, 'signals');
    this.clock = clock;
    this.classifier = new MessageClassifier(
      () => this.userID,
      this.registry,
      () => clock.now(),
    );
    this.transport = connect({
      message: (message) => this.receive(message),
      signal: (signal) => this.report(signal),
    });
  }

  login(credentials: SignalingCredentials): Promise<void> {
    const { userID, userSig } = credentials;
    return this.queue.add(async () => {
      this.assertAlive();
      if (userID !== this.userID) this.registry.clear();
      // Replayed invites may arrive before the login has settled.
      this.userID = userID;
      this.state = 'in';
      try {
        await this.transport.login({ userID, userSig });
      } catch (error) {
        if (this.isIn()) this.state = 'out';
        throw error instanceof CallError ? error : CallError.loginFailed(error);
      }
      this.assertAlive();
    });
  }

  logout(): Promise<void> {
    return this.queue.add(async () => {
      if (this.state !== 'in') return;
      this.state = 'out';
      this.registry.clear();
      await this.transport.logout();
    });
  }

  renew({ userID, userSig }: SignalingCredentials): Promise<void> {
    return this.operate(() => this.transport.renew({ userID, userSig }));
  }

  invite(request: InviteRequest): Promise<InviteResult> {
    const copy: InviteRequest = {
      ...request,
      userIDs: [...request.userIDs],
      memberIDs: [...request.memberIDs],
      push: request.push && { ...request.push },
    };
    const invite = this.registry.open(copy.ref, 'call', copy.userIDs, copy.groupID);
    return this.sendOut(invite, (control) => this.transport.sendInvite(copy, control));
  }

  switchType(request: SwitchRequest): Promise<{ inviteID: string }> {
    const copy: SwitchRequest = { ...request };
    const invite = this.registry.open(copy.ref, 'switch', [copy.userID], '');
    return this.sendOut(invite, (control) => this.transport.sendSwitch(copy, control));
  }

  cancel(request: CancelRequest): Promise<void> {
    const copy: CancelRequest = { ...request };
    const invite = this.registry.byRef(copy.ref);
    if (!invite) return Promise.resolve();
    this.withdrawals.get(invite)?.request();
    if (invite.state === 'queued') {
      invite.state = 'closed';
      return Promise.resolve();
    }
    return this.operate(async () => {
      // Everybody has answered, or the send failed: there is nothing to withdraw.
      if (invite.state !== 'out' || invite.pending.length === 0) return;
      invite.state = 'closed';
      try {
        await this.transport.sendCancel(invite, copy);
      } catch (error) {
        invite.state = 'out';
        throw error;
      }
    });
  }

  answer(request: AnswerRequest): Promise<{ message: unknown }> {
    const copy: AnswerRequest = { ...request };
    return this.operate(async () => {
      const invite = this.registry.incoming(copy.inviteID);
      if (!invite || invite.state !== 'open') throw CallError.noInvitation();
      invite.state = 'answering';
      try {
        const result = await this.transport.sendAnswer(invite, copy);
        if (invite.state === 'answering') invite.state = 'answered';
        return result;
      } catch (error) {
        if (invite.state === 'answering') invite.state = 'open';
        throw error;
      }
    });
  }

  end(request: EndRequest): Promise<void> {
    const copy: EndRequest = { ...request };
    return this.operate(() => this.transport.sendEnd(copy));
  }

  onSignal(listener: (signal: Signal) => void): () => void {
    return this.listeners.add(listener);
  }

  async dispose(): Promise<void> {
    if (this.state === 'disposed') return;
    this.state = 'disposed';
    this.listeners.clear();
    this.withdrawals.forEach((withdrawal) => withdrawal.request());
    await this.transport.dispose();
    this.registry.clear();
  }

  private sendOut<T extends { inviteID: string }>(
    invite: OutgoingInvite,
    send: (control: SendControl) => Promise<T>,
  ): Promise<T> {
    const withdrawal = new Withdrawal();
    this.withdrawals.set(invite, withdrawal);
    const onInviteID = (inviteID: string) => this.registry.setInviteID(invite, inviteID);
    const sent = this.operate(async () => {
      if (invite.state !== 'queued') throw CallError.cancelled('the invite was withdrawn');
      invite.state = 'sending';
      const result = await send({ withdrawal, onInviteID });
      onInviteID(result.inviteID);
      invite.state = 'out';
      return result;
    });
    const finish = () => {
      if (invite.state !== 'out') invite.state = 'closed';
      this.withdrawals.delete(invite);
    };
    // Whoever awaits the invite learns its inviteID before the first answer comes.
    sent.then(finish, finish).then(() => this.releaseHeld(invite));
    return sent;
  }

  private receive(message: SignalMessage): void {
    if (this.state !== 'in') return;
    const mine = this.registry.outgoing(message.inviteID);
    if (mine?.state === 'sending') {
      this.held.set(mine, [...(this.held.get(mine) ?? []), message]);
      return;
    }
    const signal = this.classifier.receive(message);
    this.report(signal);
    const { content } = message;
    const isUnjoinable = signal.kind === 'dropped' && signal.reason === 'unjoinable-room';
    if (isUnjoinable && content.kind === 'unjoinable') this.refuse(message.inviteID, content.type);
  }

  /** Nobody here can answer, and the inviter need not wait for the timeout. */
  private refuse(inviteID: string, type: SignalCallType): void {
    const deadline = this.clock.now() + REFUSE_FOR;
    this.answer({ inviteID, answer: 'reject', type, deadline }).catch((error) =>
      this.log.warn('an invite to an unknown kind of room was not rejected', error),
    );
  }

  private releaseHeld(invite: OutgoingInvite): void {
    const messages = this.held.get(invite) ?? [];
    this.held.delete(invite);
    messages.forEach((message) => this.receive(message));
  }

  /** Queues an operation that needs a login. Whatever fails comes out as a CallError. */
  private operate<T>(operation: () => Promise<T>): Promise<T> {
    return this.queue.add(async () => {
      this.assertAlive();
      if (this.state !== 'in') throw CallError.notLoggedIn();
      try {
        return await operation();
      } catch (error) {
        throw error instanceof CallError ? error : CallError.signallingFailed(error);
      }
    });
  }

  /** Read anew after an await: dispose() may have come in between. */
  private isIn(): boolean {
    return this.state === 'in';
  }

  private assertAlive(): void {
    if (this.state === 'disposed') throw CallError.destroyed();
  }

  private report(signal: Signal): void {
    if (this.state === 'disposed') return;
    if (signal.kind === 'login-ended') this.state = 'out';
    this.listeners.emitEach(() => copyOf(signal));
  }
}

/** Each listener gets its own arrays. */
function copyOf(signal: Signal): Signal {
  if (signal.kind === 'invited') {
    const { invitation } = signal;
    return { kind: 'invited', invitation: { ...invitation, userIDs: [...invitation.userIDs] } };
  }
  if (signal.kind === 'expired') return { ...signal, userIDs: [...signal.userIDs] };
  return { ...signal };
}
