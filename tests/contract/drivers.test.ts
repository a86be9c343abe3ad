/** Every driver that there is has a harness that takes it through the contract of its port. */
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const root = resolve(__dirname, '../..');

const foldersIn = (path: string) =>
  readdirSync(resolve(root, path), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);

/** What each TypeScript file of the folder imports, as one text. */
const importsIn = (path: string) =>
  readdirSync(resolve(root, path))
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(resolve(root, path, name), 'utf8'))
    .map((text) =>
      [...text.matchAll(/^import [^;]*? from '([^']+)';$/gm)].map(([, from]) => from!),
    );

const isTested = (imports: string[][], driver: string) =>
  imports.some(
    (from) =>
      from.some((path) => /^\.\/contract$|\/contract\/\w+\/cases$/.test(path)) &&
      from.some((path) => path.endsWith(`/${driver}`) || path.includes(`/${driver}/`)),
  );

it.each(foldersIn('src/media'))(
  'the driver in src/media/%s has a harness in tests/contract/media, or in a page of tests/e2e',
  (driver) => {
    // A driver of browsers runs in one: its page is a harness too.
    const imports = [...importsIn('tests/contract/media'), ...importsIn('tests/e2e/support/pages')];
    expect(isTested(imports, `src/media/${driver}`)).toBe(true);
  },
);

/** What all drivers write on the wire is no driver. */
const NO_DRIVER = ['wire'];

it.each(foldersIn('src/signaling').filter((folder) => !NO_DRIVER.includes(folder)))(
  'the driver in src/signaling/%s has a harness in tests/contract/signaling',
  (driver) => {
    expect(isTested(importsIn('tests/contract/signaling'), `src/signaling/${driver}`)).toBe(true);
  },
);
