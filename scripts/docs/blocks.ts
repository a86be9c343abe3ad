/** The code blocks of the documents: what readers copy. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';

export interface Block {
  /** The page, from the repository root. */
  page: string;
  /** The line number of its first line of code. */
  line: number;
  language: string;
  /** Name of the file that the reader makes of it; '' for a fragment. */
  file: string;
  code: string;
  /** The project whose files the page shows; '' if it shows none. */
  app: string;
}

const root = resolve(__dirname, '../..');

/** Every Markdown page that readers get, from the repository root. */
export function pages(): string[] {
  const rootPages = readdirSync(root).filter((name) => name.endsWith('.md'));
  return [...rootPages, ...markdownIn('docs'), ...markdownIn('emulator')].sort();
}

function markdownIn(folder: string): string[] {
  return readdirSync(resolve(root, folder)).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(resolve(root, path)).isDirectory()) return markdownIn(path);
    return name.endsWith('.md') ? [relative(root, resolve(root, path)).split(sep).join('/')] : [];
  });
}

/** `<!-- app: tests/apps/cli -->` stands in a page whose named blocks are files of that project. */
const APP = /<!--\s*app:\s*(\S+)\s*-->/;
const FENCE = /^([ ]*)```([\w-]*)(?:[ \t]+(\S+))?[^\n]*\n([\s\S]*?)^\1```/gm;

export function blocksIn(page: string): Block[] {
  const text = readFileSync(resolve(root, page), 'utf8');
  return [...text.matchAll(FENCE)].map((match) => {
    const [, indent = '', language = '', file = '', code = ''] = match;
    const before = text.slice(0, match.index);
    const app = [...before.matchAll(new RegExp(APP, 'g'))].at(-1)?.[1] ?? '';
    return {
      page,
      line: before.split('\n').length + 1,
      language,
      file,
      code: indent ? code.replace(new RegExp(`^${indent}`, 'gm'), '') : code,
      app,
    };
  });
}

export const allBlocks = (): Block[] => pages().flatMap(blocksIn);

/** The page with each block as the file of its project is now; undefined if it shows no project. */
export function filled(page: string): string | undefined {
  const text = readFileSync(resolve(root, page), 'utf8');
  if (!APP.test(text)) return undefined;
  const files = blocksIn(page).filter(({ app, file }) => app && file);
  return files.reduce((result, { app, file, language }) => {
    const now = readFileSync(resolve(root, app, file), 'utf8');
    const block = new RegExp(`^\`\`\`${language} ${escaped(file)}\\n[\\s\\S]*?^\`\`\``, 'm');
    return result.replace(block, () => `\`\`\`${language} ${file}\n${now}\`\`\``);
  }, text);
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
