/** The local cloud on a Vite server: the same port as the pages, so there is no proxy and no CORS to set up. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Connect, Plugin, PreviewServer, ViteDevServer } from 'vite';
import { createEmulator, type EmulatorOptions } from './index';
import { createUserSigService } from './usersig';
import { handleUserSigRequest } from './usersig-http';

/** A cloud is what answers: an emulator, or a signer in front of the real one. */
interface Cloud {
  /** false: the request is for somebody else. */
  handleRequest(request: IncomingMessage, response: ServerResponse): boolean;
  handleUpgrade?(request: IncomingMessage, socket: Duplex, head: Buffer): boolean;
  close?(): unknown;
}

/**
 * Puts the cloud next to the pages of `vite` and `vite preview`, and in no build.
 *
 * With TRTC_SDK_APP_ID and TRTC_SECRET_KEY in the environment it only signs UserSigs and the pages
 * talk to Tencent. Without them the emulator answers on the same port.
 */
export function localCloud(options: EmulatorOptions = {}): Plugin {
  const attach = (server: ViteDevServer | PreviewServer) => attachCloud(server, options);
  return {
    name: 'trtc-calling-uni:local-cloud',
    apply: 'serve',
    configureServer: attach,
    configurePreviewServer: attach,
  };
}

/** Lets the cloud answer on a Vite server, until that is closed. */
export function attachCloud(
  server: ViteDevServer | PreviewServer,
  options: EmulatorOptions = {},
): void {
  const cloud = openCloud(options);
  const answer: Connect.NextHandleFunction = (request, response, next) => {
    if (!cloud.handleRequest(request, response)) next();
  };
  server.middlewares.use(answer);
  // Vite's HMR socket uses the same event: what the cloud does not know is left alone.
  server.httpServer?.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    cloud.handleUpgrade?.(request, socket, head);
  });
  server.httpServer?.once('close', () => void cloud.close?.());
}

function openCloud(options: EmulatorOptions): Cloud {
  const sdkAppID = Number(process.env.TRTC_SDK_APP_ID);
  const secretKey = process.env.TRTC_SECRET_KEY;
  if (sdkAppID > 0 && secretKey) {
    const service = createUserSigService({ sdkAppID, secretKey });
    return { handleRequest: (req, res) => handleUserSigRequest(req, res, service, options) };
  }
  return createEmulator(options);
}
