/** Bundles what a phone's base brings with it, out of node_modules: no copy of the framework is kept. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type BuildOptions } from 'esbuild';

/** The parts of the base, made once for all Apps of a worker. */
export interface Base {
  /** Script of the framework of app-service. */
  service: string;
  /** Script of Vue for one nvue page. */
  nvue: string;
  /** Address of the window in which the views of an App lie. */
  window: string;
  /** Address of a page on which nvue is drawn. */
  canvas: string;
  remove(): Promise<void>;
}

const HERE = 'tests/app/host';
const VUE = 'node_modules/@dcloudio/uni-app-vue/dist';

/** Web views lie over each other by the order in which they were shown; the highest is marked for tests. */
const WINDOW = `<!doctype html><meta charset="utf-8" /><title>App</title><style>
html, body { height: 100%; margin: 0; overflow: hidden; background: #fff; }
iframe { position: fixed; inset: 0; width: 100%; height: 100%; border: 0; background: #fff; }
</style><body><script>
const level = ({ style }) => (style.display === 'none' ? 0 : Number(style.zIndex));
new MutationObserver(() => {
  const frames = [...document.querySelectorAll('iframe')];
  const top = Math.max(0, ...frames.map(level));
  for (const frame of frames) frame.toggleAttribute('data-top', top > 0 && level(frame) === top);
}).observe(document.body, { childList: true, subtree: true, attributeFilter: ['style'] });
</script></body>`;

const canvas = (scripts: string[]) =>
  `<!doctype html><meta charset="utf-8" /><title>nvue</title><body>${scripts
    .map((path) => `<script src="${pathToFileURL(path).href}"></script>`)
    .join('')}</body>`;

export async function bundleBase(): Promise<Base> {
  const folder = await mkdtemp(join(tmpdir(), 'app-host-'));
  const bundle = async (entry: string, options: BuildOptions = {}) => {
    const outfile = join(folder, `${entry.replace(/\W+/g, '-')}.js`);
    await build({
      entryPoints: [resolve(HERE, entry)],
      outfile,
      bundle: true,
      format: 'iife',
      logLevel: 'warning',
      define: {
        'process.env.NODE_ENV': '"production"',
        __VUE__: 'globalThis.__VUE__',
        __uniConfig: 'globalThis.__uniConfig',
        __uniRoutes: 'globalThis.__uniRoutes',
      },
      ...options,
    });
    return outfile;
  };
  const vue = (runtime: string) => ({
    alias: { vue: resolve(VUE, `${runtime}.runtime.esm.prod.js`) },
  });
  const [service, nvue, drawing] = await Promise.all([
    bundle('framework/service.mjs', vue('vue')),
    bundle('framework/nvue.mjs', vue('nvue')),
    bundle('nvue/drawing/main.ts', { target: 'es2022' }),
  ]);
  const write = async (name: string, text: string) => {
    const path = join(folder, name);
    await writeFile(path, text);
    return pathToFileURL(path).href;
  };
  return {
    service: await readFile(service, 'utf8'),
    nvue: await readFile(nvue, 'utf8'),
    window: await write('window.html', WINDOW),
    canvas: await write(
      'canvas.html',
      canvas([resolve('node_modules/trtc-js-sdk/trtc.js'), drawing]),
    ),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
