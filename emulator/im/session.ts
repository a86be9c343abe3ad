/** A session is one IM socket: it carries frames, meets faults, and knows who logged in on it. */
import type WebSocket from 'ws';
import { encode, type RequestHead, type ServerFrame } from './frames';
import { type ImFaults, takeFault } from './faults';

/** One of a user's devices or pages, from login to logout. It outlives its sockets. */
export interface ImInstance {
  readonly userID: string;
  /** The name that the page gives itself in the socket's address; the same after a reconnect. */
  readonly instanceID: string;
  /** The name that the cloud gives it: `status_instid`. */
  readonly number: number;
  readonly platform: number;
  /** The ticket that stands for the UserSig after login. */
  readonly a2: string;
  /** Epoch ms at which the UserSig behind the ticket expires. */
  readonly ticketExpiresAt: number;
  /** Set once it may not go on. */
  ended?: { kind: 'kicked'; kickType: number } | { kind: 'expired' };
  session?: ImSession;
}

export interface SessionOptions {
  socket: WebSocket;
  instanceID: string;
  platform: number;
  /** `/binfo` has binary frames, `/info` text. */
  binary: boolean;
  faults: ImFaults;
  onSend: (frame: ServerFrame) => void;
  idleTimeoutMs: number;
  onIdle: () => void;
}

/** One socket of a client, and the frames on their way to it. */
export class ImSession {
  readonly instanceID: string;
  readonly platform: number;
  /** The user who is logged in here; undefined before login and after logout. */
  instance?: ImInstance;
  /** The user who tries to log in, for fault rules and the log. */
  claimedUserID = '';

  private readonly socket: WebSocket;
  private readonly binary: boolean;
  private readonly faults: ImFaults;
  private readonly onSend: (frame: ServerFrame) => void;
  private readonly idleTimer: NodeJS.Timeout;
  private readonly timers = new Set<NodeJS.Timeout>();
  private swapped: ServerFrame[] = [];
  private nextArrival = 0;

  constructor(options: SessionOptions) {
    this.socket = options.socket;
    this.instanceID = options.instanceID;
    this.platform = options.platform;
    this.binary = options.binary;
    this.faults = options.faults;
    this.onSend = options.onSend;
    // TIM pings every ten seconds when nothing else is sent. Silence means that the page is gone.
    this.idleTimer = setTimeout(options.onIdle, options.idleTimeoutMs);
    this.idleTimer.unref();
  }

  get userID(): string {
    return this.instance?.userID ?? this.claimedUserID;
  }

  /** The client said something, so it lives. */
  touch(): void {
    this.idleTimer.refresh();
  }

  answer(frame: ServerFrame, request: { head: RequestHead; body: Record<string, unknown> }): void {
    this.deliver('answer', frame, request.body);
  }

  push(frame: ServerFrame): void {
    this.deliver('push', frame);
  }

  /** `clean` closes as a server does; otherwise the connection breaks, as a network does. */
  cut(clean = false): void {
    if (clean) this.socket.close(1001, 'going away');
    else this.socket.terminate();
  }

  onceGone(listener: () => void): void {
    if (this.socket.readyState === this.socket.CLOSED) listener();
    else this.socket.once('close', listener);
  }

  /** The socket is gone. */
  dispose(): void {
    clearTimeout(this.idleTimer);
    for (const timer of this.timers) clearTimeout(timer);
    this.timers.clear();
    this.swapped = [];
  }

  private deliver(
    point: 'answer' | 'push',
    frame: ServerFrame,
    request: Record<string, unknown> = frame.body,
  ): void {
    const { servcmd } = frame.head;
    const rule = takeFault(
      this.faults,
      { point, userID: this.userID, servcmd, body: frame.body },
      request,
    );
    switch (rule?.action) {
      case 'drop':
        return;
      case 'delay':
        this.later(rule.delayMs ?? 0, () => this.send(frame));
        return;
      case 'swap':
        this.swapped.push(frame);
        return;
      case 'duplicate':
        this.inOrder(frame);
        break;
      default:
    }
    this.inOrder(frame);
    if (this.swapped.length > 0) {
      const held = this.swapped;
      this.swapped = [];
      for (const late of held) this.inOrder(late);
    }
  }

  /** Sends after the general latency, never before a frame that was sent earlier. */
  private inOrder(frame: ServerFrame): void {
    const now = Date.now();
    this.nextArrival = Math.max(this.nextArrival, now + this.faults.latencyMs);
    const wait = this.nextArrival - now;
    if (wait <= 0) this.send(frame);
    else this.later(wait, () => this.send(frame));
  }

  private later(delayMs: number, run: () => void): void {
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      run();
    }, delayMs);
    this.timers.add(timer);
  }

  private send(frame: ServerFrame): void {
    if (this.socket.readyState !== this.socket.OPEN) return;
    this.onSend(frame);
    this.socket.send(encode(frame, this.binary));
  }
}
