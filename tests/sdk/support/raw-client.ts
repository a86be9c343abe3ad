/** A raw client speaks IM frames by hand: for what TIM would never send. */
import WebSocket from 'ws';
import { until } from './cloud';

/** A frame of the IM cloud, as it is on the wire. */
export interface RawFrame {
  head: { servcmd: string; seq: number };
  body: { ErrorCode?: number; ErrorInfo?: string; [field: string]: unknown };
}

/** A client that says what no SDK would say. */
export interface RawClient {
  readonly frames: RawFrame[];
  readonly socket: WebSocket;
  /** Sends bytes as they are. */
  sendRaw(data: string | Buffer): void;
  /** Sends a well-formed request and resolves its answer. */
  request(servcmd: string, body?: object, head?: object): Promise<RawFrame>;
  /** The next frame that satisfies. */
  frame(fits: (frame: RawFrame) => boolean, what: string): Promise<RawFrame>;
  /** Logs in and keeps the ticket for later requests. */
  login(userID: string, userSig: string): Promise<RawFrame>;
  close(): void;
}

let clients = 0;

export async function connectRaw(im: string, sdkAppID: number): Promise<RawClient> {
  const instanceID = `raw${++clients}`;
  const socket = new WebSocket(
    `${im}/binfo?sdkappid=${sdkAppID}&instanceid=${instanceID}&platform=7`,
  );
  const frames: RawFrame[] = [];
  let seq = 0;
  let a2: unknown;
  socket.on('message', (data: Buffer) =>
    frames.push(JSON.parse(data.toString('utf8')) as RawFrame),
  );
  socket.on('error', () => {});
  await until(() => socket.readyState !== WebSocket.CONNECTING, 'the raw socket is decided');
  if (socket.readyState !== WebSocket.OPEN) throw new Error('the server turned the socket away');

  const client: RawClient = {
    frames,
    socket,
    sendRaw: (data) => socket.send(data),
    frame: (fits, what) => until(() => frames.find(fits), what),
    request(servcmd, body = {}, head = {}) {
      const own = ++seq;
      const full = { servcmd, seq: own, sdkappid: sdkAppID, ...(a2 ? { a2 } : {}), ...head };
      socket.send(JSON.stringify({ head: full, body }));
      return client.frame((frame) => frame.head.seq === own, `an answer to ${servcmd}`);
    },
    async login(userID, userSig) {
      const head = { identifier: userID, usersig: userSig };
      const answer = await client.request('im_open_status.wslogin', { State: 'Online' }, head);
      a2 = answer.body.A2Key;
      return answer;
    },
    close: () => socket.terminate(),
  };
  return client;
}
