/** Turns a built mini-program into what the host page loads. Nothing of the build is changed. */
import { createRequire } from 'node:module';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, resolve, sep } from 'node:path';
import type * as Compiler from 'glass-easel-template-compiler';
import type { Package } from './package';

/** The template compiler is CommonJS and loads its own WebAssembly. */
const { TmplGroup } = createRequire(__filename)('glass-easel-template-compiler') as typeof Compiler;

export interface TemplateMessage {
  path: string;
  text: string;
}

/** Thrown when the compiler found something in the templates. Each message is an error here. */
export class TemplateError extends Error {
  constructor(readonly messages: TemplateMessage[]) {
    super(messages.map(({ path, text }) => `${path}.wxml: ${text}`).join('\n'));
  }
}

/** @throws TemplateError */
export async function compilePackage(folder: string): Promise<Package> {
  const files = await textsOf(resolve(folder));
  const withType = (type: string) =>
    Object.fromEntries(
      [...files]
        .filter(([path]) => extname(path) === type)
        .map(([path, text]) => [path.slice(0, -type.length), text] as const),
    );
  return {
    scripts: withType('.js'),
    styles: withType('.wxss'),
    configs: Object.fromEntries(
      Object.entries(withType('.json')).map(([path, text]) => [path, JSON.parse(text) as object]),
    ),
    templates: compileTemplates(withType('.wxml')),
  };
}

/** @returns an expression that makes the templates, by path */
function compileTemplates(templates: Record<string, string>): string {
  const group = new TmplGroup();
  try {
    const messages: TemplateMessage[] = [];
    for (const [path, text] of Object.entries(templates)) {
      const found = group.addTmpl(path, text) as { toString(): string; message?: string }[];
      messages.push(...found.map((one) => ({ path, text: one.message ?? String(one) })));
    }
    if (messages.length > 0) throw new TemplateError(messages);
    return group.getTmplGenObjectGroups();
  } finally {
    group.free();
  }
}

const TEXTS = ['.js', '.wxss', '.json', '.wxml'];

async function textsOf(folder: string): Promise<Map<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const texts = new Map<string, string>();
  for (const entry of entries) {
    if (!entry.isFile() || !TEXTS.includes(extname(entry.name))) continue;
    const path = join(entry.parentPath, entry.name);
    texts.set(relative(folder, path).split(sep).join('/'), await readFile(path, 'utf8'));
  }
  return texts;
}

/** Bundles the host itself into one script. */
export async function bundleHost(outDir: string): Promise<string> {
  const { build } = await import('vite');
  await build({
    configFile: false,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      outDir,
      emptyOutDir: true,
      minify: false,
      target: 'es2022',
      lib: {
        entry: resolve('tests/weixin/host/main.ts'),
        formats: ['iife'],
        name: 'weixinHost',
        fileName: () => 'host.js',
      },
    },
  });
  return join(outDir, 'host.js');
}
