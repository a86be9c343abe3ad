/**
 * The local cloud: the IM and TRTC servers that the unmodified tim-js-sdk, tsignaling and
 * trtc-js-sdk talk to when there is no Tencent Cloud account, and the UserSigs to log in with.
 *
 * What it answers is inferred from what the SDKs read. It proves how a client behaves, never how
 * Tencent's servers do.
 */
import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { createEmulatorHttp } from './emulator-http';
import { createFaults, type EmulatorFaults } from './faults';
import type { Visitors } from './gate';
import { sendError, type HttpError } from './http';
import { createImServer, type ImServer } from './im/server';
import { createMonitorHttp } from './monitor/monitor-http';
import { RoomMonitor, type Monitor } from './monitor/monitor';
import { createLog, type LogEntry, type LogInput } from './log';
import { createTrtcServer, type TrtcServer } from './trtc/server';
import { type CloudProxy, createUserSigService, type SignOptions } from './usersig';
import { handleUserSigRequest } from './usersig-http';

export type { EmulatorFaults } from './faults';
export type { LogEntry } from './log';
export type {
  MonitoredEvent,
  MonitoredRoom,
  MonitoredUser,
  Sample,
  StreamSample,
} from './monitor/model';
export type { Monitor } from './monitor/monitor';
export type { CloudProxy, SignOptions } from './usersig';
export type { ImFaultRule, ImFaults, ImFaultScope } from './im/faults';
export type { ImServer, ImSnapshot } from './im/server';
export type { RawMessage } from './im/messages';
export { EVERYONE, setNetwork } from './trtc/faults';
export type { NetworkFault, PathFault, TrtcFaults } from './trtc/faults';
export type { TrtcServer } from './trtc/server';
export { createUserSigService } from './usersig';

/** The demo uses this SDKAppID; any number does, since nothing is registered anywhere. */
export const DEMO_SDK_APP_ID = 1400000000;

export interface EmulatorOptions extends Visitors {
  /** Default `DEMO_SDK_APP_ID`. */
  sdkAppID?: number;
  /** The key that UserSigs are signed with; default a new random one each time. */
  secretKey?: string;
  /** The path below a page's origin at which it answers; default `/cloud`. */
  basePath?: string;
  /** The path of the page that shows rooms and what the SDKs report; default `/monitor`. */
  monitorPath?: string;
  /** The IPv4 address that media is sent to and from; default 127.0.0.1. */
  announceAddress?: string;
  /** Gets each entry as it is made. UserSigs are redacted. */
  log?: (entry: LogEntry) => void;
  /** Let pages and tools turn the faults over HTTP; default false. */
  allowFaultApi?: boolean;
  /** The number of pages or devices of one user that may be online; one more kicks the oldest. Default 1. */
  maxInstances?: number;
  /** An IM client that is silent this long is gone; default 90 s. */
  idleTimeoutMs?: number;
  /** The time for which a room keeps the place of a member whose socket broke; default 3 s. */
  graceMs?: number;
  /** What bad networks do to media by chance follows from it: the same seed loses the same packets. Default 1. */
  seed?: number;
}

export interface Emulator {
  readonly sdkAppID: number;
  /** True if the request was for the emulator and is answered. Also fits connect: `use(…)`. */
  handleRequest(req: IncomingMessage, res: ServerResponse): boolean;
  /** True if the upgrade was for the emulator. */
  handleUpgrade(req: IncomingMessage, socket: Duplex, head: Buffer): boolean;
  /** Starts an HTTP server of its own, on loopback unless `host` says otherwise. */
  listen(port?: number, host?: string): Promise<CloudProxy & { origin: string; port: number }>;
  /** The addresses for a page of this origin. */
  proxyFor(origin: string): CloudProxy;
  signUserSig(userID: string, options?: SignOptions): string;
  readonly faults: EmulatorFaults;
  readonly im: ImServer;
  readonly trtc: TrtcServer;
  /** What happened in the rooms, and what the SDKs reported. */
  readonly monitor: Monitor;
  /** The latest log entries, oldest first. */
  readonly events: LogEntry[];
  /** Leaves nothing running. Safe to call twice. */
  close(): Promise<void>;
}

const cleanPath = (path: string): string => `/${path.replace(/^\/+|\/+$/g, '')}`;

/** A request's address may be anything at all. */
function parseUrl(path = '/'): URL | undefined {
  return URL.canParse(path, BASE) ? new URL(path, BASE) : undefined;
}

const BASE = 'http://emulator';

/** Nothing that a client sends comes near this; more closes the connection. */
const MAX_PAYLOAD = 4 * 1024 * 1024;

