/** The registry knows which instances are logged in, and decides who is kicked out for whom. */
import { randomBytes } from 'node:crypto';
import type { ImLogInput } from './log';
import { pushFrame } from './frames';
import type { ImInstance, ImSession } from './session';

/** The kinds of ending a session from outside, named as TIM's KICKED_OUT event names it. */
export type KickType = 'multipleAccount' | 'multipleDevice' | 'REST_API' | 'userSigExpired';

/** The number on the wire; an expired ticket has none, it is the code of the next answer. */
export const KICK_TYPE: Record<KickType, number> = {
  multipleAccount: 1,
  multipleDevice: 2,
  REST_API: 3,
  userSigExpired: 0,
};

const GONE_LIMIT = 10;

interface RegistryOptions {
  maxInstances: number;
  log(entry: ImLogInput): void;
}

/**
 * The registry says who is logged in where. An instance stays when its socket breaks, so that the same page can come
 * back with its ticket, and ends by logout or by being kicked.
 */
export class ImRegistry {
  private readonly instances = new Map<string, Map<string, ImInstance>>();
  private readonly tickets = new Map<string, ImInstance>();
  private readonly listeners = new Set<(online: string[]) => void>();
  private announced = '';
  private nextNumber = 1;

  constructor(private readonly options: RegistryOptions) {}

  /** Sorted, for stable comparison. */
  get online(): string[] {
    return this.users().filter((userID) =>
      this.instancesOf(userID).some((instance) => instance.session),
    );
  }

  users(): string[] {
    return [...this.instances.keys()].sort();
  }

  list(): { userID: string; instanceID: string; connected: boolean }[] {
    return this.users().flatMap((userID) =>
      this.instancesOf(userID).map(({ instanceID, session }) => ({
        userID,
        instanceID,
        connected: session !== undefined,
      })),
    );
  }

  /** The instances of a user that may go on, oldest first. */
  instancesOf(userID: string): ImInstance[] {
    const all = this.instances.get(userID);
    return all ? [...all.values()].filter((instance) => !instance.ended) : [];
  }

  byTicket(a2: string): ImInstance | undefined {
    return a2 ? this.tickets.get(a2) : undefined;
  }

  /** A login with a UserSig: a new instance, at the cost of the oldest if there are too many. */
  login(session: ImSession, userID: string, ticketExpiresAt: number): ImInstance {
    const instance: ImInstance = {
      userID,
      instanceID: session.instanceID,
      number: this.nextNumber++,
      platform: session.platform,
      a2: randomBytes(24).toString('base64'),
      ticketExpiresAt,
      session,
    };
    // The same page logs in again: it replaces itself and nobody is kicked.
    const before = this.instances.get(userID)?.get(session.instanceID);
    if (before) this.forget(before);
    if (session.instance) this.forget(session.instance);
    const others = this.instancesOf(userID);
    const surplus = others.length + 1 - this.options.maxInstances;
    for (const other of others.slice(0, Math.max(0, surplus))) this.end(other, 1, instance);
    this.forgetGone(userID);
    session.instance = instance;
    let all = this.instances.get(userID);
    if (!all) this.instances.set(userID, (all = new Map()));
    all.set(instance.instanceID, instance);
    this.tickets.set(instance.a2, instance);
    this.announce();
    return instance;
  }

  /** The same instance on a new socket. */
  resume(session: ImSession, instance: ImInstance): void {
    const { session: before } = instance;
    instance.session = session;
    session.instance = instance;
    if (before && before !== session) {
      before.instance = undefined;
      before.cut();
    }
    this.announce();
  }

  disconnect(session: ImSession): void {
    const { instance } = session;
    if (instance?.session === session) {
      instance.session = undefined;
      // A kicked page that closes will not ask again.
      if (instance.ended) this.forget(instance);
    }
    this.announce();
  }

  logout(session: ImSession): void {
    if (session.instance) this.forget(session.instance);
    session.instance = undefined;
    session.claimedUserID = '';
    this.announce();
  }

  /** Ends an instance; a connected client hears of it at once, another when it comes back. */
  end(instance: ImInstance, kickType: number, by?: ImInstance): void {
    const { userID, session } = instance;
    this.options.log({ event: 'kick', userID, kickType, instanceID: instance.instanceID });
    if (kickType === 0) {
      instance.ended = { kind: 'expired' };
    } else {
      instance.ended = { kind: 'kicked', kickType };
      session?.push(
        pushFrame('im_open_status.stat_forceoffline', [
          { Event: 10, C2cNotifyMsgArray: [{ KickoutMsgNotify: kickNotice(kickType, by) }] },
        ]),
      );
    }
    this.announce();
  }

  onPresence(listener: (online: string[]) => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  clear(): void {
    this.instances.clear();
    this.tickets.clear();
    this.announce();
    this.listeners.clear();
  }

  forget(instance: ImInstance): void {
    this.tickets.delete(instance.a2);
    const all = this.instances.get(instance.userID);
    if (all?.get(instance.instanceID) === instance) all.delete(instance.instanceID);
    if (all?.size === 0) this.instances.delete(instance.userID);
  }

  /** Pages that were closed never come back for their notice; keep a few in case they do. */
  private forgetGone(userID: string): void {
    const all = [...(this.instances.get(userID)?.values() ?? [])];
    const gone = all.filter(({ ended, session }) => ended && !session);
    for (const instance of gone.slice(0, -GONE_LIMIT)) this.forget(instance);
  }

  private announce(): void {
    const { online } = this;
    const text = online.join(',');
    if (text === this.announced) return;
    this.announced = text;
    for (const listener of [...this.listeners]) listener(online);
  }
}

export function kickNotice(kickType: number, by?: ImInstance): Record<string, unknown> {
  return {
    KickType: kickType,
    NewInstInfo: by ? { InstId: by.number, Platform: by.platform } : {},
  };
}
