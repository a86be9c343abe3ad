/**
 * One signalling socket: frames in, frames out, and the faults on the way.
 *
 * A socket comes and goes; the member behind it may outlive it (reconnect) or lose it to another
 * socket (duplicate login). So a connection knows its member, and never decides its fate.
 */
import type { RawData, WebSocket } from 'ws';
import { takeFault, type TrtcFaults } from './faults';
import {
  CODE,
  CommandError,
  parseClientFrame,
  PUSH,
  RESULT,
  UNSUPPORTED_RESULT,
  type ClientCommand,
  type ClientFrame,
  type ServerFrame,
} from './frames';
import type { Link, Member, PushPoint } from './member';
import type { Room } from './room';

export interface Membership {
  room: Room;
  member: Member;
}

export interface ConnectionOptions {
  userID: string;
  tinyID: string;
  faults: TrtcFaults;
  maxFrameBytes: number;
  heartbeatMs: number;
  random(): number;
  log(event: string, details?: Record<string, unknown>): void;
  /** Does what the client asks and gives the data of the answer. */
  execute(
    connection: Connection,
    cmd: ClientCommand,
    data: Record<string, unknown>,
  ): Promise<Record<string, unknown>>;
  onClose(connection: Connection, code: number): void;
}

const OPEN = 1;
const POLICY_VIOLATION = 1008;
/** One missing pong may be a busy machine; two in a row are a peer that is gone. */
const PONGS_TO_MISS = 2;

export class Connection implements Link {
  readonly userID: string;
  readonly tinyID: string;
  /** Null before the join and after the leave. */
  membership: Membership | null = null;
  roundTripMs = 1;
  private readonly heartbeat: NodeJS.Timeout;
  private pingSentAt: number | null = null;
  private missedPongs = 0;
  private ignoresInput = false;
  private readonly delayed = new Set<NodeJS.Timeout>();

  constructor(
    private readonly ws: WebSocket,
    private readonly options: ConnectionOptions,
  ) {
    this.userID = options.userID;
    this.tinyID = options.tinyID;
    ws.on('message', (raw, isBinary) => void this.receive(raw, isBinary));
    ws.on('close', (code) => this.closed(code));
    ws.on('pong', () => this.ponged());
    // `ws` closes a socket that breaks the protocol by itself, but throws if nobody listens.
    ws.on('error', (error) => options.log('socket-error', { message: error.message }));
    this.heartbeat = setInterval(() => this.ping(), options.heartbeatMs);
  }

  /**
   * Answers the opening of the socket: 19 for a new one, 514 for one that comes back. Says whether
   * the client may go on; nothing it sends after a refusal is heard.
   */
  greet(point: 'setup' | 'reconnect', frame: ServerFrame): boolean {
    const fault = takeFault(this.options.faults, point, this.userID, this.options.random);
    const { refuse } = fault;
    const answer = refuse
      ? { ...frame, code: refuse.code, message: refuse.message ?? 'refused by a fault', data: {} }
      : frame;
    this.ignoresInput = fault.lost || answer.code !== CODE.ok;
    if (fault.lost) return false;
    this.later(fault.delayMs, () => {
      this.send(answer);
      // After a refused reconnect the SDK closes by itself and joins anew on another socket.
      if (this.ignoresInput && point === 'setup') this.ws.close(POLICY_VIOLATION);
    });
    return !this.ignoresInput;
  }

  push(point: PushPoint, cmd: number, data: Record<string, unknown>): void {
    const fault = takeFault(this.options.faults, point, this.userID, this.options.random);
    if (fault.lost) return;
    this.later(fault.delayMs, () => this.send({ cmd, code: CODE.ok, message: '', data }));
  }

  /** 1000 is the one close code after which the SDK does not reconnect. */
  finish(): void {
    this.membership = null;
    this.ws.close(1000);
  }

  /** Another socket has taken over the member. */
  replaced(): void {
    this.membership = null;
    this.ws.terminate();
  }

