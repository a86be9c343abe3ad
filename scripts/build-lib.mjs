// This script builds everything of the package that is not a source, in dist/lib. `npm pack` runs it, too.
// Types of what easycom registers go to dist/component-types.d.ts: they are published beside the components.
//
//   esm/   the doors: what `import` finds. esm/web is what other bundlers than uni-app's and Node get
//   cjs/   what `require` finds: Jest, old bundlers, a vite.config.ts
//   trtc-calling-uni.umd.js, for script tags
import { gzipSync } from 'node:zlib';
import { execFileSync } from 'node:child_process';
import { appendFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rollup } from 'rollup';
import { dts } from 'rollup-plugin-dts';
import { build } from 'vite';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const outDir = resolve(root, 'dist/lib');
const { name, version } = JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8'));
const banner = `/*! ${name} ${version} | MIT */`;
const external = [/^trtc-js-sdk/, /^tim-js-sdk/, /^tsignaling/, 'vue', 'pinia', 'vite', /^node:/];

/** Chrome 56, Firefox 56, Safari 11 is what the documents promise. */
const SCRIPT = 'es2015';
/** All of them have async functions, too, which in any other form need a helper in every file. */
const MODULE = 'es2017';
const NODE = 'es2020';

/**
 * An app imports these files: a door for uni-app's compiler, and what everybody else gets behind
 * it.
 */
const MODULES = {
  index: { uni: 'src/index', web: 'src/esm.ts', hasDefault: true },
  store: { uni: 'src/store/index', web: 'src/store/index.ts' },
};
/**
 * What a page can take alone has a file of its own: no bundler can tell that nothing happens in ours, but each
 * leaves out whole files, as `sideEffects` allows.
 */
const PARTS = {
  client: 'src/web-client.ts',
  check: 'src/web-check.ts',
  network: 'src/web-network.ts',
  errors: 'src/errors.ts',
  events: 'src/trtc-calling/events.ts',
  devices: 'src/media/device-error.ts',
};
/** These doors are the same for every tool, because nothing in them depends on a platform. */
const PLAIN = {
  diagnostics: 'src/diagnostics/door.ts',
  // Tests share the files of the app's door, and thereby its classes: `error instanceof CallError`.
  testing: 'src/testing.ts',
};
/** Node runs these files. */
const TOOLS = { 'sub-package': 'build/sub-package.ts' };

const inputs = (modules) =>
  Object.fromEntries(
    Object.entries(modules).map(([key, value]) => [key, resolve(root, value.web ?? value)]),
  );

/**
 * A door: one file in which uni-app's compiler sees the sources, with conditional compilation, and
 * every other tool sees the web build.
 *
 * Other tools take `#ifdef` for a comment, and therefore a whole stretch for one long comment, from
 * the slash-star to the star-slash. uni-app removes the blocks of a platform that does not exist:
 * with them go these two marks, and the web build.
 */
function doorOf(module, { uni, hasDefault }) {
  const all = (path) =>
    [
      `export * from '${path}';`,
      ...(hasDefault ? [`export { default } from '${path}';`] : []),
    ].join('\n');
  return `${banner}
// What this file is: scripts/build-lib.mjs of the sources.
// #ifdef NOT-UNI-APP
/*
// #endif
${all(`../../../${uni}`)}
// #ifdef NOT-UNI-APP
*/
${all(`./web/${module}.js`)}
// #endif
`;
}

async function bundle({ entry, format, output, target = MODULE, minify = false, alias }) {
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    resolve: { alias },
    build: {
      outDir,
      emptyOutDir: false,
      target,
      minify,
      lib: { entry, name: 'TRTCCalling', formats: [format] },
      rollupOptions: { external, output: { banner, ...output } },
    },
  });
}

