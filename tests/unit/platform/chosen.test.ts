/** A build has the platform that it is made for, as uni's conditional compilation leaves it. */
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import ts from 'typescript';
import type { PlatformName } from '../../../components/shared/platform-facts';
import { checkEnvironment } from '../../../src/diagnostics';
import { platform as none } from '../../../src/platform/no-platform';
import { TRTCCallingBase } from '../../../src/trtc-calling/aliases';
import { conditional } from '../../support/uni-transform.cjs';

const index = resolve(__dirname, '../../../src/platform/index.ts');

/** Runs `index.ts` as that build has it; the platforms themselves are only named. */
function chosenIn(build: string): { platform: unknown; imported: string[] } {
  const source = conditional(readFileSync(index, 'utf8'), build, index);
  const { outputText } = ts.transpileModule(source, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2021 },
  });
  const exported = { platform: undefined as unknown };
  const imported: string[] = [];
  new Function('exports', 'require', outputText)(exported, (path: string) => {
    imported.push(path);
    return { platform: path };
  });
  return { platform: exported.platform, imported };
}

const FILES: Record<PlatformName, string> = {
  h5: './h5',
  'mp-weixin': './weixin',
  app: './app',
};

it.each(Object.entries(FILES))(
  'a build for %s has the platform of %s and imports no other',
  (build, path) => {
    expect(chosenIn(build)).toEqual({ platform: path, imported: ['./no-platform', path] });
  },
);

it('each platform of index.ts has its name in PlatformName', () => {
  const offered = [...readFileSync(index, 'utf8').matchAll(/^import \{ .* \} from '(.*)';$/gm)]
    .map(([, path]) => path!)
    .filter((path) => path !== './no-platform');
  expect(offered.sort()).toEqual(Object.values(FILES).sort());
});

it('a build for anything else has a platform that says so', () => {
  expect(chosenIn('mp-alipay').platform).toBe('./no-platform');
});

it('each platform of this folder is chosen in index.ts, or has a door of its own', () => {
  const source = resolve(index, '../..');
  const textOf = (path: string) => readFileSync(resolve(source, path), 'utf8');
  const platforms = readdirSync(resolve(source, 'platform'))
    .filter((name) => name.endsWith('.ts') && name !== 'index.ts')
    .filter((name) => /^export const platform\b/m.test(textOf(`platform/${name}`)))
    .map((name) => name.replace('.ts', ''));
  expect(platforms).toContain('browser');
  const doors = ['platform/index.ts', 'web-client.ts', 'umd.ts'].map(textOf).join('\n');
  const unchosen = platforms.filter((name) => !doors.includes(`/${name}';`));
  expect(unchosen).toEqual([]);
});

describe('the client of a build that has no platform', () => {
  const refusal = {
    code: 60006,
    message: expect.stringMatching(/WeChat mini-program.*#ifdef H5 \|\| MP-WEIXIN/),
  };

  it('login() rejects with 60006 and names the platforms that there are', async () => {
    const calling = new TRTCCallingBase({ SDKAppID: 1400000000 }, none);
    calling.setLogLevel(4);
    const login = calling.login({ userID: 'alice', userSig: 'signature' });
    await expect(login).rejects.toMatchObject(refusal);
  });

  it('checkEnvironment() rejects with the same', async () => {
    await expect(checkEnvironment(none.checks)).rejects.toMatchObject(refusal);
  });

  it('checkNetwork() rejects with the same', async () => {
    await expect(none.loadNetworkCheck()).rejects.toMatchObject(refusal);
  });
});
