/** A trial plays one fault: its callers have the same client, and the local cloud shows what came of it. */
import type { Browser } from '@playwright/test';
import type { Emulator, EmulatorOptions } from '../../emulator/index';
import type { ChromiumOptions } from '../e2e/support/chromium';
import {
  Caller,
  startSite,
  type CallerOptions,
  type ClientWindow,
  type Kind,
  type Outcome,
} from '../e2e/support/interop';
import type { App } from '../e2e/support/serve';

/** An outcome says what a client did about a fault. */
export interface Finding {
  /** In words that are the same at every run. */
  did: string;
  /** The need of users behind this part. */
  holds: boolean;
}

/** One row of the table. */
export interface Fault {
  title: string;
  /** Rows of docs/compliance-rows.json: known defects of trtc-calling-js that this fault brings out. */
  shows?: string[];
  /** The goal says what a client should do. */
  goal: string;
  /** The options that the browsers start with, if not the usual ones. */
  browser?: ChromiumOptions;
  /** The options that the local cloud starts with, if not the usual ones. */
  cloud?: EmulatorOptions;
  play(trial: Trial): Promise<Finding>;
}

/** An inviteID that no client has drawn. */
export const MADE_UP = '11111111-2222-4333-8444-555555555555';
/** The data of an answer. */
export const plain = JSON.stringify({
  version: 4,
  businessID: 'av_call',
  platform: 'Web',
  call_type: 1,
});
export const NEVER: Outcome = { ok: false, error: { message: 'never settles' } };

interface Envelope {
  inviteID?: string;
  actionType: number;
  inviteeList?: string[];
  inviter?: string;
  data?: unknown;
  businessID?: number;
  timeout?: number;
  groupID?: string;
}

interface SentSignal {
  from: string;
  /** The envelope, as JSON. */
  data: string;
  /** '' for a message to one user. */
  groupID: string;
  /** Whether a phone that is away would be woken by it. */
  pushes: boolean;
}

interface CallData {
  call_type?: number;
  room_id?: number;
  data?: { cmd?: string };
}

export class Trial {
  /** Messages that were sent, oldest first. */
  readonly signals: SentSignal[] = [];
  private readonly callers: Caller[] = [];

  private constructor(
    readonly kind: Kind,
    private readonly browser: Browser,
    readonly site: App,
  ) {
    site.cloud.im.onFrame(({ direction, userID, servcmd, body }) => {
      if (direction !== 'in' || !/\.(sendmsg|send_group_msg)$/.test(servcmd)) return;
      const [element] = body.MsgBody as { MsgContent: { Data?: string } }[];
      const { PushFlag } = (body.OfflinePushInfo ?? {}) as { PushFlag?: number };
      this.signals.push({
        from: userID,
        data: element?.MsgContent.Data ?? '',
        groupID: typeof body.GroupId === 'string' ? body.GroupId : '',
        pushes: PushFlag === 0,
      });
    });
  }

  static async open(browser: Browser, kind: Kind, cloud?: EmulatorOptions): Promise<Trial> {
    return new Trial(kind, browser, await startSite({}, {}, cloud));
  }

  get cloud(): Emulator {
    return this.site.cloud;
  }

  async online(userID: string, options?: CallerOptions): Promise<Caller> {
    const caller = await Caller.arrive(this.browser, this.site, this.kind, userID, options);
    this.callers.push(caller);
    return caller;
  }

  pair(options?: CallerOptions): Promise<[anna: Caller, bert: Caller]> {
    return Promise.all([this.online('anna', options), this.online('bert', options)]);
  }

  /** anna, bert and carl, who also have the IM group `friends`. */
  three(options?: CallerOptions): Promise<[anna: Caller, bert: Caller, carl: Caller]> {
    this.cloud.im.addGroup({ groupID: 'friends', members: ['anna', 'bert', 'carl'] });
    return Promise.all([
      this.online('anna', options),
      this.online('bert', options),
      this.online('carl', options),
    ]);
  }

  /** anna calls bert, and it rings. */
  async ringing(type: 1 | 2 = 1): Promise<[anna: Caller, bert: Caller]> {
    const [anna, bert] = await this.pair();
    await rings(anna, bert, type);
    return [anna, bert];
  }

  /** In a call, both in the room. */
  async connected(type: 1 | 2 = 1): Promise<[anna: Caller, bert: Caller]> {
    const [anna, bert] = await this.ringing(type);
    await bert.does('accept');
    await Promise.all([anna.told('onUserEnter'), bert.told('onUserEnter')]);
    return [anna, bert];
  }

  /** A message as anybody could send it, in the envelope of a call unless it is whole already. */
  forge(from: string, to: string, envelope: Envelope | string): void {
    const data =
      typeof envelope === 'string'
        ? envelope
        : JSON.stringify({ businessID: 1, inviter: from, timeout: 0, groupID: '', ...envelope });
    this.cloud.im.sendC2C({ from, to, data });
  }

