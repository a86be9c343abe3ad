/** The registry remembers invites by ref and inviteID, since later messages name nothing else. */
import { RecentMap } from '../runtime/recent-map';

/** Call invitations and switch requests travel alike and are answered differently. */
export type InvitePurpose = 'call' | 'switch';

/** An invite of mine. */
export interface OutgoingInvite {
  readonly ref: string;
  readonly purpose: InvitePurpose;
  readonly userIDs: readonly string[];
  readonly groupID: string;
  /** '' until the transport has given one. */
  inviteID: string;
  /** queued → sending → out → closed; a failed or withdrawn one goes to closed at once. */
  state: 'queued' | 'sending' | 'out' | 'closed';
  /** The users whom a cancel concerns: invitees that have not declined, and in a group not accepted either. */
  pending: string[];
}

/** An invite that reached me. */
export interface IncomingInvite {
  readonly inviteID: string;
  readonly purpose: InvitePurpose;
  readonly inviter: string;
  readonly userIDs: readonly string[];
  readonly groupID: string;
  /** open → answering → answered (by this device); closed: by the inviter or another device. */
  state: 'open' | 'answering' | 'answered' | 'closed';
}

/** Enough for every call of an afternoon; see RecentMap for why there is a limit. */
const CAPACITY = 256;

/** All invites that answers, cancels and notices can refer to. */
export class InviteRegistry {
  private readonly refs = new RecentMap<string, OutgoingInvite>(CAPACITY);
  private readonly sent = new RecentMap<string, OutgoingInvite>(CAPACITY);
  private readonly received = new RecentMap<string, IncomingInvite>(CAPACITY);

  open(
    ref: string,
    purpose: InvitePurpose,
    userIDs: readonly string[],
    groupID: string,
  ): OutgoingInvite {
    const invite: OutgoingInvite = {
      ref,
      purpose,
      userIDs: [...userIDs],
      groupID,
      inviteID: '',
      state: 'queued',
      pending: [...userIDs],
    };
    this.refs.set(ref, invite);
    return invite;
  }

  /** Called as soon as the inviteID is known, which is before the send is acknowledged. */
  setInviteID(invite: OutgoingInvite, inviteID: string): void {
    invite.inviteID = inviteID;
    this.sent.set(inviteID, invite);
  }

  add(invite: IncomingInvite): void {
    this.received.set(invite.inviteID, invite);
  }

  byRef(ref: string): OutgoingInvite | undefined {
    return this.refs.get(ref);
  }

  outgoing(inviteID: string): OutgoingInvite | undefined {
    return this.sent.get(inviteID);
  }

  incoming(inviteID: string): IncomingInvite | undefined {
    return this.received.get(inviteID);
  }

  clear(): void {
    this.refs.clear();
    this.sent.clear();
    this.received.clear();
  }
}
