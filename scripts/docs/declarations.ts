/** The public declarations, read from the sources: names, types as they are written, and comments. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import ts from 'typescript';

const root = resolve(__dirname, '../..');

export interface Field {
  name: string;
  type: string;
  optional: boolean;
  /** '' if there is none. */
  comment: string;
}

export interface Method {
  name: string;
  /** The declaration as it is written, without its body; several if it is overloaded. */
  signatures: string[];
  comment: string;
}

export type Declarations = Map<string, ts.Node>;

/** Every class, interface, type and constant below src by its name; the first of a name counts. */
export function declarationsIn(folder = 'src'): Declarations {
  const found: Declarations = new Map();
  for (const file of sourcesIn(folder)) {
    const source = ts.createSourceFile(
      file,
      readFileSync(file, 'utf8'),
      ts.ScriptTarget.Latest,
      true,
    );
    for (const statement of source.statements) {
      for (const [name, node] of namedIn(statement)) if (!found.has(name)) found.set(name, node);
    }
  }
  return found;
}

function sourcesIn(folder: string): string[] {
  return readdirSync(resolve(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

function namedIn(statement: ts.Statement): [string, ts.Node][] {
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.map((node) => [node.name.getText(), node]);
  }
  const named =
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement) ||
    ts.isClassDeclaration(statement);
  const exported =
    ts.canHaveModifiers(statement) && hasModifier(statement, ts.SyntaxKind.ExportKeyword);
  return named && exported && statement.name ? [[statement.name.text, statement]] : [];
}

const HIDDEN = [ts.SyntaxKind.PrivateKeyword, ts.SyntaxKind.ProtectedKeyword];

const hasModifier = (node: ts.HasModifiers, ...wanted: ts.SyntaxKind[]): boolean =>
  (ts.getModifiers(node) ?? []).some(({ kind }) => wanted.includes(kind));

const inline = (text: string) => text.replace(/\s+/g, ' ').trim();

/** The comment with its tags as sentences. */
export function commentOf(node: ts.Node): string {
  const docs = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
  const texts = docs.flatMap((doc) => [
    ts.getTextOfJSDocComment(doc.comment),
    ...(doc.tags ?? []).map(tagText),
  ]);
  return inline(texts.filter(Boolean).join(' '));
}

function tagText(tag: ts.JSDocTag): string {
  const text = inline(ts.getTextOfJSDocComment(tag.comment) ?? '');
  const about = tag.getText();
  switch (tag.tagName.text) {
    case 'throws':
      return `Rejects: ${inline(about.replace(/^@throws/, '').replace(/\*/g, ''))}.`;
    case 'returns':
      return `Returns: ${text}.`;
    case 'param':
      return `\`${(tag as ts.JSDocParameterTag).name.getText()}\`: ${text}.`;
    default:
      return '';
  }
}

/** @throws Error if there is no such interface */
export function fieldsOf(name: string, all: Declarations): Field[] {
  const node = all.get(name);
  if (!node || !ts.isInterfaceDeclaration(node)) throw new Error(`there is no interface ${name}`);
  return node.members.filter(ts.isPropertySignature).map((member) => ({
    name: member.name.getText(),
    type: inline((member.type?.getText() ?? 'unknown').replace(/\/\*[\s\S]*?\*\//g, '')),
    optional: Boolean(member.questionToken),
    comment: commentOf(member),
  }));
}

/** The interfaces that this one extends, as they are written. */
export function basesOf(name: string, all: Declarations): string[] {
  const node = all.get(name);
  if (!node || !ts.isInterfaceDeclaration(node)) return [];
  return (node.heritageClauses ?? []).flatMap(({ types }) => types.map((type) => type.getText()));
}

/** The alternatives of a type that is one of several texts, with their comments. */
export function choicesOf(name: string, all: Declarations): { value: string; comment: string }[] {
  const node = all.get(name);
  if (!node || !ts.isTypeAliasDeclaration(node) || !ts.isUnionTypeNode(node.type)) {
    throw new Error(`${name} is no choice of several`);
  }
  const text = node.getSourceFile().text;
  return node.type.types.map((type) => {
    const [range] = (ts.getLeadingCommentRanges(text, type.getFullStart()) ?? []).slice(-1);
    const comment = range
      ? text.slice(range.pos, range.end).replace(/^\/\*+|\*+\/$|^\s*\*/gm, '')
      : '';
    return { value: type.getText(), comment: inline(comment) };
  });
}

/** Name, value and comment of each entry of an object that is a constant. */
export function entriesOf(name: string, all: Declarations): (Field & { value: string })[] {
  const node = all.get(name);
  const init = node && ts.isVariableDeclaration(node) ? node.initializer : undefined;
  const object = init && ts.isAsExpression(init) ? init.expression : init;
  if (!object || !ts.isObjectLiteralExpression(object)) throw new Error(`${name} is no object`);
  return object.properties.filter(ts.isPropertyAssignment).map((entry) => ({
    name: entry.name.getText(),
    value: entry.initializer.getText(),
    type: '',
    optional: false,
    comment: commentOf(entry),
  }));
}

/** Public methods and getters of a class and those it extends, each once. */
export function methodsOf(name: string, all: Declarations): Method[] {
  const node = all.get(name);
  if (!node || !ts.isClassDeclaration(node)) throw new Error(`there is no class ${name}`);
  const own = new Map<string, Method>();
  for (const member of node.members) {
    const isMethod = ts.isMethodDeclaration(member) || ts.isGetAccessor(member);
    if (!isMethod || hasModifier(member, ...HIDDEN)) continue;
    const key = member.name.getText();
    const before = own.get(key);
    // The last one of an overloaded method is what it does, not what callers see.
    if (before && before.signatures.length > 0 && ts.isMethodDeclaration(member) && member.body) {
      before.comment ||= commentOf(member);
      continue;
    }
    const signatures = [...(before?.signatures ?? []), signatureOf(member)];
    own.set(key, { name: key, signatures, comment: before?.comment || commentOf(member) });
  }
  const base = node.heritageClauses?.[0]?.types[0]?.expression.getText();
  const inherited = base ? methodsOf(base, all) : [];
  const merged = inherited.map((method) => {
    const over = own.get(method.name);
    own.delete(method.name);
    return over ? { ...over, comment: over.comment || method.comment } : method;
  });
  return [...merged, ...own.values()];
}

function signatureOf(member: ts.MethodDeclaration | ts.GetAccessorDeclaration): string {
  const text = member.getText();
  const head = member.body ? text.slice(0, text.length - member.body.getText().length) : text;
  const bare = inline(head).replace(/^(override |async |readonly )+/, '');
  return ts.isGetAccessor(member)
    ? bare.replace(/^get (\w+)\(\)/, 'readonly $1')
    : bare.replace(/;$/, '');
}
