/** The site serves the local cloud, the demo as H5 and a mini-program in the test host on one port. */
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import sirv from 'sirv';
import type { EmulatorOptions } from '../../../emulator/index';
import { serveWithCloud, type App } from '../../e2e/support/serve';
import { bundleHost, compilePackage } from '../host/build';
import { MINI_PROGRAM } from './build';

const H5 = resolve('dist/build/h5');

/** The host is bundled once for all tests of a worker. */
export interface Built {
  host: string;
  remove(): Promise<void>;
}

export async function buildHost(): Promise<Built> {
  const folder = await mkdtemp(join(tmpdir(), 'weixin-host-'));
  const host = await bundleHost(folder);
  return { host, remove: () => rm(folder, { recursive: true, force: true }) };
}

/**
 * @param folder of the mini-program
 * @throws TemplateError when its templates are wrong
 */
export async function startSite(
  { host }: Built,
  folder = MINI_PROGRAM,
  options: EmulatorOptions = {},
): Promise<App> {
  if (!existsSync(join(folder, 'app.json'))) {
    throw new Error(`${folder} is not built: npm run build:mp-weixin comes first`);
  }
  const texts = new Map([['/package.json', JSON.stringify(await compilePackage(folder))]]);
  const files = new Map([
    ['/', resolve('tests/weixin/host/index.html')],
    ['/trtc.js', resolve('node_modules/trtc-js-sdk/trtc.js')],
    ['/host.js', host],
  ]);
  const assets = sirv(folder, { dev: true });
  const h5 = sirv(H5, { dev: true });
  const nothing = (response: ServerResponse) => () => void response.writeHead(404).end();

  const weixin = async (path: string, request: IncomingMessage, response: ServerResponse) => {
    const file = files.get(path);
    const text = texts.get(path) ?? (file && (await readFile(file, 'utf8')));
    if (text !== undefined) {
      response.writeHead(200, { 'content-type': typeOf(path) }).end(text);
    } else if (path.startsWith('/package/')) {
      request.url = path.slice('/package'.length);
      assets(request, response, nothing(response));
    } else {
      nothing(response)();
    }
  };

  const app = await serveWithCloud((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
    if (pathname.startsWith('/weixin/')) {
      weixin(pathname.slice('/weixin'.length), request, response).catch(() => response.destroy());
    } else {
      h5(request, response, nothing(response));
    }
  }, options);
  const { cloud, origin } = app;
  texts.set('/cloud.js', `window.weixinCloud = ${JSON.stringify(cloud.proxyFor(origin))};`);
  return app;
}

function typeOf(path: string): string {
  if (path.endsWith('.js')) return 'text/javascript; charset=utf-8';
  if (path.endsWith('.json')) return 'application/json; charset=utf-8';
  return 'text/html; charset=utf-8';
}
