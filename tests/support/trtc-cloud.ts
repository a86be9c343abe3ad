/** The TRTC half of the emulator on a port of its own, for tests that need nothing else of it. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import { createTrtcFaults, type TrtcFaults } from '../../emulator/trtc/faults';
import {
  createTrtcServer,
  type TrtcLogEntry,
  type TrtcServer,
  type TrtcServerOptions,
} from '../../emulator/trtc/server';
import { createUserSigService } from '../../emulator/usersig';

export const SDK_APP_ID = 1400000001;
const SECRET_KEY = 'the secret of a test application';

export interface TrtcCloud {
  trtc: TrtcServer;
  faults: TrtcFaults;
  log: TrtcLogEntry[];
  /** `ws://127.0.0.1:<port>` */
  url: string;
  sign(userID: string, expireSeconds?: number): string;
  close(): Promise<void>;
}

/** Signs as somebody would who does not have the secret of the application. */
export const forge = (userID: string, sdkAppID = SDK_APP_ID): string =>
  createUserSigService({ sdkAppID, secretKey: 'some other secret' }).sign(userID);

export async function startTrtcCloud(
  options: Partial<Omit<TrtcServerOptions, 'verifyUserSig' | 'faults' | 'log' | 'sdkAppId'>> = {},
): Promise<TrtcCloud> {
  const userSigs = createUserSigService({ sdkAppID: SDK_APP_ID, secretKey: SECRET_KEY });
  const faults = createTrtcFaults();
  const log: TrtcLogEntry[] = [];
  const trtc = createTrtcServer({
    sdkAppId: SDK_APP_ID,
    verifyUserSig: (appID, userID, userSig) => userSigs.verify(appID, userID, userSig),
    faults,
    log: (entry) => log.push(entry),
    ...options,
  });
  // The SDK uploads its own log to the logger proxy; it is taken and thrown away.
  const http = createServer((request, response) => {
    request.resume();
    response.writeHead(200, { 'access-control-allow-origin': '*' }).end();
  });
  const sockets = new WebSocketServer({ noServer: true });
  http.on('upgrade', (request, socket, head) => {
    const url = new URL(request.url ?? '/', 'ws://127.0.0.1');
    if (trtc.refusesSocket(url)) {
      socket.destroy();
      return;
    }
    sockets.handleUpgrade(request, socket, head, (ws) => trtc.handleSocket(ws, url));
  });
  await new Promise<void>((done) => http.listen(0, '127.0.0.1', done));
  return {
    trtc,
    faults,
    log,
    url: `ws://127.0.0.1:${(http.address() as AddressInfo).port}`,
    sign: (userID, expireSeconds) => userSigs.sign(userID, { expireSeconds }),
    async close() {
      await trtc.close();
      sockets.close();
      http.closeAllConnections();
      await new Promise((done) => http.close(done));
    },
  };
}
