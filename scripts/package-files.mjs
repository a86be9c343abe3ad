// What is published differs from the sources in a few files. `prepack` puts these in place and
// `postpack` takes them back, so that a plain `npm pack` makes the right tarball.
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
/** The originals, and the list of what was added; there only while npm packs. */
const KEPT = resolve(root, 'dist/kept');
const ADDED = join(KEPT, 'added.json');

const read = (file) => readFileSync(resolve(root, file), 'utf8');
const readJson = (file) => JSON.parse(read(file));
const json = (value) => `${JSON.stringify(value, null, 2)}\n`;

/** These fields say how the package is developed, and are of no use to who installs it. */
const OURS = ['scripts', 'devDependencies', 'overrides'];

/** @returns the manifest without what is ours, and a Node version only where Node runs it */
function publishedManifest() {
  const manifest = readJson('package.json');
  for (const key of OURS) delete manifest[key];
  delete manifest.engines.node;
  return json(manifest);
}

/**
 * The words of diagnostics are published once, as built. Components that show reports load that file by its place in the
 * package, since in uni_modules the package has no name that a bundler finds.
 */
const builtDoors = (text) =>
  text.replace(/'\.\.\/\.\.\/src\/diagnostics\/door'/g, "'../../dist/lib/esm/diagnostics.js'");

/**
 * Our sources are not to be checked with the options of somebody else's project, into whose `src`
 * uni_modules are put. Their types are built declarations.
 */
function unchecked(file) {
  const text = builtDoors(read(file));
  const mark = '// @ts-nocheck';
  return file.endsWith('.ts')
    ? `${mark}\n${text}`
    : text.replace(/(<script\b[^>]*\blang="ts"[^>]*>\n)/g, `$1${mark}\n`);
}

function sources() {
  return ['src', 'components']
    .flatMap((folder) =>
      readdirSync(resolve(root, folder), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1)),
    )
    .filter((file) => /\.(ts|n?vue)$/.test(file) && !file.endsWith('.d.ts'));
}

/** Doors that Node runs; the others are for an app's bundler. */
const TOOLS = ['./testing', './sub-package'];

/**
 * Folders by which tools that know no `exports` find the doors: HBuilderX, older TypeScript.
 *
 * `main` of a door for apps is its ES module: uni's compiler takes `main` alone for what lies in
 * `uni_modules`, and the CommonJS files are the web build.
 */
function folders() {
  const doors = Object.entries(readJson('package.json').exports)
    .filter(([path, target]) => path !== '.' && target.import)
    .map(([path, target]) => {
      const up = (to) => `.${to}`;
      const manifest = {
        main: up(TOOLS.includes(path) ? target.require.default : target.import.default),
        module: up(target.import.default),
        types: up(target.import.types),
        sideEffects: false,
      };
      return [`${path.slice(2)}/package.json`, json(manifest)];
    });
  return Object.fromEntries(doors);
}

/** By path, the text of each file that is published and differs, or is not there, in the sources. */
function published() {
  return {
    'package.json': publishedManifest(),
    'components.d.ts': read('dist/component-types.d.ts'),
    ...Object.fromEntries(sources().map((file) => [file, unchecked(file)])),
    ...folders(),
  };
}

/** Puts the published files in place. */
export function prepare() {
  restore();
  const added = [];
  for (const [file, text] of Object.entries(published())) {
    const path = resolve(root, file);
    if (existsSync(path)) {
      mkdirSync(dirname(join(KEPT, file)), { recursive: true });
      cpSync(path, join(KEPT, file));
    } else {
      added.push(file);
      mkdirSync(dirname(path), { recursive: true });
    }
    writeFileSync(path, text);
  }
  mkdirSync(KEPT, { recursive: true });
  writeFileSync(ADDED, json(added));
}

/** Puts the sources back, also after a packing that broke off. */
export function restore() {
  if (!existsSync(KEPT)) return;
  if (existsSync(ADDED)) {
    for (const file of JSON.parse(readFileSync(ADDED, 'utf8'))) {
      rmSync(dirname(resolve(root, file)), { recursive: true, force: true });
    }
    rmSync(ADDED);
  }
  cpSync(KEPT, root, { recursive: true });
  rmSync(KEPT, { recursive: true });
}
