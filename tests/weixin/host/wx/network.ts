import { refuse, succeed, type Callbacks, Signal } from './answers';

interface RequestOptions extends Callbacks<{ data: unknown; statusCode: number; header: object }> {
  url: string;
  method?: string;
  data?: unknown;
  header?: Record<string, string>;
  timeout?: number;
  dataType?: string;
}

interface SocketOptions extends Callbacks {
  url: string;
  protocols?: string[];
}

const DEFAULT_TIMEOUT = 60_000;
/** What WeChat calls an address that is not whole: a mini-program has no page for others to be relative to. */
const INVALID_URL = 600009;

function request(options: RequestOptions): { abort(): void } {
  const { url, method = 'GET', data, header = {}, timeout = DEFAULT_TIMEOUT } = options;
  if (!URL.canParse(url)) {
    refuse('request', `invalid url "${url}"`, options, INVALID_URL);
    return { abort: () => undefined };
  }
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), timeout);
  const body = data === undefined || typeof data === 'string' ? data : JSON.stringify(data);
  const sent = method === 'GET' ? {} : { body: body as string | undefined };
  fetch(url, { method, headers: header, signal: stop.signal, ...sent })
    .then(async (response) => {
      const text = await response.text();
      const result = options.dataType === 'text' ? text : parsed(text);
      const { status: statusCode } = response;
      succeed('request', options, {
        data: result,
        statusCode,
        header: Object.fromEntries(response.headers),
      });
    })
    .catch(() => refuse('request', stop.signal.aborted ? 'abort' : 'unable to connect', options))
    .finally(() => clearTimeout(timer));
  return { abort: () => stop.abort() };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** A socket task is what wx.connectSocket gives. */
class SocketTask {
  /** Sockets that are not closed. */
  static readonly alive = new Set<SocketTask>();
  private readonly opened = new Signal<object>();
  private readonly message = new Signal<{ data: unknown }>();
  private readonly closed = new Signal<{ code: number; reason: string }>();
  private readonly failed = new Signal<{ errMsg: string }>();
  readonly onOpen = this.opened.on;
  readonly onMessage = this.message.on;
  readonly onClose = this.closed.on;
  readonly onError = this.failed.on;
  private readonly socket: WebSocket;

  constructor({ url, protocols }: SocketOptions) {
    const socket = (this.socket = new WebSocket(url, protocols));
    socket.binaryType = 'arraybuffer';
    socket.onopen = () => this.opened.tell({ header: {} });
    socket.onmessage = ({ data }) => this.message.tell({ data });
    SocketTask.alive.add(this);
    socket.onclose = ({ code, reason }) => {
      SocketTask.alive.delete(this);
      this.closed.tell({ code, reason });
    };
    socket.onerror = () => this.failed.tell({ errMsg: 'connectSocket:fail' });
  }

  get readyState(): number {
    return this.socket.readyState;
  }

  send = (options: Callbacks & { data: string | ArrayBuffer }): void => {
    if (this.socket.readyState !== WebSocket.OPEN) {
      return refuse('sendSocketMessage', 'WebSocket is not connected', options);
    }
    this.socket.send(options.data);
    succeed('sendSocketMessage', options);
  };

  close = (options: Callbacks & { code?: number; reason?: string } = {}): void => {
    this.socket.close(options.code ?? 1000, options.reason);
    succeed('closeSocket', options);
  };
}

export class Network {
  private readonly changed = new Signal<{ isConnected: boolean; networkType: string }>();
  private type = 'wifi';

  readonly api = {
    request,
    connectSocket: (options: SocketOptions) => {
      const task = new SocketTask(options);
      succeed('connectSocket', options);
      return task;
    },
    getNetworkType: (options: Callbacks<{ networkType: string }>) =>
      succeed('getNetworkType', options, { networkType: this.type }),
    onNetworkStatusChange: this.changed.on,
    offNetworkStatusChange: this.changed.off,
  };

  get sockets(): number {
    return SocketTask.alive.size;
  }

  get listeners(): number {
    return this.changed.count;
  }

  become(networkType: string): void {
    this.type = networkType;
    this.changed.tell({ isConnected: networkType !== 'none', networkType });
  }
}
