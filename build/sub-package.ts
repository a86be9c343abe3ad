import { existsSync, realpathSync } from 'node:fs';
import { join, posix } from 'node:path';
import type { Plugin } from 'vite';
import { keepNvuePages } from './keep-nvue-pages';

const PAGE = 'uniPage://';
const COMPONENT = 'uniComponent://';
/** Files of this package, whose real place may be elsewhere. */
const OURS = /[\\/]node_modules[\\/]trtc-calling-uni[\\/]/;

/** What the client imports when somebody logs in. */
const SDKS = ['tim-js-sdk', 'tsignaling', 'trtc-js-sdk/trtc.esm.js'];

interface ModuleInfo {
  isEntry: boolean;
  importedIds: readonly string[];
  dynamicallyImportedIds: readonly string[];
}
interface Graph {
  getModuleIds(): IterableIterator<string>;
  getModuleInfo(id: string): ModuleInfo | null;
}
interface ComponentConfig {
  usingComponents?: Record<string, string>;
}

/**
 * Puts into a sub-package of the mini-program what only its pages use: scripts, components and npm
 * modules. uni leaves all of that in the main package, whatever `optimization.subPackages` says; for
 * calls that would be some 900 KiB of everybody's first start.
 *
 * It also finds the SDKs in a project of pnpm, which keeps them beside the real folder of this package: uni looks for
 * them from the link to it only. And it tells the dev server of them, which would find those of a package in
 * uni_modules in the first login only, and then load the page anew. In an App it keeps nvue pages, such as the stage page,
 * in the build with every version of rollup.
 *
 * In vite.config.ts: `import { subPackage } from 'trtc-calling-uni/sub-package'`. Builds for other
 * platforms stay as they are otherwise.
 *
 * @param root of the sub-package, as in pages.json
 */
export function subPackage(root: string): Plugin {
  const home = `${root.replace(/\/+$/, '')}/`;
  let own: Set<string> | undefined;

  const ownModules = (graph: Graph) => (own ??= onlyBelow(home, graph));
  const moved = (name: string) => (name.startsWith(home) ? name : home + name);

  return {
    name: 'trtc-calling-uni:sub-package',
    enforce: 'post',
    config({ root: project = process.cwd() }, { command }) {
      const isThere = (id: string) =>
        existsSync(join(project, 'node_modules', id.split('/')[0] ?? id));
      // It finds a package of npm together with its SDKs.
      if (command !== 'serve' || isThere('trtc-calling-uni')) return null;
      return { optimizeDeps: { include: SDKS.filter(isThere) } };
    },
    buildStart() {
      own = undefined;
    },
    configResolved({ build }) {
      const { output } = build.rollupOptions;
      if (process.env.UNI_PLATFORM !== 'mp-weixin' || !output || Array.isArray(output)) return;
      const { manualChunks, chunkFileNames } = output;
      if (typeof manualChunks !== 'function' || typeof chunkFileNames !== 'function') return;
      output.manualChunks = (id, graph) => {
        const name = manualChunks(id, graph);
        return name && ownModules(graph).has(id) ? moved(name) : name;
      };
      output.chunkFileNames = (chunk) => {
        const name = chunkFileNames(chunk).replace('[name]', () => chunk.name);
        return chunk.moduleIds.every((id) => own?.has(id)) ? moved(name) : name;
      };
    },
    /** What nobody else has found. */
    resolveId(source, importer) {
      if (!importer || !OURS.test(importer) || /^[./\\]/.test(source)) return null;
      const [file = ''] = importer.split('?');
      const real = existsSync(file) ? realpathSync(file) : file;
      return real === file ? null : this.resolve(source, real, { skipSelf: true });
    },
    /** After uni has made code of pages.json. */
    transform(code) {
      const kept = keepNvuePages(code);
      return kept === undefined ? null : { code: kept, map: null };
    },
    generateBundle: {
      // After uni has emitted the templates, styles and settings of the components.
      order: 'post',
      handler(_options, bundle) {
        if (process.env.UNI_PLATFORM !== 'mp-weixin') return;
        const components = new Set<string>();
        for (const file of Object.values(bundle)) {
          if (file.type !== 'chunk' || !file.facadeModuleId?.startsWith(COMPONENT)) continue;
          if (!own?.has(file.facadeModuleId)) continue;
          components.add(stemOf(file.fileName).slice(home.length));
        }
        const newStem = (stem: string) => (components.has(stem) ? moved(stem) : stem);
        for (const file of Object.values(bundle)) {
          if (file.type !== 'asset') continue;
          const { fileName } = file;
          const stem = stemOf(fileName);
          const to = newStem(stem) + fileName.slice(stem.length);
          if (fileName.endsWith('.json')) {
            file.source = withPaths(String(file.source), stem, newStem);
          }
          if (to === fileName) continue;
          delete bundle[fileName];
          this.emitFile({ type: 'asset', fileName: to, source: file.source });
        }
      },
    },
  };
}

const stemOf = (path: string) => path.slice(0, path.length - posix.extname(path).length);

/** @throws Error if the main package needs a module of the sub-package: WeChat would not find it */
function onlyBelow(home: string, graph: Graph): Set<string> {
  const here: string[] = [];
  const elsewhere: string[] = [];
  for (const id of graph.getModuleIds()) {
    if (graph.getModuleInfo(id)?.isEntry) elsewhere.push(id);
    else if (id.startsWith(PAGE)) (pageOf(id).startsWith(home) ? here : elsewhere).push(id);
  }
  const main = reachable(elsewhere, graph);
  const folder = `${process.env.UNI_INPUT_DIR ?? ''}/${home}`.replace(/\\/g, '/');
  for (const id of main) {
    if (!id.startsWith(folder) || /\.css($|\?)/.test(id)) continue;
    throw new Error(`${id} is in the sub-package ${home}, but a page outside of it uses it`);
  }
  return new Set([...reachable(here, graph)].filter((id) => !main.has(id)));
}

/** All that these modules load; not the pages, which the app names without loading them. */
function reachable(from: string[], { getModuleInfo }: Graph): Set<string> {
  const found = new Set(from);
  for (const id of found) {
    const info = getModuleInfo(id);
    if (!info) continue;
    for (const next of [...info.importedIds, ...info.dynamicallyImportedIds]) {
      if (!next.startsWith(PAGE)) found.add(next);
    }
  }
  return found;
}

const pageOf = (id: string) => Buffer.from(id.slice(PAGE.length), 'base64url').toString();

/** The settings of a page or component, with the components where they are now. */
function withPaths(text: string, stem: string, newStem: (stem: string) => string): string {
  const settings = JSON.parse(text) as ComponentConfig;
  if (!settings.usingComponents) return text;
  for (const [name, path] of Object.entries(settings.usingComponents)) {
    if (path.includes('://')) continue;
    const target = newStem(posix.join(path.startsWith('/') ? '' : posix.dirname(stem), path));
    settings.usingComponents[name] = posix.join('/', target);
  }
  return JSON.stringify(settings, null, 2);
}
