// Builds dist/lib: one ES module (SDKs are imports), one UMD file (SDKs are globals), and types.
import { gzipSync } from 'node:zlib';
import { readFileSync, rmSync } from 'node:fs';
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

async function bundle({ entry, format, fileName, minify }) {
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    build: {
      outDir,
      emptyOutDir: false,
      // Chrome 56, Firefox 56, Safari 11: what the documents promise.
      target: 'es2015',
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
          exports: format === 'umd' ? 'default' : 'auto',
        },
      },
    },
  });
}

const files = [
  { entry: 'src/esm.ts', format: 'es', fileName: `${name}.esm.js`, minify: false },
  { entry: 'src/umd.ts', format: 'umd', fileName: `${name}.umd.js`, minify: 'esbuild' },
];
for (const file of files) await bundle(file);

const types = await rollup({
  input: resolve(root, 'src/esm.ts'),
  external: sdks,
  plugins: [dts({ tsconfig: resolve(root, 'tsconfig.json') })],
});
await types.write({ file: resolve(outDir, `${name}.d.ts`), format: 'es' });
await types.close();

for (const { fileName } of files) {
  const code = readFileSync(resolve(outDir, fileName));
  console.log(`${fileName}: ${code.length} bytes, ${gzipSync(code).length} gzipped`);
}
