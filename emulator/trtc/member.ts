/** One user in one room. */
import type { Downlink } from './downlink';
import { publishFlag, type MuteState, type PublishedUser, type PublishState } from './frames';
import type { Network } from './network';
import { noTraffic, type TrafficByKind } from './traffic';
import type { Uplink } from './uplink';

/** The way to a member: its signalling socket, as far as a room needs to know it. */
export interface Link {
  push(point: PushPoint, cmd: number, data: Record<string, unknown>): void;
  /** Ends the socket in a way that tells the SDK not to come back. */
  finish(): void;
  /** Round trip of the socket in milliseconds, as good as it is known. */
  readonly roundTripMs: number;
}

export type PushPoint =
  | 'push:peer-join'
  | 'push:peer-leave'
  | 'push:published-list'
  | 'push:uplink-stats'
  | 'push:banned';

const NOT_MUTED: MuteState = { audio: false, bigVideo: false, auxVideo: false };

interface MemberOptions {
  userID: string;
  tinyID: string;
  role: number;
  link: Link;
  network: Network;
}

export class Member {
  readonly userID: string;
  readonly tinyID: string;
  role: number;
  /** Null while the socket is away and the place is kept for it. */
  link: Link | null;
  /** All media of the member goes through it. */
  readonly network: Network;
  uplink: Uplink | null = null;
  /** The downlinks, by the publisher's userID. */
  readonly downlinks = new Map<string, Downlink>();
  published: PublishState | null = null;
  muted: MuteState = NOT_MUTED;
  readonly received: TrafficByKind = noTraffic();
  readonly forwarded: TrafficByKind = noTraffic();
  private graceTimer: NodeJS.Timeout | null = null;
  /** Once true no half-finished work may attach anything to this member any more. */
  gone = false;

  constructor({ userID, tinyID, role, link, network }: MemberOptions) {
    this.userID = userID;
    this.tinyID = tinyID;
    this.role = role;
    this.link = link;
    this.network = network;
  }

  /** This member's row in the published list; the SDK takes a missing row as "unpublished". */
  get publishedRow(): PublishedUser | null {
    if (!this.published) return null;
    return {
      userId: this.userID,
      srcTinyId: this.tinyID,
      flag: publishFlag(this.published, this.muted),
    };
  }

  /** Keeps the place until the timer fires; null when the socket is back. */
  keepPlace(timer: NodeJS.Timeout | null): void {
    if (this.graceTimer) clearTimeout(this.graceTimer);
    this.graceTimer = timer;
  }

  unpublish(): Promise<void> {
    const { uplink } = this;
    this.uplink = null;
    this.published = null;
    this.muted = NOT_MUTED;
    return uplink?.close() ?? Promise.resolve();
  }

  dropDownlink(publisherID: string): Promise<void> {
    const downlink = this.downlinks.get(publisherID);
    this.downlinks.delete(publisherID);
    return downlink?.close() ?? Promise.resolve();
  }

  /** Resolves when the sockets of the media are closed; nobody but a shutdown waits for that. */
  async dispose(): Promise<void> {
    this.gone = true;
    this.link = null;
    this.keepPlace(null);
    const publishers = [...this.downlinks.keys()];
    await Promise.all([this.unpublish(), ...publishers.map((id) => this.dropDownlink(id))]);
    this.network.close();
  }
}
