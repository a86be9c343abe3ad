/** The network of an App reaches the local cloud and nothing else. */
import WebSocket from 'ws';
import { SDK_FETCHES } from '../../../e2e/support/stay-on-this-machine';

interface Asked {
  url: string;
  method?: string;
  headers?: Record<string, string>;
  body?: string;
}

interface Answer {
  ok: boolean;
  status: number;
  data?: string;
  headers?: Record<string, string>;
  errorMsg?: string;
}

interface SocketOptions {
  id: string;
  url: string;
  protocol?: string;
}

type Told = (event: { id: string; [key: string]: unknown }) => void;
type Binary = { base64: string };

export class Network {
  /** Requests that would have left the machine. */
  readonly strays: string[] = [];
  private readonly open = new Map<string, WebSocket>();
  private readonly hooks: Record<'open' | 'message' | 'error' | 'close', Told> = {
    open: () => undefined,
    message: () => undefined,
    error: () => undefined,
    close: () => undefined,
  };

  constructor(
    private readonly origin: string,
    private readonly report: (text: string) => void,
  ) {}

  get sockets(): number {
    return this.open.size;
  }

  /** The module `stream`, by which uni.request works. */
  readonly stream = {
    fetch: (asked: Asked, done: (answer: Answer) => void): void => {
      this.fetch(asked).then(done, (error: unknown) => {
        const cause = (error as { cause?: unknown }).cause ?? error;
        done({ ok: false, status: -1, errorMsg: String(cause) });
      });
    },
  };

  /** The module `uni-webSocket`, by which uni.connectSocket works. Bytes pass as base64. */
  readonly webSocket = {
    WebSocket: (options: SocketOptions): void => this.connect(options),
    send: ({ id, data }: { id: string; data: string | Binary }): void => {
      this.open.get(id)?.send(typeof data === 'string' ? data : Buffer.from(data.base64, 'base64'));
    },
    close: ({ id, code, reason }: { id: string; code?: number; reason?: string }): void => {
      this.open.get(id)?.close(code, reason);
    },
    onopen: (told: Told): void => void (this.hooks.open = told),
    onmessage: (told: Told): void => void (this.hooks.message = told),
    onerror: (told: Told): void => void (this.hooks.error = told),
    onclose: (told: Told): void => void (this.hooks.close = told),
  };

  close(): void {
    for (const socket of this.open.values()) socket.terminate();
  }

  private async fetch({ url, method, headers, body }: Asked): Promise<Answer> {
    if (!this.reaches(url))
      return { ok: false, status: -1, errorMsg: 'net::ERR_NAME_NOT_RESOLVED' };
    const response = await fetch(url, {
      ...(method && { method }),
      ...(headers && { headers }),
      ...(method !== 'GET' && body !== undefined && { body }),
    });
    return {
      ok: response.ok,
      status: response.status,
      data: await response.text(),
      headers: Object.fromEntries(response.headers),
    };
  }

  private connect({ id, url, protocol }: SocketOptions): void {
    // The framework names a socket by the millisecond: of two with one name, one is lost.
    if (this.open.has(id)) this.report(`two sockets were opened in the same millisecond: ${url}`);
    const address = this.reaches(url) ? url : 'ws://127.0.0.1:1';
    const socket = new WebSocket(address, protocol || undefined);
    this.open.set(id, socket);
    socket.on('open', () => this.hooks.open({ id }));
    socket.on('message', (data: Buffer, isBinary) =>
      this.hooks.message({
        id,
        data: isBinary ? { base64: data.toString('base64') } : data.toString(),
      }),
    );
    socket.on('error', ({ message }) => this.hooks.error({ id, message }));
    socket.on('close', (code, reason) => {
      if (this.open.get(id) === socket) this.open.delete(id);
      this.hooks.close({ id, code, reason: String(reason) });
    });
  }

  /** Says whether an address is on this machine, and keeps those that are not. */
  private reaches(url: string): boolean {
    if (new URL(url).hostname === new URL(this.origin).hostname) return true;
    if (!SDK_FETCHES.some((known) => url.startsWith(known))) this.strays.push(url);
    return false;
  }
}
