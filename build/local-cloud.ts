import type { Plugin, PreviewServer, ViteDevServer } from 'vite';
import type * as LocalCloud from '../emulator/vite';
import { lanHost } from './lan';

/** Puts the cloud next to the demo. It is loaded when a server starts, not with the config: builds need none. */
export function localCloud(): Plugin {
  const attach = async (server: ViteDevServer | PreviewServer) => {
    const { tsImport } = await import('tsx/esm/api');
    const loaded: unknown = await tsImport('../emulator/vite.ts', import.meta.url);
    // Media goes to and from the address that phones can reach.
    (loaded as typeof LocalCloud).attachCloud(server, { announceAddress: lanHost() });
  };
  return {
    name: 'trtc-calling-uni:demo-cloud',
    apply: 'serve',
    configureServer: attach,
    configurePreviewServer: attach,
  };
}
