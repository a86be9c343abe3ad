/** A raw client speaks TRTC signalling by hand: for what the SDK would never send, and for seeing every frame. */
import { WebSocket } from 'ws';
import { SDK_APP_ID, type TrtcCloud } from '../../support/trtc-cloud';

export interface Frame {
  cmd: number;
  code: number;
  message: string;
  seq?: number;
  tinyId?: string;
  data: Record<string, unknown>;
}

/** Long, because a loaded machine is no failure; nothing waits this long unless it fails. */
const WAIT_TIMEOUT = 15_000;

interface Waiter {
  wanted(frame: Frame): boolean;
  done(frame: Frame): void;
}

export class TrtcRawClient {
  readonly frames: Frame[] = [];
  closeCode: number | null = null;
  private readonly waiters = new Set<Waiter>();
  private readonly closed: Promise<number>;
  private seq = 0;
  /** Frames before this one have been looked at. */
  private read = 0;

  private constructor(
    readonly userID: string,
    readonly ws: WebSocket,
  ) {
    ws.on('message', (raw: Buffer) => this.take(JSON.parse(raw.toString()) as Frame));
    ws.on('error', () => undefined);
    this.closed = new Promise((done) => {
      ws.on('close', (code) => {
        this.closeCode = code;
        done(code);
      });
    });
  }

  static async open(
    cloud: TrtcCloud,
    userID: string,
    query: Record<string, string> = {},
  ): Promise<TrtcRawClient> {
    const params = new URLSearchParams({
      sdkAppId: String(SDK_APP_ID),
      userId: userID,
      userSig: cloud.sign(userID),
      roomId: '1',
      ...query,
    });
    const ws = new WebSocket(`${cloud.url}?${params}`);
    const client = new TrtcRawClient(userID, ws);
    await new Promise<void>((done, fail) => {
      ws.once('open', () => done());
      ws.once('error', fail);
    });
    return client;
  }

  /** Opens a socket and joins a numeric room. */
  static async join(cloud: TrtcCloud, userID: string, roomID = 1): Promise<TrtcRawClient> {
    const client = await TrtcRawClient.open(cloud, userID);
    await client.next(19);
    const answer = await client.ask('join', 20, joinData(roomID));
    if (answer.code !== 0) throw new Error(`join was refused: ${answer.message}`);
    return client;
  }

  sendRaw(data: string | Buffer): void {
    this.ws.send(data);
  }

  send(cmd: string, data: unknown = {}): number {
    this.seq += 1;
    this.ws.send(JSON.stringify({ cmd, data, userId: this.userID, tinyId: '0', seq: this.seq }));
    return this.seq;
  }

  /** Sends a command and waits for the answer that carries its sequence number. */
  async ask(cmd: string, result: number, data: unknown = {}): Promise<Frame> {
    const seq = this.send(cmd, data);
    return this.next(result, (frame) => frame.seq === seq);
  }

  /** The next frame of this kind that has not been waited for before. */
  next(cmd: number, matches: (frame: Frame) => boolean = () => true): Promise<Frame> {
    const wanted = (frame: Frame): boolean => frame.cmd === cmd && matches(frame);
    for (let index = this.read; index < this.frames.length; index += 1) {
      const frame = this.frames[index];
      if (frame && wanted(frame)) {
        this.read = index + 1;
        return Promise.resolve(frame);
      }
    }
    return within(
      `a frame ${cmd} for ${this.userID}`,
      new Promise<Frame>((done) => {
        const waiter: Waiter = {
          wanted,
          done: (frame) => {
            this.waiters.delete(waiter);
            this.read = this.frames.length;
            done(frame);
          },
        };
        this.waiters.add(waiter);
      }),
    );
  }

  has(cmd: number): boolean {
    return this.frames.some((frame) => frame.cmd === cmd);
  }

  closing(): Promise<number> {
    return within(`the socket of ${this.userID} to close`, this.closed);
  }

  private take(frame: Frame): void {
    this.frames.push(frame);
    for (const waiter of this.waiters) {
      if (waiter.wanted(frame)) waiter.done(frame);
    }
  }
}

export function joinData(roomID: number | string): Record<string, unknown> {
  return {
    roomId: String(roomID),
    useStringRoomId: typeof roomID === 'string',
    privateMapKey: '',
    trtcRole: 20,
    trtcScene: 1,
  };
}

/** Fails by name instead of hanging until the test runner gives up. */
export function within<T>(what: string, promise: Promise<T>, ms = WAIT_TIMEOUT): Promise<T> {
  let timer: NodeJS.Timeout;
  const deadline = new Promise<never>((_, fail) => {
    timer = setTimeout(() => fail(new Error(`waited ${ms} ms for ${what}`)), ms);
  });
  return Promise.race([promise, deadline]).finally(() => clearTimeout(timer));
}

/** Looks again and again until the condition holds. */
export async function until(what: string, holds: () => boolean, ms = WAIT_TIMEOUT): Promise<void> {
  const deadline = Date.now() + ms;
  while (!holds()) {
    if (Date.now() > deadline) throw new Error(`waited ${ms} ms for ${what}`);
    await new Promise((done) => setTimeout(done, 10));
  }
}
