/** The page of the monitor is bundled when it is first asked for. The package of the local cloud has it built in. */
import { resolve } from 'node:path';

export interface PageBundle {
  script: string;
  style: string;
}

let bundle: Promise<PageBundle> | undefined;

export function pageBundle(): Promise<PageBundle> {
  return (bundle ??= build());
}

async function build(): Promise<PageBundle> {
  const esbuild = await import('esbuild');
  const { outputFiles } = await esbuild.build({
    entryPoints: [resolve(__dirname, 'page/main.ts')],
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
