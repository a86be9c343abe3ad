// This script builds dist/lib: one ES module (SDKs are imports), one UMD file (SDKs are globals), the door for tests
// as ES module and for require(), and types.
import { gzipSync } from 'node:zlib';
import { copyFileSync, readFileSync, rmSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rollup } from 'rollup';
import { dts } from 'rollup-plugin-dts';
import { build } from 'vite';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const outDir = resolve(root, 'dist/lib');
const { name, version } = JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8'));
const sdks = [/^trtc-js-sdk/, /^tim-js-sdk/, /^tsignaling/];

rmSync(outDir, { recursive: true, force: true });

async function bundle({ entry, format, fileName, minify, target }) {
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    build: {
      outDir,
      emptyOutDir: false,
      target,
      minify,
      lib: {
        entry: resolve(root, entry),
        name: 'TRTCCalling',
        formats: [format],
        fileName: () => fileName,
      },
      rollupOptions: {
        external: sdks,
        output: {
          banner: `/*! ${name} ${version} | MIT */`,
          exports: { es: 'auto', umd: 'default', cjs: 'named' }[format],
        },
      },
    },
  });
}

/** Chrome 56, Firefox 56, Safari 11: what the documents promise. */
const BROWSERS = 'es2015';
const NODE = 'es2020';

const files = [
  {
    entry: 'src/esm.ts',
    format: 'es',
    fileName: `${name}.esm.js`,
    minify: false,
    target: BROWSERS,
  },
  {
    entry: 'src/umd.ts',
    format: 'umd',
    fileName: `${name}.umd.js`,
    minify: 'esbuild',
    target: BROWSERS,
  },
  { entry: 'src/testing.ts', format: 'es', fileName: 'testing.mjs', minify: false, target: NODE },
  { entry: 'src/testing.ts', format: 'cjs', fileName: 'testing.cjs', minify: false, target: NODE },
];
for (const file of files) await bundle(file);

// One run for all doors: a client of the door for tests is then of the same type as that of the app.
const types = await rollup({
  input: { [name]: resolve(root, 'src/esm.ts'), testing: resolve(root, 'src/testing.ts') },
  external: sdks,
  plugins: [
    dts({ tsconfig: resolve(root, 'tsconfig.json'), compilerOptions: { stripInternal: true } }),
  ],
});
await types.write({
  dir: outDir,
  format: 'es',
  entryFileNames: '[name].d.ts',
  chunkFileNames: 'shared.d.ts',
});
await types.close();
// Resolvers take a declaration for the kind of module that its ending says.
for (const kind of ['mts', 'cts']) {
  copyFileSync(resolve(outDir, 'testing.d.ts'), resolve(outDir, `testing.d.${kind}`));
}
rmSync(resolve(outDir, 'testing.d.ts'));

for (const { fileName } of files) {
  const code = readFileSync(resolve(outDir, fileName));
  console.log(`${fileName}: ${code.length} bytes, ${gzipSync(code).length} gzipped`);
}
