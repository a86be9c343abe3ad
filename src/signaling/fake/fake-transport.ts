/** The fake transport turns operations into messages of the fake service, as the knobs let it. */
import { CallError } from '../../errors';
import type { IncomingInvite, OutgoingInvite } from '../invite-registry';
import type { SignalContent, SignalMessage } from '../message';
import type {
  AnswerRequest,
  CancelRequest,
  EndRequest,
  InviteRequest,
  InviteResult,
  SignalingCredentials,
  SwitchRequest,
} from '../port';
import type { SendControl, Transport, Withdrawal } from '../transport';
import { after } from './after';
import type { FakeKnobs, FakeLink, FakeOperation } from './fake-knobs';
import type { FakeService } from './fake-service';

interface FakeTransportOptions {
  network: FakeService;
  knobs: FakeKnobs;
  link: FakeLink;
  replay: boolean;
}

const PLAIN: SignalContent = { kind: 'plain', busy: false };

/** Turns operations into messages on the network. */
export class FakeTransport implements Transport {
  private readonly self: string;
  private readonly waiting = new Set<() => void>();
  private disposed = false;

  constructor(private readonly options: FakeTransportOptions) {
    this.self = options.knobs.userID;
  }

  async login({ userID }: SignalingCredentials): Promise<void> {
    const { link, network, replay } = this.options;
    if (userID !== this.self) throw CallError.loginFailed(`this device belongs to ${this.self}`);
    await this.perform('login', Infinity, () => undefined);
    link.loggedIn = true;
    link.since = network.clock.now();
    link.sink.signal({ kind: 'ready' });
    const missed = network.collect(this.self);
    if (!replay) return;
    // An invite that its inviter took back, or that this account answered, rings nobody.
    const known = [...network.log, ...missed];
    const isOver = ({ inviteID, inviter }: SignalMessage) =>
      known.some(
        (each) =>
          each.inviteID === inviteID &&
          each.action !== 'invite' &&
          (each.sender === this.self || each.sender === inviter),
      );
    const open = missed.filter((message) => message.action === 'invite' && !isOver(message));
    open.forEach((message) => link.sink.message(message));
  }

  async logout(): Promise<void> {
    const { link } = this.options;
    await this.perform('logout', Infinity, () => undefined);
    link.loggedIn = false;
    link.sink.signal({ kind: 'not-ready' });
  }

  async renew({ userID }: SignalingCredentials): Promise<void> {
    const { link } = this.options;
    try {
      await this.login({ userID, userSig: '' });
    } catch (error) {
      link.loggedIn = false;
      const reason = 'the login was not renewed';
      link.sink.signal({ kind: 'login-ended', why: 'user-sig-expired', reason });
      throw error;
    }
  }

  sendInvite(request: InviteRequest, control: SendControl): Promise<InviteResult> {
    const { type, roomID, groupID, timeout } = request;
    const userIDs = groupID === '' ? request.memberIDs : [];
    const message = this.compose('invite', {
      invitees: request.userIDs,
      groupID,
      timeout,
      content: { kind: 'call', type, roomID, userIDs, version: 4 },
    });
    return this.sendNamed('invite', message, request.deadline, control);
  }

  sendSwitch(request: SwitchRequest, control: SendControl): Promise<{ inviteID: string }> {
    const message = this.compose('invite', {
      invitees: [request.userID],
      timeout: request.timeout,
      content: { kind: 'switch', to: request.to },
    });
    return this.sendNamed('switch', message, request.deadline, control);
  }

  async sendCancel(invite: OutgoingInvite, request: CancelRequest): Promise<void> {
    const { inviteID, groupID, pending } = invite;
    const action = request.reason === 'timeout' ? 'timeout' : 'cancel';
    const message = this.compose(action, { inviteID, groupID, invitees: pending });
    await this.send('cancel', message, pending, request.deadline);
  }