async function writeCode() {
  const entry = inputs({ ...MODULES, ...PARTS, ...PLAIN });
  await bundle({
    entry,
    format: 'es',
    output: {
      entryFileNames: ({ name }) => (name in PLAIN ? 'esm/[name].js' : 'esm/web/[name].js'),
      chunkFileNames: 'esm/web/[name]-[hash].js',
    },
  });
  const required = {
    entryFileNames: 'cjs/[name].cjs',
    chunkFileNames: 'cjs/[name]-[hash].cjs',
    exports: 'named',
    dynamicImportInCjs: false,
  };
  await bundle({
    entry,
    format: 'cjs',
    // Tools without ES modules cannot load the lighter file.
    alias: [{ find: 'trtc-js-sdk/trtc.esm.js', replacement: 'trtc-js-sdk' }],
    output: required,
  });
  for (const [module, entry] of Object.entries(inputs(TOOLS))) {
    const tool = { entry: { [module]: entry }, target: NODE };
    await bundle({ ...tool, format: 'es', output: { entryFileNames: 'esm/[name].js' } });
    await bundle({ ...tool, format: 'cjs', output: required });
  }
  await bundle({
    entry: resolve(root, 'src/umd.ts'),
    format: 'umd',
    target: SCRIPT,
    minify: 'esbuild',
    output: { entryFileNames: `${name}.umd.js`, exports: 'default' },
  });
  for (const [module, description] of Object.entries(MODULES)) {
    writeFileSync(resolve(outDir, `esm/${module}.js`), doorOf(module, description));
  }
  // The folder is of ES modules; what has side effects has to be told again in each package.json.
  writeFileSync(
    resolve(outDir, 'esm/package.json'),
    `${JSON.stringify({ type: 'module', sideEffects: false }, null, 2)}\n`,
  );
}

async function writeTypes() {
  // One run for all doors: a client of the door for tests is then of the same type as that of the app.
  const types = await declarations(inputs({ ...MODULES, ...PLAIN, ...TOOLS }));
  for (const [folder, ending] of Object.entries({ esm: 'd.ts', cjs: 'd.cts' })) {
    await types.write({
      dir: outDir,
      format: 'es',
      entryFileNames: `${folder}/[name].${ending}`,
      chunkFileNames: `${folder}/[name]-shared.${ending}`,
    });
  }
  await types.close();
}

/** Declares what components.d.ts of the sources declares, without the sources. */
async function writeComponentTypes() {
  const emitted = resolve(root, 'dist/types');
  rmSync(emitted, { recursive: true, force: true });
  const vueTsc = resolve(root, 'node_modules/.bin/vue-tsc');
  execFileSync(vueTsc, ['-p', 'scripts/tsconfig.types.json'], { cwd: root, stdio: 'inherit' });
  const imports = readFileSync(resolve(root, 'components.d.ts'), 'utf8').matchAll(
    /^import type (\w+) from '(.+\.vue)';$/gm,
  );
  const components = [...imports].map(([, component, path]) => ({ component, path }));
  const reexports = components.map(
    ({ component, path }) => `export { default as ${component} } from '${path}.d.ts';\n`,
  );
  const entry = resolve(emitted, 'components.d.ts');
  writeFileSync(entry, reexports.join(''));
  const file = resolve(root, 'dist/component-types.d.ts');
  const types = await declarations(entry);
  await types.write({ file, format: 'es' });
  await types.close();
  const globals = components.map(({ component }) => `    ${component}: typeof ${component};\n`);
  appendFileSync(
    file,
    `\ndeclare module 'vue' {\n  export interface GlobalComponents {\n${globals.join('')}  }\n}\n`,
  );
}

const declarations = (input) =>
  rollup({
    input,
    external,
    plugins: [
      dts({ tsconfig: resolve(root, 'tsconfig.json'), compilerOptions: { stripInternal: true } }),
    ],
  });

rmSync(outDir, { recursive: true, force: true });
await writeCode();
await writeTypes();
await writeComponentTypes();
const umd = readFileSync(resolve(outDir, `${name}.umd.js`));
console.log(`${name}.umd.js: ${umd.length} bytes, ${gzipSync(umd).length} gzipped`);