  /** Breaks the socket as a network does: without a close frame. */
  cut(): void {
    this.ws.terminate();
  }

  private async receive(raw: RawData, isBinary: boolean): Promise<void> {
    if (this.ignoresInput) return;
    const text = isBinary ? '' : raw.toString();
    if (isBinary || Buffer.byteLength(text) > this.options.maxFrameBytes) {
      const code = isBinary ? CODE.badFrame : CODE.frameTooLarge;
      this.fail(undefined, undefined, new CommandError(code, 'the frame is binary or too large'));
      this.ws.close(isBinary ? 1003 : 1009);
      return;
    }
    let frame: ClientFrame | undefined;
    try {
      frame = parseClientFrame(text);
      await this.perform(frame);
    } catch (error) {
      this.fail(frame?.cmd, frame?.seq, error);
    }
  }

  private async perform({ cmd, seq, data }: ClientFrame): Promise<void> {
    if (!isClientCommand(cmd)) {
      if (UNSUPPORTED_RESULT.has(cmd)) {
        throw new CommandError(CODE.notSupported, `${cmd} is not emulated`);
      }
      throw new CommandError(CODE.unknownCommand, `unknown command ${cmd.slice(0, 64)}`);
    }
    const fault = takeFault(this.options.faults, cmd, this.userID, this.options.random);
    if (fault.lost) return;
    if (fault.delayMs > 0) await new Promise<void>((done) => this.later(fault.delayMs, done));
    if (fault.refuse) {
      const { code, message } = fault.refuse;
      throw new CommandError(code, message ?? 'refused by a fault');
    }
    const answer = await this.options.execute(this, cmd, data);
    const result = RESULT[cmd];
    if (result !== null) this.send({ cmd: result, code: CODE.ok, message: '', seq, data: answer });
  }

  private fail(cmd: string | undefined, seq: number | undefined, error: unknown): void {
    const known = error instanceof CommandError;
    const message = error instanceof Error ? error.message : String(error);
    const code = known ? error.code : CODE.mediaFailed;
    this.options.log('command-failed', { cmd: cmd?.slice(0, 64), code, message, known });
    const result = cmd === undefined ? undefined : resultOf(cmd);
    if (result === null) return;
    // The SDK reads the publishers of a join answer before it looks at the code.
    const data = cmd === 'join' ? { publishers: [] } : {};
    this.send({ cmd: result ?? PUSH.error, code, message, seq, data });
  }

  private send(frame: ServerFrame): void {
    if (this.ws.readyState === OPEN) this.ws.send(JSON.stringify(frame));
  }

  private later(delayMs: number, action: () => void): void {
    if (delayMs <= 0) {
      action();
      return;
    }
    const timer = setTimeout(() => {
      this.delayed.delete(timer);
      action();
    }, delayMs);
    this.delayed.add(timer);
  }

  /** A peer that vanished without closing, as a phone does, is found out by its missing pong. */
  private ping(): void {
    if (this.pingSentAt !== null) this.missedPongs += 1;
    if (this.missedPongs >= PONGS_TO_MISS) {
      this.cut();
      return;
    }
    this.pingSentAt = Date.now();
    this.ws.ping();
  }

  private ponged(): void {
    if (this.pingSentAt === null) return;
    this.roundTripMs = Math.max(1, Date.now() - this.pingSentAt);
    this.pingSentAt = null;
    this.missedPongs = 0;
  }

  private closed(code: number): void {
    clearInterval(this.heartbeat);
    for (const timer of this.delayed) clearTimeout(timer);
    this.delayed.clear();
    this.options.onClose(this, code);
  }
}

function isClientCommand(cmd: string): cmd is ClientCommand {
  return Object.keys(RESULT).includes(cmd);
}

/** The result number of a command; null if it has none, undefined if the command is unknown. */
function resultOf(cmd: string): number | null | undefined {
  return isClientCommand(cmd) ? RESULT[cmd] : UNSUPPORTED_RESULT.get(cmd);
}
