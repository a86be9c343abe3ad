/** The page of the monitor is bundled when it is first asked for. The package of the local cloud has it built in. */
import { createRequire } from 'node:module';
import { dirname, resolve } from 'node:path';
import type * as Esbuild from 'esbuild';

export interface PageBundle {
  script: string;
  style: string;
}

let bundle: Promise<PageBundle> | undefined;

export function pageBundle(): Promise<PageBundle> {
  return (bundle ??= build());
}

async function build(): Promise<PageBundle> {
  // Loaded when it is needed. Under a Vite server tsx keeps this file at a data URL: from there `import()` finds no
  // package, and only `__filename` says where the file was.
  const esbuild = createRequire(__filename)('esbuild') as typeof Esbuild;
  const { outputFiles } = await esbuild.build({
    entryPoints: [resolve(dirname(__filename), 'page/main.ts')],
    outdir: 'out',
    bundle: true,
    write: false,
    minify: true,
    format: 'esm',
    target: 'es2022',
    define: {
      'process.env.NODE_ENV': '"production"',
      __VUE_OPTIONS_API__: 'false',
      __VUE_PROD_DEVTOOLS__: 'false',
      __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
    },
  });
  const textOf = (ending: string) => outputFiles.find(({ path }) => path.endsWith(ending))!.text;
  return { script: textOf('.js'), style: textOf('.css') };
}
