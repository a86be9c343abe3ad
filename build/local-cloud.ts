import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Connect, Plugin, PreviewServer, ViteDevServer } from 'vite';
import type * as Emulator from '../emulator/index';
import type * as UserSig from '../emulator/usersig';
import type * as UserSigHttp from '../emulator/usersig-http';
import { lanHost } from './lan';

/** What answers for the cloud: an emulator, or a signer in front of the real one. */
interface Cloud {
  /** false: the request is for somebody else. */
  handleRequest(request: IncomingMessage, response: ServerResponse): boolean;
  handleUpgrade?(request: IncomingMessage, socket: Duplex, head: Buffer): boolean;
  close?(): unknown;
}

/**
 * Puts the cloud next to the H5 page: on the dev server and on `vite preview`.
 *
 * With TRTC_SDK_APP_ID and TRTC_SECRET_KEY in the environment it only signs UserSigs and the page
 * talks to Tencent. Without them the emulator answers on the same port.
 */
export function localCloud(): Plugin {
  const attach = async (server: ViteDevServer | PreviewServer) => {
    const cloud = await openCloud();
    const answer: Connect.NextHandleFunction = (request, response, next) => {
      if (!cloud.handleRequest(request, response)) next();
    };
    server.middlewares.use(answer);
    // Vite's HMR socket uses the same event: what the cloud does not know is left alone.
    server.httpServer?.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      cloud.handleUpgrade?.(request, socket, head);
    });
    server.httpServer?.once('close', () => void cloud.close?.());
  };
  return {
    name: 'trtc-calling-uni:local-cloud',
    apply: 'serve',
    configureServer: attach,
    configurePreviewServer: attach,
  };
}

async function openCloud(): Promise<Cloud> {
  const sdkAppID = Number(process.env.TRTC_SDK_APP_ID);
  const secretKey = process.env.TRTC_SECRET_KEY;
  if (sdkAppID > 0 && secretKey) {
    const { createUserSigService } = await load<typeof UserSig>('../emulator/usersig.ts');
    const { handleUserSigRequest } = await load<typeof UserSigHttp>('../emulator/usersig-http.ts');
    const service = createUserSigService({ sdkAppID, secretKey });
    return { handleRequest: (req, res) => handleUserSigRequest(req, res, service) };
  }
  const { createEmulator } = await load<typeof Emulator>('../emulator/index.ts');
  // Media goes to and from the address that phones can reach.
  return createEmulator({ announceAddress: lanHost() });
}

/** Loaded when a server starts, not with the config: builds need no emulator. */
async function load<Module>(path: string): Promise<Module> {
  const { tsImport } = await import('tsx/esm/api');
  return tsImport(path, import.meta.url) as Promise<Module>;
}
