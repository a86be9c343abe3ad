/**
 * These tests check what readers copy: whole files are those of the sample projects, and every
 * fragment is real code.
 */
import { existsSync, readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import ts from 'typescript';
import { allBlocks, filled, pages, type Block } from '../../../scripts/docs/blocks';
import { dependencies, devDependencies } from '../../../package.json';
import { LOCALES, LOCALE_NAMES } from '../../../src/locale/languages';
import { formatted } from './support/formatted';

const root = resolve(__dirname, '../../..');
const blocks = allBlocks();
const where = ({ page, line }: Block) => `${page}:${line}`;

it('pages that show a project show its files (npm run docs writes them)', () => {
  for (const page of pages()) {
    const text = filled(page);
    if (text === undefined) continue;
    expect(readFileSync(resolve(root, page), 'utf8')).toBe(formatted(page, text));
  }
}, 60_000);

it('a file of a page is the same in every language', () => {
  const first = new Map<string, Block>();
  const differ: string[] = [];
  for (const block of blocks.filter(({ file }) => file)) {
    const key = `${basename(block.page)} ${block.file}`;
    const other = first.get(key) ?? block;
    first.set(key, other);
    if (other.code !== block.code) differ.push(`${where(block)} is not ${where(other)}`);
  }
  expect(first.size).toBeGreaterThan(10);
  expect(differ).toEqual([]);
});

it('JSON can be parsed', () => {
  const wrong = blocks
    .filter(({ language }) => language === 'json')
    .filter(({ code }) => ![code, `{${code}}`].some(parses))
    .map(where);
  expect(wrong).toEqual([]);
});

function parses(text: string): boolean {
  return ts.parseConfigFileTextToJson('block.json', text).error === undefined;
}

it('a page names the versions that are tested', () => {
  const { pinia, vue } = devDependencies;
  const tested: Record<string, string> = { ...dependencies, pinia, vue };
  const names = Object.keys(tested).join('|');
  const withVersion = new RegExp(`(?<![\\w-])(${names})(?:@|"?: "?(?=[\\^~]?\\d))([\\w.^~]+)`, 'g');
  const named = blocks.flatMap((block) => {
    // A name without a version installs the newest one.
    const bare = [...block.code.matchAll(/^npm install (.*)$/gm)]
      .flatMap(([, words = '']) => words.split(' '))
      .filter((word) => word in tested)
      .map((word) => [word]);
    const written = [...block.code.matchAll(withVersion)].map(([, ...parts]) => parts);
    return [...bare, ...written].map(([name = '', version]) => {
      return { at: where(block), name, version };
    });
  });
  for (const name of Object.keys(tested)) expect(named.map((each) => each.name)).toContain(name);
  expect(named.filter(({ name, version }) => tested[name] !== version)).toEqual([]);
});

/** The names that the text around a fragment has introduced. */
const AROUND = `
  declare global {
    type Calls = import('trtc-calling-uni').default;
    const calling: Calls;
    const TRTCCalling: typeof import('trtc-calling-uni').default;
    const useCallStore: typeof import('trtc-calling-uni/store').useCallStore;
    const SDKAppID: number;
    const userID: string;
    const userSig: string;
    const roomID: number;
    const groupID: string;
    const app: import('vue').App;
    const showIncoming: (userID: string) => void;
  }
  export {};
`;

/** Files of an app that exist in its project only. */
const FILES = `
  declare module '*.vue';
  declare module '*.nvue';
  declare module '*/trtc-calling-uni/sub-package' {
    export * from 'trtc-calling-uni/sub-package';
  }
`;

it('TypeScript in the documents is right', () => {
  const files = new Map([
    [resolve(root, 'docs/around.d.ts'), AROUND],
    [resolve(root, 'docs/files.d.ts'), FILES],
  ]);
  const origin = new Map<string, string>();
  for (const block of blocks.filter(isOurTypeScript)) {
    const path = resolve(root, 'docs', `block-${files.size}.ts`);
    files.set(path, `${scriptOf(block)}\nexport {};\n`);
    origin.set(path, where(block));
  }
  expect(files.size).toBeGreaterThan(15);
  expect(diagnose(files, origin)).toEqual([]);
}, 120_000);

/** Not those of the developers' own pages, and no lists of signatures. */
function isOurTypeScript({ page, language, code }: Block): boolean {
  if (/emulator|CONTRIBUTING|architecture|api\.md|api\/README/.test(page)) return false;
  const isPart = /^(optimizeDeps|\/\/ vite\.config)/.test(code);
  return language === 'vue' || (language === 'ts' && !isPart);
}

const scriptOf = ({ language, code }: Block): string =>
  language === 'vue' ? (/<script[^>]*>\n([\s\S]*?)<\/script>/.exec(code)?.[1] ?? '') : code;

function diagnose(files: Map<string, string>, origin: Map<string, string>): string[] {
  const door = (name: string) => [`./${name}`];
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    lib: ['lib.es2022.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
    types: ['@dcloudio/types', 'node'],
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    esModuleInterop: true,
    baseUrl: root,
    paths: {
      'trtc-calling-uni': door('src/index.ts'),
      'trtc-calling-uni/src/*': door('src/*'),
      'trtc-calling-uni/store': [...door('src/store/index.ts'), ...door('src/store/call.ts')],
      'trtc-calling-uni/diagnostics': door('src/diagnostics/door.ts'),
      'trtc-calling-uni/testing': door('src/testing.ts'),
      'trtc-calling-uni/sub-package': door('build/sub-package.ts'),
      '@/uni_modules/trtc-calling-uni/src/store/index': [
        ...door('src/store/index.ts'),
        ...door('src/store/call.ts'),
      ],
      '@/uni_modules/trtc-calling-uni/*': door('*'),
    },
  };
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (path) => files.has(path) || fileExists(path);
  host.readFile = (path) => files.get(path) ?? readFile(path);
  host.getSourceFile = (path, target, ...rest) => {
    const text = files.get(path);
    return text === undefined
      ? getSourceFile(path, target, ...rest)
      : ts.createSourceFile(path, text, target);
  };
  const program = ts.createProgram([...files.keys()], options, host);
  return [...files.keys()].flatMap((path) => {
    const source = program.getSourceFile(path)!;
    const found = [
      ...program.getSyntacticDiagnostics(source),
      ...program.getSemanticDiagnostics(source),
    ];
    return found.map(({ messageText, start = 0 }) => {
      const text = ts.flattenDiagnosticMessageText(messageText, ' ');
      const line = source.getLineAndCharacterOfPosition(start).line + 1;
      return `${origin.get(path)} line ${line}: ${text}`;
    });
  });
}

/** Evidence and papers for developers of this library are in English only. */
const ENGLISH_ONLY = ['architecture.md', 'compliance.md', 'torture.md'];

const textOf = (page: string) => readFileSync(resolve(root, page), 'utf8');

it('every page for users is there in Chinese, and each names the other', () => {
  const english = pages().filter((page) => /^docs\/[\w-]+\.md$/.test(page));
  const missing = english
    .filter((page) => !ENGLISH_ONLY.includes(basename(page)))
    .filter((page) => !existsSync(resolve(root, 'docs/zh-CN', basename(page))));
  expect(missing).toEqual([]);

  const translated = pages().filter((page) =>
    LOCALES.some((locale) => page.startsWith(`docs/${locale}/`)),
  );
  expect(translated.length).toBeGreaterThan(20);
  const silent = translated.filter((page) => !/^\[English\]\(\S+\) \| /m.test(textOf(page)));
  expect(silent).toEqual([]);
});

it.each(['docs/kit.md', 'docs/zh-CN/kit.md'])(
  '%s names every language that the screens can be set to',
  (page) => {
    const row = /^\| `locale` .*$/m.exec(textOf(page))?.[0];
    for (const locale of LOCALES) expect(row).toContain(`\`${locale}\``);
  },
);

it('every language of the screens has a README, and each names the others', () => {
  const readmes = LOCALES.map((locale) => ({
    page: locale === 'en' ? 'README.md' : `README.${locale}.md`,
    name: LOCALE_NAMES[locale],
  }));
  for (const { page, name } of readmes) {
    const line = textOf(page)
      .split('\n')
      .find((text) => text.includes(' | ') && text.includes(name));
    const others = readmes.filter((other) => other.page !== page);
    for (const other of others) expect(line).toContain(`[${other.name}](${other.page})`);
  }
});
