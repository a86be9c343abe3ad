/** The transport carries out one driver's operations, as calls of tsignaling or, where it has none, as envelopes of our own. */
import { CallError } from '../../errors';
import type { Logger } from '../../log';
import type { Clock } from '../../runtime/clock';
import {
  encodeAnswer,
  encodeBusy,
  encodeCancel,
  encodeEnd,
  encodeInvite,
  encodeSwitch,
  encodeSwitchAnswer,
} from '../wire/codec';
import { writeEnvelope, type EnvelopeFields } from '../wire/envelope';
import type { Hub, HubClient } from './hub';
import type { IncomingInvite, InvitePurpose, OutgoingInvite } from '../invite-registry';
import type {
  AnswerRequest,
  CancelRequest,
  EndRequest,
  InviteRequest,
  InviteResult,
  SignalingCredentials,
  SwitchRequest,
} from '../port';
import type { TimResult } from './sdk-types';
import type { SendPlan } from './tim-wrapper';
import type { SendControl, Transport, TransportSink } from '../transport';

interface TsignalingTransportOptions {
  hub: Hub;
  sink: TransportSink;
  platform: string;
  clock: Clock;
  log: Logger;
}

/** The options that tsignaling sends along with everything that is no invite. */
const SEND_OPTIONS = {
  onlineUserOnly: false,
  messageControlInfo: {
    excludedFromContentModeration: true,
    excludedFromUnreadCount: false,
    excludedFromLastMessage: false,
  },
};
/** tsignaling does not know the invite, or not any more. */
const UNKNOWN_INVITE = 8010;
/** ms in which an invite that got through too late is withdrawn. */
const LATE_CANCEL = 5000;

interface Outcome {
  code: number;
  data: { message: unknown };
  error?: unknown;
}

interface Outgoing {
  purpose: InvitePurpose;
  userIDs: readonly string[];
  groupID: string;
  timeout: number;
  deadline: number;
  data: string;
  push: boolean;
}

export class TsignalingTransport implements Transport {
  private readonly client: HubClient;

  constructor(private readonly options: TsignalingTransportOptions) {
    this.client = options.hub.join(options.sink);
  }

  login(credentials: SignalingCredentials): Promise<void> {
    return this.options.hub.login(this.client, credentials);
  }

  logout(): Promise<void> {
    return this.options.hub.logout(this.client);
  }

  renew(credentials: SignalingCredentials): Promise<void> {
    return this.options.hub.renew(credentials);
  }

  dispose(): Promise<void> {
    return this.options.hub.leave(this.client);
  }

  async sendInvite(request: InviteRequest, control: SendControl): Promise<InviteResult> {
    const { userIDs, memberIDs, groupID, type, roomID, timeout, deadline } = request;
    const first = userIDs[0];
    if (first === undefined || (groupID === '' && userIDs.length > 1)) {
      throw CallError.invalidParameter('userIDs: one user, or the members of a groupID');
    }
    const { platform, hub } = this.options;
    const named = groupID === '' ? memberIDs : undefined;
    const data = encodeInvite({ platform, type, roomID, userIDs: named });
    const outgoing: Outgoing = {
      purpose: 'call',
      ...{ userIDs, groupID, timeout, deadline, data, push: true },
    };
    const offlinePushInfo = request.push;
    // tsignaling takes answered invitees out of the list that it is given.
    const inviteeList = [...userIDs];
    return this.invite(outgoing, control, () =>
      groupID === ''
        ? hub.tsignaling.invite({ userID: first, data, timeout: 0, offlinePushInfo })
        : hub.tsignaling.inviteInGroup({ groupID, inviteeList, data, timeout: 0, offlinePushInfo }),
    );
  }

  async sendSwitch(request: SwitchRequest, control: SendControl): Promise<{ inviteID: string }> {
    const { userID, from, to, roomID, timeout, deadline } = request;
    const { platform, hub } = this.options;
    const data = encodeSwitch({ platform, type: from, to, roomID });
    const outgoing: Outgoing = {
      purpose: 'switch',
      userIDs: [userID],
      groupID: '',
      ...{ timeout, deadline, data, push: false },
    };
    const { inviteID } = await this.invite(outgoing, control, () =>
      hub.tsignaling.invite({ userID, data, timeout: 0 }),
    );
    return { inviteID };
  }

  async sendCancel(invite: OutgoingInvite, request: CancelRequest): Promise<void> {
    const { platform, hub } = this.options;
    const { inviteID } = invite;
    const plan: SendPlan = { deadline: request.deadline };
    if (request.reason === 'timeout') {
      const data = hub.wrapper.inbound.dataOf(inviteID);
      await this.sendOwn(plan, this.envelope(invite, 'timeout', data), invite.userIDs[0]);
      hub.wrapper.inbound.forget(inviteID);
      return;
    }
    const data = encodeCancel({ platform, type: request.type });
    try {
      assertSent(await hub.perform(plan, () => hub.tsignaling.cancel({ inviteID, data })));
    } catch (error) {
      if ((error as { code?: unknown }).code !== UNKNOWN_INVITE) throw error;
      // It crosses an accept, after which tsignaling has forgotten the invite.
      await this.sendOwn(plan, this.envelope(invite, 'cancel', data), invite.userIDs[0]);
    }
  }

