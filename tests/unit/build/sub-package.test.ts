/** These tests hold what the plug-in finds, tells the dev server, and keeps in the build of an App. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { subPackage } from '../../../build/sub-package';

type ResolveId = (
  this: { resolve: (source: string, importer: string) => unknown },
  source: string,
  importer?: string,
) => Promise<unknown>;

let project: string;

/** A project as pnpm lays it out: the package is a link, and its SDKs lie beside the real folder only. */
beforeEach(() => {
  project = realpathSync(mkdtempSync(join(tmpdir(), 'pnpm-')));
  const real = join(project, 'node_modules/.pnpm/one/node_modules/trtc-calling-uni');
  mkdirSync(join(real, 'src'), { recursive: true });
  writeFileSync(join(real, 'src/index.ts'), '');
  symlinkSync(real, join(project, 'node_modules/trtc-calling-uni'), 'dir');
  mkdirSync(join(project, 'src'));
  writeFileSync(join(project, 'src/main.ts'), '');
});
afterEach(() => rmSync(project, { recursive: true }));

async function lookedFor(source: string, importer?: string): Promise<unknown[]> {
  const asked: unknown[] = [];
  const { resolveId } = subPackage('calls');
  await (resolveId as unknown as ResolveId).call(
    { resolve: (wanted, from) => asked.push([wanted, from]) },
    source,
    importer && join(project, importer),
  );
  return asked;
}

it('an SDK that our file asks for is looked for from where the file really is', async () => {
  const linked = 'node_modules/trtc-calling-uni/src/index.ts';
  const real = 'node_modules/.pnpm/one/node_modules/trtc-calling-uni/src/index.ts';
  const asked = [['tim-js-sdk', join(project, real)]];
  expect(await lookedFor('tim-js-sdk', linked)).toEqual(asked);
  expect(await lookedFor('tim-js-sdk', `${linked}?vue&type=script`)).toEqual(asked);
});

it.each([
  ['an import of the app', 'lodash', 'src/main.ts'],
  ['a file beside ours', './call', 'node_modules/trtc-calling-uni/src/index.ts'],
  ['an entry', 'src/main.ts', undefined],
  [
    'a file that is where it seems',
    'x',
    'node_modules/.pnpm/one/node_modules/trtc-calling-uni/src/index.ts',
  ],
])('%s is left to others', async (_, source, importer) => {
  expect(await lookedFor(source, importer)).toEqual([]);
});

describe('the dev server', () => {
  type Config = (
    config: { root: string },
    env: { command: string },
  ) => { optimizeDeps: { include: string[] } } | null;
  const toldTo = (command: string) =>
    (subPackage('calls').config as unknown as Config)({ root: project }, { command });

  it('knows the SDKs beside uni_modules before anybody logs in', () => {
    rmSync(join(project, 'node_modules/trtc-calling-uni'));
    for (const name of ['trtc-js-sdk', 'tim-js-sdk']) {
      mkdirSync(join(project, 'node_modules', name));
    }
    const include = ['tim-js-sdk', 'trtc-js-sdk/trtc.esm.js'];
    expect(toldTo('serve')).toEqual({ optimizeDeps: { include } });
  });

  it('finds those of an installed package with it', () => {
    expect(toldTo('serve')).toBeNull();
  });

  it('is all that is told: a build finds them by itself', () => {
    rmSync(join(project, 'node_modules/trtc-calling-uni'));
    expect(toldTo('build')).toBeNull();
  });
});

describe('an import of pages', () => {
  type Transform = (code: string, id: string) => { code: string } | null;
  const transformed = (code: string) =>
    (subPackage('calls').transform as unknown as Transform)(code, '/src/pages-json-js')?.code;

  it('uses the whole of each nvue page, which rollup would leave out', () => {
    const written = [
      "import('./a.nvue').then((res)=>{res()})",
      'import("./b/c.nvue").then((res) => { res(); })',
    ];
    expect(transformed(written.join('\n'))).toBe(
      'import(\'./a.nvue\').then(Object)\nimport("./b/c.nvue").then(Object)',
    );
  });

  it.each([
    "import('./a.nvue').then(({ default: page }) => use(page))",
    "import('./a.vue')",
    'x()',
  ])('stays as it is where it uses what it imports, or imports no nvue page: %s', (code) => {
    expect(transformed(code)).toBeUndefined();
  });
});
