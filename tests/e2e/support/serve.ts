/** Servers of pages on a free port of this machine: of files alone, or of pages beside the local cloud. */
import { createReadStream } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, resolve } from 'node:path';
import { createEmulator, type Emulator, type EmulatorOptions } from '../../../emulator/index';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
};

export interface StaticServer {
  /** `http://127.0.0.1:<port>`: a secure context for the browser, so devices are available. */
  origin: string;
  close(): Promise<void>;
}

export async function listen(server: Server): Promise<number> {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return (server.address() as AddressInfo).port;
}

/** Finds a port that nobody listens at now, for a server that somebody else starts. */
export async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listen(server);
  await closeServer(server);
  return port;
}

export async function closeServer(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
}

/** Serves the given files, and nothing else, from URL path to file path (from the repository root). */
export async function serve(files: Record<string, string>): Promise<StaticServer> {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://127.0.0.1').pathname;
    const file = new Map(Object.entries(files)).get(path);
    if (!file) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' });
    createReadStream(resolve(file))
      .on('error', () => response.destroy())
      .pipe(response);
  });
  const port = await listen(server);
  return { origin: `http://127.0.0.1:${port}`, close: () => closeServer(server) };
}

/** Pages and the local cloud that they talk to, on one port. */
export interface App {
  origin: string;
  cloud: Emulator;
  close(): Promise<void>;
}

/** Starts a local cloud that answers its own requests and leaves all others to `pages`. */
export async function serveWithCloud(
  pages: RequestListener,
  options: EmulatorOptions = {},
): Promise<App> {
  const cloud = createEmulator(options);
  const server = createServer((request, response) => {
    if (!cloud.handleRequest(request, response)) pages(request, response);
  });
  server.on('upgrade', (request, socket, head) => {
    if (!cloud.handleUpgrade(request, socket, head)) socket.destroy();
  });
  const origin = `http://127.0.0.1:${await listen(server)}`;
  return {
    origin,
    cloud,
    async close() {
      await cloud.close();
      await closeServer(server);
    },
  };
}
