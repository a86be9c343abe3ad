/** This file lists every test of the project, as its source or a run of it says. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import ts from 'typescript';

export interface TestTitle {
  /** The path from the repository root, with slashes. */
  file: string;
  /** The titles of the groups around it, and its own. */
  title: string;
  /** Whether it passed; undefined if it was read from the source and not run. */
  passed?: boolean;
}

const root = resolve(__dirname, '..');
const nameOf = (file: string): string => relative(root, resolve(root, file)).split(sep).join('/');

/* From the sources. */

export function titlesInSources(folder = 'tests'): TestTitle[] {
  return filesIn(resolve(root, folder)).flatMap((file) => {
    const source = ts.createSourceFile(
      file,
      readFileSync(file, 'utf8'),
      ts.ScriptTarget.Latest,
      true,
    );
    return titlesIn(source, []).map((title) => ({ file: nameOf(file), title }));
  });
}

function filesIn(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return filesIn(path);
    return /\.(test|spec)\.ts$/.test(name) ? [path] : [];
  });
}

/** `test`, `it` and `describe`, also as `test.each(…)(…)` and `test.describe(…)`. */
function callOf(node: ts.CallExpression): 'test' | 'group' | undefined {
  const name = node.expression.getText().replace(/\s+/g, '');
  if (/^(describe|test\.describe)(\.|\(|$)/.test(name)) return 'group';
  if (/^test\.(before|after|extend|info|use|step|setTimeout)/.test(name)) return undefined;
  return /^(test|it)(\.|\(|$)/.test(name) ? 'test' : undefined;
}

function textOf(node: ts.Expression | undefined): string | undefined {
  if (!node) return undefined;
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isTemplateExpression(node)) {
    return node.head.text + node.templateSpans.map((span) => `…${span.literal.text}`).join('');
  }
  return undefined;
}

function titlesIn(node: ts.Node, groups: string[]): string[] {
  const found: string[] = [];
  node.forEachChild((child) => {
    if (ts.isCallExpression(child)) {
      const kind = callOf(child);
      const text = textOf(child.arguments[0]);
      const body = child.arguments.find(
        (one) => ts.isArrowFunction(one) || ts.isFunctionExpression(one),
      );
      if (kind && text !== undefined && body) {
        if (kind === 'test') found.push([...groups, text].join(' › '));
        else found.push(...titlesIn(body, [...groups, text]));
        return;
      }
    }
    found.push(...titlesIn(child, groups));
  });
  return found;
}

/* From the results of a run. */

interface JestResults {
  testResults: {
    name: string;
    assertionResults: { ancestorTitles: string[]; title: string; status: string }[];
  }[];
}

interface PlaywrightSuite {
  title: string;
  file: string;
  specs: { title: string; ok: boolean }[];
  suites?: PlaywrightSuite[];
}

/** The JSON of `jest --json --outputFile` or of Playwright's reporter `json`. */
export function titlesInResults(path: string): TestTitle[] {
  const results = JSON.parse(readFileSync(path, 'utf8')) as
    JestResults | { config: { rootDir: string }; suites: PlaywrightSuite[] };
  if ('testResults' in results) {
    return results.testResults.flatMap(({ name, assertionResults }) =>
      assertionResults.map(({ ancestorTitles, title, status }) => ({
        file: nameOf(name),
        title: [...ancestorTitles, title].join(' › '),
        passed: status === 'passed',
      })),
    );
  }
  const { rootDir } = results.config;
  const specs = (suite: PlaywrightSuite, groups: string[]): TestTitle[] => [
    ...suite.specs.map(({ title, ok }) => ({
      file: nameOf(join(rootDir, suite.file)),
      title: [...groups, title].join(' › '),
      passed: ok,
    })),
    ...(suite.suites ?? []).flatMap((one) => specs(one, [...groups, one.title])),
  ];
  return results.suites.flatMap((suite) => specs(suite, []));
}
