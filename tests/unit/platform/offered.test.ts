/** A platform that the library has is one that the demo is built for, that is tested, and that users read of. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { platformFacts, type PlatformName } from '../../../components/shared/platform-facts';
import manifest from '../../../manifest.json';
import { devDependencies, scripts } from '../../../package.json';
import { conditional } from '../../support/uni-transform.cjs';

const root = resolve(__dirname, '../../..');
const textOf = (path: string) => readFileSync(resolve(root, path), 'utf8');

/** Each platform goes by these names elsewhere. */
const OFFERED: Record<
  PlatformName,
  {
    compiler: string;
    manifest: string;
    /** Begins its row in the README. */
    row: string;
    document: string;
  }
> = {
  h5: {
    compiler: '@dcloudio/uni-h5',
    manifest: 'h5',
    row: 'Calls between two H5 pages',
    document: 'docs/browsers.md',
  },
  'mp-weixin': {
    compiler: '@dcloudio/uni-mp-weixin',
    manifest: 'mp-weixin',
    row: 'WeChat mini-program ',
    document: 'docs/weixin.md',
  },
  app: {
    compiler: '@dcloudio/uni-app-plus',
    manifest: 'app-plus',
    row: 'App ',
    document: 'docs/hbuilderx.md',
  },
};

describe.each(Object.entries(OFFERED))('the platform %s', (name, offered) => {
  it('has its compiler, and scripts that serve and build the demo for it', () => {
    expect(devDependencies).toHaveProperty([offered.compiler]);
    expect(scripts).toMatchObject({
      [`dev:${name}`]: expect.stringContaining(`-p ${name}`),
      [`build:${name}`]: expect.stringContaining(`build -p ${name}`),
    });
  });

  it('is built by npm test', () => {
    expect(textOf('scripts/test.mjs')).toContain(`'build:${name}'`);
  });

  it('has its part of manifest.json', () => {
    expect(manifest).toHaveProperty([offered.manifest]);
  });

  it('has a document in English and in Chinese, and a row of the README that says how it is proved', () => {
    expect(textOf('README.md')).toContain(`\n| ${offered.row}`);
    const chinese = offered.document.replace('docs/', 'docs/zh-CN/');
    expect([offered.document, chinese].filter((path) => !existsSync(join(root, path)))).toEqual([]);
    expect(textOf('README.md')).toContain(`(${offered.document})`);
  });

  it('has its pictures in the tile of a person, if they are components', () => {
    const { liveComponents } = factsOn(name);
    const path = 'components/trtc-call-tile/trtc-call-tile.vue';
    const tile = conditional(textOf(path), name, path);
    const [, inside] = /class="trtc-tile__video">([^]*?)<\/view>/.exec(tile)!;
    expect(inside!.includes('<trtc-live-')).toBe(liveComponents);
  });
});

/** uni's compilers put the name into the environment. */
function factsOn(name: string) {
  const before = process.env.UNI_PLATFORM;
  process.env.UNI_PLATFORM = name;
  try {
    return platformFacts();
  } finally {
    // An assignment would leave the text 'undefined'.
    if (before === undefined) delete process.env.UNI_PLATFORM;
    else process.env.UNI_PLATFORM = before;
  }
}

it('no screen asks for a platform by its name', () => {
  const names = ['components', 'pages', 'entry'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(ts|vue|nvue)$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name)),
  );
  const asking = names
    .filter((path) => readFileSync(path, 'utf8').includes('UNI_PLATFORM'))
    .map((path) => path.slice(root.length + 1));
  // The one says what a platform can do, the other shows its name.
  expect(asking.sort()).toEqual([
    'components/shared/platform-facts.ts',
    'pages/diagnostics/facts.ts',
  ]);
});
