// This script builds the package trtc-calling-local-cloud, in dist/local-cloud: the emulator as a tool for apps that
// are developed against it. It is a package of its own because nobody ships it, and the library needs none of it.
import { chmodSync, cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rollup } from 'rollup';
import { dts } from 'rollup-plugin-dts';
import { tsImport } from 'tsx/esm/api';
import { build } from 'vite';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const outDir = resolve(root, 'dist/local-cloud');
const library = JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8'));
const DOORS = { index: 'emulator/index.ts', vite: 'emulator/vite.ts' };
const DEPENDENCIES = ['@types/ws', 'tls-sig-api-v2', 'werift', 'ws'];
const external = [/^node:/, /^werift/, /^ws$/, /^tls-sig-api-v2/, 'vite'];

/** Builds the page of the monitor in: whoever installs the package has neither its sources nor a bundler. */
const monitorPage = {
  name: 'monitor-page',
  async load(id) {
    if (!id.endsWith('/emulator/monitor/bundle.ts')) return undefined;
    const { pageBundle } = await tsImport('../emulator/monitor/bundle.ts', import.meta.url);
    return `export const pageBundle = async () => (${JSON.stringify(await pageBundle())});`;
  },
};

const inputs = (files) =>
  Object.fromEntries(Object.entries(files).map(([name, file]) => [name, resolve(root, file)]));

const bundle = (entry, format, ending, banner = '') =>
  build({
    root,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    plugins: [monitorPage],
    build: {
      outDir,
      emptyOutDir: false,
      target: 'node20',
      minify: false,
      lib: { entry, formats: [format] },
      rollupOptions: {
        external,
        output: { banner, entryFileNames: `[name].${ending}`, chunkFileNames: `[name].${ending}` },
      },
    },
  });

async function writeTypes(ending) {
  const types = await rollup({
    input: inputs(DOORS),
    external,
    plugins: [dts({ tsconfig: resolve(root, 'tsconfig.json') })],
  });
  const names = { entryFileNames: `[name].${ending}`, chunkFileNames: `shared.${ending}` };
  await types.write({ dir: outDir, format: 'es', ...names });
  await types.close();
}

/** A door names its files for `import` and for `require`, each with its own types. */
const door = (name) => ({
  import: { types: `./${name}.d.mts`, default: `./${name}.mjs` },
  require: { types: `./${name}.d.cts`, default: `./${name}.cjs` },
});

function writeManifest() {
  const { version, license, repository, engines, devDependencies } = library;
  const manifest = {
    name: 'trtc-calling-local-cloud',
    version,
    description:
      'A local cloud for developing with trtc-calling-uni: TRTC calls on your own machine, without an account',
    keywords: ['trtc', 'webrtc', 'emulator', 'uni-app'],
    license,
    // Absent until the sources have a public address: scripts/prepublish.mjs.
    repository,
    engines: { node: engines.node },
    bin: './cli.mjs',
    main: './index.cjs',
    types: './index.d.cts',
    exports: { '.': door('index'), './vite': door('vite'), './package.json': './package.json' },
    dependencies: Object.fromEntries(DEPENDENCIES.map((name) => [name, devDependencies[name]])),
    peerDependencies: { vite: '>=5' },
    peerDependenciesMeta: { vite: { optional: true } },
  };
  writeFileSync(resolve(outDir, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
}

rmSync(outDir, { recursive: true, force: true });
await bundle(inputs(DOORS), 'es', 'mjs');
await bundle(inputs(DOORS), 'cjs', 'cjs');
await bundle(inputs({ cli: 'emulator/cli.ts' }), 'es', 'mjs', '#!/usr/bin/env node');
chmodSync(resolve(outDir, 'cli.mjs'), 0o755);
await writeTypes('d.mts');
await writeTypes('d.cts');
// Vite has its types as an ES module only.
const viteTypes = resolve(outDir, 'vite.d.cts');
writeFileSync(
  viteTypes,
  readFileSync(viteTypes, 'utf8').replace(
    /^import (.*) from 'vite';$/m,
    "import type $1 from 'vite' with { 'resolution-mode': 'import' };",
  ),
);
writeManifest();
// The links and the picture of the page are not in this package.
const readme = readFileSync(resolve(root, 'docs/local-cloud.md'), 'utf8')
  .replace(/^!\[[^\]]*\]\([^)]+\)\n\n/gm, '')
  .replace(/\[([^\]]+)\]\([^)]+\.md\)/g, '$1');
writeFileSync(resolve(outDir, 'README.md'), readme);
cpSync(resolve(root, 'LICENSE'), resolve(outDir, 'LICENSE'));