  async sendAnswer(invite: IncomingInvite, request: AnswerRequest): Promise<{ message: unknown }> {
    const { platform, hub } = this.options;
    const { inviteID, inviter, groupID } = invite;
    const { answer, type, switchTo } = request;
    const { tsignaling, wrapper, userID } = hub;
    const plan: SendPlan = { deadline: request.deadline };
    let outcome: Outcome;
    if (answer === 'timeout') {
      const data = wrapper.inbound.dataOf(inviteID);
      const fields = { inviteID, inviter, action: answer, invitees: [userID], data, groupID };
      outcome = await this.sendOwn(plan, fields, inviter);
      wrapper.inbound.forget(inviteID);
    } else {
      const data =
        switchTo !== undefined
          ? encodeSwitchAnswer({ platform, to: switchTo })
          : answer === 'busy'
            ? encodeBusy({ platform, type })
            : encodeAnswer({ platform, type });
      const call = answer === 'accept' ? 'accept' : 'reject';
      outcome = await hub.perform(plan, () => tsignaling[call]({ inviteID, data }));
      assertSent(outcome);
    }
    this.markAnswered(invite, answer);
    return { message: outcome.data.message };
  }

  async sendEnd({ userID, groupID, type, seconds, noDevice, deadline }: EndRequest): Promise<void> {
    const { platform, hub } = this.options;
    const data = encodeEnd({ platform, type, seconds, noDevice });
    const call = { data, timeout: 0 };
    const outcome = await hub.perform({ deadline }, () =>
      groupID === ''
        ? hub.tsignaling.invite({ ...call, userID })
        : hub.tsignaling.inviteInGroup({ ...call, groupID, inviteeList: [userID] }),
    );
    assertSent(outcome);
    // It is an invite in form only, and nobody answers it.
    hub.wrapper.inbound.forget(outcome.inviteID);
  }

  private async invite(
    outgoing: Outgoing,
    control: SendControl,
    operation: () => Promise<Outcome & { inviteID: string }>,
  ): Promise<InviteResult> {
    const { purpose, userIDs, groupID, timeout, deadline, data, push } = outgoing;
    const { hub } = this.options;
    const { inbound } = hub.wrapper;
    const { withdrawal } = control;
    let id = '';
    const plan: SendPlan = {
      deadline,
      timeout,
      push,
      withdrawal,
      onInviteID: (inviteID) => {
        id = inviteID;
        inbound.registry.setInviteID(
          inbound.registry.open(inviteID, purpose, userIDs, groupID),
          inviteID,
        );
        inbound.remember(inviteID, data);
        control.onInviteID(inviteID);
      },
      onLate: () => this.withdrawLate(id, outgoing),
    };
    try {
      const outcome = await hub.perform(plan, operation);
      if (outcome.code !== 0 && withdrawal.requested) {
        throw CallError.cancelled('the invite was withdrawn');
      }
      assertSent(outcome);
      return { inviteID: outcome.inviteID, message: outcome.data.message };
    } finally {
      inbound.release(id);
    }
  }

  /** The invite was given up, and then it got through: without this the callee would ring. */
  private withdrawLate(inviteID: string, { userIDs, groupID, data }: Outgoing): void {
    const { hub, clock, log } = this.options;
    const invite = { inviteID, groupID, pending: userIDs };
    const plan: SendPlan = { deadline: clock.now() + LATE_CANCEL };
    this.sendOwn(plan, this.envelope(invite, 'cancel', data), userIDs[0]).catch((error) =>
      log.warn('an invite that got through late could not be withdrawn', error),
    );
    hub.wrapper.inbound.forget(inviteID);
  }

  private markAnswered(invite: IncomingInvite, answer: AnswerRequest['answer']): void {
    const { hub, clock } = this.options;
    const { inviteID, inviter, groupID } = invite;
    const known = hub.wrapper.inbound.registry.incoming(inviteID);
    if (known) known.state = 'answered';
    hub.echo(this.client, {
      action: answer === 'busy' ? 'reject' : answer,
      inviteID,
      sender: hub.userID,
      inviter,
      invitees: [hub.userID],
      groupID,
      sentAt: clock.now(),
      timeout: 0,
      content: { kind: 'plain', busy: answer === 'busy' },
    });
  }

  private envelope(
    {
      inviteID,
      groupID,
      pending,
    }: Pick<OutgoingInvite, 'inviteID' | 'groupID'> & {
      pending: readonly string[];
    },
    action: 'cancel' | 'timeout',
    data: string,
  ): EnvelopeFields {
    const inviter = this.options.hub.userID;
    return { inviteID, inviter, action, invitees: pending, data, groupID };
  }

  private async sendOwn(
    plan: SendPlan,
    fields: EnvelopeFields,
    userID: string | undefined,
  ): Promise<Outcome> {
    const { hub } = this.options;
    const outcome = await hub.perform(plan, () =>
      hub.wrapper.sendText(fields.groupID, userID ?? '', writeEnvelope(fields), SEND_OPTIONS),
    );
    assertSent(outcome);
    return outcome;
  }
}

/** @throws CallError 61006 with what TIM said as its cause, or the CallError that kept it from being sent */
function assertSent(outcome: TimResult & { error?: unknown }): void {
  if (outcome?.code === 0) return;
  if (outcome?.error instanceof CallError) throw outcome.error;
  throw CallError.signallingFailed(outcome?.error ?? outcome);
}
