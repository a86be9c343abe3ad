/** A mutant is the library with a few words changed, loaded beside the real one. */
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import ts from 'typescript';
import type * as Runner from './run';

export interface Change {
  /** From the root of the repository. */
  file: string;
  /** Occurs there exactly once. */
  from: string;
  to: string;
}

const ROOT = resolve(__dirname, '../..');

/** @returns the runner of the model tests over the changed library */
export function mutant(changes: readonly Change[]): typeof Runner {
  const sources = new Map<string, string>();
  for (const { file, from, to } of changes) {
    const path = resolve(ROOT, file);
    const source = sources.get(path) ?? readFileSync(path, 'utf8');
    const times = source.split(from).length - 1;
    if (times !== 1) throw new Error(`"${from}" stands ${times} times in ${file}, not once`);
    sources.set(
      path,
      source.replace(from, () => to),
    );
  }
  let run!: typeof Runner;
  jest.isolateModules(() => {
    for (const [path, source] of sources) jest.doMock(path, () => evaluate(path, source));
    run = require('./run');
  });
  for (const path of sources.keys()) jest.dontMock(path);
  return run;
}

function evaluate(path: string, source: string): unknown {
  const { outputText } = ts.transpileModule(source, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2021 },
  });
  const load = (id: string): unknown =>
    require(id.startsWith('.') ? resolve(dirname(path), id) : id);
  const module = { exports: {} };
  new Function('require', 'module', 'exports', outputText)(load, module, module.exports);
  return module.exports;
}
