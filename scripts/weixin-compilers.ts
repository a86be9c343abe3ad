// This file runs WeChat's own compilers for templates (wcc) and styles (wcsc) over a built mini-program.
import { spawnSync } from 'node:child_process';
import { chmodSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative, sep } from 'node:path';

const FOLDERS: Partial<Record<NodeJS.Platform, string>> = { darwin: 'mac', win32: 'windows' };

function compiler(name: 'wcc' | 'wcsc'): string {
  const { platform } = process;
  const folder = FOLDERS[platform] ?? 'linux';
  const entry = createRequire(join(process.cwd(), 'package.json')).resolve('miniprogram-compiler');
  const file = join(dirname(entry), 'bin', folder, platform === 'win32' ? `${name}.exe` : name);
  // Published without the right to run them.
  chmodSync(file, 0o755);
  return file;
}

function filesOf(folder: string, type: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(type))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'));
}

function run(name: 'wcc' | 'wcsc', args: string[], cwd: string) {
  const options = { cwd, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 } as const;
  const { status, stdout, stderr, error } = spawnSync(compiler(name), args, options);
  if (error) throw error;
  const messages = stderr.split('\n').filter((line) => line.trim() !== '');
  if (status !== 0 && messages.length === 0) messages.push(`${name} ended with ${status}`);
  return { stdout, messages };
}

/** This message is about the style of a component; apps may have rules for `page`. */
const SELECTORS = /Some selectors are not allowed[^(]*\((?!app\.wxss:)[^)]*\)/g;

/**
 * @param folder of a built mini-program
 * @returns every message of the compilers; each is an error here
 */
export function compilerMessages(folder: string): string[] {
  const templates = filesOf(folder, '.wxml');
  if (templates.length === 0) throw new Error(`${folder} has no templates: is it built?`);
  const styles = filesOf(folder, '.wxss');
  const wxml = run('wcc', ['-d', ...templates], folder);
  const wxss = run('wcsc', ['-lc', '-js', '-pc', String(styles.length), ...styles], folder);
  return [...wxml.messages, ...wxss.messages, ...(wxss.stdout.match(SELECTORS) ?? [])];
}