export function createEmulator(options: EmulatorOptions = {}): Emulator {
  const basePath = cleanPath(options.basePath ?? '/cloud');
  const { allowedHosts, allowedOrigins } = options;
  const visitors: Visitors = { allowedHosts, allowedOrigins };
  const journal = createLog(options.log);
  const log = (entry: LogInput) => journal.write(entry);
  const proxyFor = (origin: string): CloudProxy => {
    const base = new URL(origin);
    const http = `${base.protocol}//${base.host}${basePath}`;
    const socket = http.replace(/^http/, 'ws');
    return { im: `${socket}/im`, trtc: `${socket}/trtc`, log: `${http}/log` };
  };
  const users = createUserSigService({
    sdkAppID: options.sdkAppID ?? DEMO_SDK_APP_ID,
    secretKey: options.secretKey ?? randomBytes(32).toString('hex'),
  });
  const { sdkAppID } = users;
  const verifyUserSig = users.verify;
  const faults = createFaults();
  const { maxInstances, idleTimeoutMs, announceAddress, graceMs, seed } = options;
  const im = createImServer({
    sdkAppID,
    verifyUserSig,
    log,
    faults: faults.im,
    maxInstances,
    idleTimeoutMs,
  });
  const monitor = new RoomMonitor();
  const trtc = createTrtcServer({
    sdkAppId: sdkAppID,
    verifyUserSig,
    log,
    faults: faults.trtc,
    announceAddress,
    graceMs,
    seed,
    observer: monitor,
  });
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_PAYLOAD });
  const onRefusal = ({ code, message, cure }: HttpError) =>
    log({ scope: 'http', level: 'warn', event: 'refused', code, message, cure });
  const answerMonitor = createMonitorHttp({
    path: cleanPath(options.monitorPath ?? '/monitor'),
    monitor,
    visitors,
    onRefusal,
  });
  const answerCloud = createEmulatorHttp({
    basePath,
    sdkAppID,
    answerUserSig: (req, res) =>
      handleUserSigRequest(req, res, users, { proxy: proxyFor, onRefusal, ...visitors }),
    im,
    trtc,
    faults,
    log,
    allowFaultApi: options.allowFaultApi ?? false,
    visitors,
    onRefusal,
  });
  const http = (req: IncomingMessage, res: ServerResponse) =>
    answerCloud(req, res) || answerMonitor(req, res);
  let ownServer: Server | undefined;
  let closing: Promise<void> | undefined;

  function handleUpgrade(req: IncomingMessage, socket: Duplex, head: Buffer): boolean {
    const url = parseUrl(req.url);
    if (!url) return false;
    const half = url.pathname.startsWith(`${basePath}/im/`)
      ? im
      : url.pathname === `${basePath}/trtc` || url.pathname.startsWith(`${basePath}/trtc/`)
        ? trtc
        : undefined;
    if (!half) return false;
    if (closing || half.refusesSocket(url)) {
      socket.destroy();
      return true;
    }
    // Any origin may connect, as with the real cloud: without a UserSig nothing is answered.
    sockets.handleUpgrade(req, socket, head, (ws) => half.handleSocket(ws, url));
    return true;
  }

  const emulator: Emulator = {
    sdkAppID,
    faults,
    im,
    trtc,
    monitor,
    events: journal.events,
    proxyFor,
    signUserSig: (userID, sign) => users.sign(userID, sign),
    handleRequest: http,
    handleUpgrade,
    async listen(port = 0, host = '127.0.0.1') {
      if (ownServer) throw new Error('the emulator listens already; close() it first');
      const server = createServer((req, res) => {
        if (http(req, res)) return;
        sendError(res, {
          status: 404,
          code: 'NOT_FOUND',
          message: 'nothing is here',
          cure: `Try POST /usersig, GET ${basePath}/health or /monitor.`,
        });
      });
      server.on('upgrade', (req, socket, head) => {
        if (!handleUpgrade(req, socket, head)) socket.destroy();
      });
      ownServer = server;
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, host, resolve);
      });
      const address = server.address() as AddressInfo;
      const anyAddress = host === '0.0.0.0' || host === '::';
      const name = anyAddress ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host;
      const origin = `http://${name}:${address.port}`;
      return { origin, port: address.port, ...proxyFor(origin) };
    },
    close() {
      closing ??= (async () => {
        await Promise.all([im.close(), trtc.close()]);
        for (const ws of sockets.clients) ws.terminate();
        sockets.close();
        const server = ownServer;
        if (server?.listening) {
          server.closeAllConnections();
          await new Promise((resolve) => server.close(resolve));
        }
      })();
      return closing;
    },
  };
  return emulator;
}