  /** The invite data of everything that somebody has sent. */
  sentBy(userID: string): { envelope: Envelope; data: CallData; signal: SentSignal }[] {
    return this.signals
      .filter(({ from }) => from === userID)
      .map((signal) => {
        const envelope = JSON.parse(signal.data) as Envelope;
        return { signal, envelope, data: JSON.parse(String(envelope.data)) as CallData };
      });
  }

  /** Lists who is in the room of a call. */
  inRooms(): string[] {
    const { rooms } = this.cloud.trtc.snapshot();
    return rooms.flatMap(({ members }) => members.map(({ userID }) => userID)).sort();
  }

  roomIDs(): (string | number)[] {
    return this.cloud.trtc.snapshot().rooms.map(({ roomID }) => roomID);
  }

  async close(): Promise<void> {
    for (const caller of this.callers) await caller.leave();
    await this.site.close();
  }
}

export const callData = (roomID: number, extra: object = {}) =>
  JSON.stringify({
    version: 4,
    call_type: 1,
    room_id: roomID,
    businessID: 'av_call',
    platform: 'Web',
    data: { cmd: 'audioCall', room_id: roomID, message: '', userIDs: ['bert'] },
    ...extra,
  });

/** anna calls bert, and it rings. */
export async function rings(anna: Caller, bert: Caller, type: 1 | 2 = 1): Promise<void> {
  const call = anna.run('call', { userID: bert.userID, type });
  await bert.told('onInvited');
  await call;
}

/** Calls a method that may never come back. */
export function attempt(
  caller: Caller,
  method: string,
  ...parameters: unknown[]
): Promise<Outcome> {
  return within(caller.run(method, ...parameters), 8_000, NEVER);
}

export function within<T>(promise: Promise<T>, ms: number, otherwise: T): Promise<T> {
  let timer: NodeJS.Timeout;
  const late = new Promise<T>((done) => {
    timer = setTimeout(() => done(otherwise), ms);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

/** True as soon as it is so, false if it is not within so many ms, or if the page does not react. */
const happens = (event: Promise<unknown>, ms: number): Promise<boolean> =>
  within(
    event.then(
      () => true,
      () => false,
    ),
    ms + 2_000,
    false,
  );

export const soon = (caller: Caller, condition: Parameters<Caller['until']>[1], ms = 6_000) =>
  happens(caller.until('it', condition, undefined, ms), ms);

export const becomes = (caller: Caller, status: 'idle' | 'calling' | 'connected', ms = 6_000) =>
  happens(caller.becomes(status, ms), ms);

export const isTold = (caller: Caller, event: string, ms = 6_000) =>
  happens(caller.told(event, ms), ms);

/** Whether the status is left within so many ms; that it is kept can only be seen by waiting. */
export const keeps = (caller: Caller, status: string, ms = 3_000) =>
  caller
    .until(
      `other than ${status}`,
      (kept) => (window as unknown as ClientWindow).clientUnderTest.status() !== kept,
      status,
      ms,
    )
    .then(
      () => false,
      () => true,
    );

/** The outcome of a method in words without ids and times. */
export function said({ ok, error }: Outcome): string {
  if (ok) return 'resolves';
  if (error?.message === NEVER.error?.message) return 'never settles';
  const code = typeof error?.code === 'number' ? `${error.code}` : '';
  const text = (error?.message ?? '').replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '…').trim();
  const short = text.length > 70 ? `${text.slice(0, 70).replace(/\s+\S*$/, '')} …` : text;
  return code ? `rejects with ${code}` : `rejects with "${short}"`;
}

export async function statuses(...callers: Caller[]): Promise<string> {
  const list = await Promise.all(
    callers.map(async (caller) => {
      const status = caller.status().catch(() => 'gone');
      return `${caller.userID} ${await within(status, 3_000, 'hangs: the page does not react')}`;
    }),
  );
  return list.join(', ');
}

/** Counts the microphones and cameras that are held. */
export const held = async (caller: Caller): Promise<string> => {
  const { length } = await caller.liveTracks();
  return length === 0 ? 'devices released' : 'devices still held';
};

/** Says where the callers have come to, once they had time to become idle. */
export async function ended(...callers: Caller[]): Promise<string> {
  await Promise.all(callers.map((caller) => becomes(caller, 'idle', 2_000)));
  return `the call ends: ${await statuses(...callers)}`;
}

/** The room that somebody comes to sit in. */
export async function roomOf(trial: Trial, caller: Caller): Promise<string | number> {
  await becomes(caller, 'connected', 4_000);
  return trial.roomIDs()[0] ?? 'none';
}

/** Lets so many ms pass on the page of somebody who has nothing to do. */
export const pause = (bystander: Caller, ms: number) =>
  bystander.until('the pause', (end) => Date.now() > end, Date.now() + ms, ms * 2 + 5_000);