  async sendAnswer(invite: IncomingInvite, request: AnswerRequest): Promise<{ message: unknown }> {
    const { inviteID, inviter, groupID } = invite;
    const { answer } = request;
    const message = this.compose(answer === 'busy' ? 'reject' : answer, {
      inviteID,
      groupID,
      inviter,
      invitees: [this.self],
      content: { kind: 'plain', busy: answer === 'busy' },
    });
    await this.send('answer', message, [inviter], request.deadline);
    return { message: copyOf(message) };
  }

  async sendEnd({ userID, groupID, seconds, noDevice, deadline }: EndRequest): Promise<void> {
    const content: SignalContent = { kind: 'end', seconds, ...(noDevice ? { noDevice } : {}) };
    const message = this.compose('invite', { invitees: [userID], groupID, content });
    await this.send('end', message, [userID], deadline);
  }

  async dispose(): Promise<void> {
    this.disposed = true;
    this.waiting.forEach((done) => done());
    this.options.link.loggedIn = false;
  }

  private compose(action: SignalMessage['action'], fields: Partial<SignalMessage>): SignalMessage {
    return copyOf({
      action,
      inviteID: fields.inviteID ?? this.options.network.newInviteID(),
      sender: this.self,
      inviter: this.self,
      invitees: [],
      groupID: '',
      sentAt: 0,
      timeout: 0,
      content: PLAIN,
      ...fields,
    });
  }

  private async sendNamed(
    operation: FakeOperation,
    message: SignalMessage,
    deadline: number,
    control: SendControl,
  ): Promise<InviteResult> {
    control.onInviteID(message.inviteID);
    await this.send(operation, message, message.invitees, deadline, control.withdrawal);
    return { inviteID: message.inviteID, message: copyOf(message) };
  }

  private send(
    operation: FakeOperation,
    message: SignalMessage,
    to: readonly string[],
    deadline: number,
    withdrawal?: Withdrawal,
  ): Promise<void> {
    const { network, knobs, link } = this.options;
    const emit = () => {
      // What was on its way when the login ended goes out in nobody's name.
      if (!link.loggedIn) throw CallError.notLoggedIn();
      message.sentAt = network.clock.now();
      network.take(copyOf(message), [...to], knobs);
    };
    return this.perform(operation, deadline, emit, withdrawal);
  }

  /** Waits as long as the knobs say, meets their failure, or lets the message out. */
  private async perform(
    operation: FakeOperation,
    deadline: number,
    emit: () => void,
    withdrawal?: Withdrawal,
  ): Promise<void> {
    const { network, knobs, link } = this.options;
    knobs.counters[operation]++;
    const failure = knobs.failureOf(operation);
    await this.wait(knobs.delayOf(operation));
    if (failure?.delivered) emit();
    if (!failure && link.connected) {
      emit();
      return;
    }
    const error =
      failure?.error ??
      (operation === 'login' ? CallError.loginFailed('fake') : CallError.signallingFailed('fake'));
    if ((failure?.atDeadline || !failure) && deadline !== Infinity) {
      await this.wait(deadline - network.clock.now(), withdrawal, !failure);
      if (withdrawal?.requested) throw CallError.cancelled('the invite was withdrawn');
      // The line came back in time: the repeated send got through.
      if (!failure && link.connected) {
        emit();
        return;
      }
    }
    throw error;
  }

  /** Ends early when the transport is disposed, and where asked for by a withdrawal or a reconnect. */
  private async wait(ms: number, withdrawal?: Withdrawal, untilConnected = false): Promise<void> {
    const { network, link } = this.options;
    await new Promise<void>((resolve) => {
      const done = () => {
        cancel();
        this.waiting.delete(done);
        link.waiting.delete(done);
        resolve();
      };
      const cancel = after(network.clock, ms, done);
      this.waiting.add(done);
      if (untilConnected) link.waiting.add(done);
      withdrawal?.onRequest(done);
    });
    if (this.disposed) throw CallError.destroyed();
  }
}

function copyOf(message: SignalMessage): SignalMessage {
  return { ...message, invitees: [...message.invitees], content: { ...message.content } };
}
