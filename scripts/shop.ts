// This file builds somebody else's small app as mini-program; with calls, it has this package in uni_modules.
import { spawnSync } from 'node:child_process';
import { cpSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

const APPS = 'tests/apps';
/** The folder of the unpacked package: `npm run tarball` makes it. */
const PACKAGE = 'dist/packed/package';

/**
 * @param folder where it is put, replaced; below this repo, whose node_modules it uses
 * @returns the folder of the built mini-program
 * @throws Error with what the build said
 */
export async function buildShop(folder: string, { calls }: { calls: boolean }): Promise<string> {
  rmSync(folder, { recursive: true, force: true });
  cpSync(`${APPS}/shop`, folder, { recursive: true });
  if (calls) {
    cpSync(`${APPS}/shop-with-calls`, folder, { recursive: true });
    cpSync(PACKAGE, join(folder, 'uni_modules/trtc-calling-uni'), { recursive: true });
  }
  const output = resolve(folder, 'dist');
  const uni = createRequire(resolve('package.json')).resolve(
    '@dcloudio/vite-plugin-uni/bin/uni.js',
  );
  const { status, stdout, stderr } = spawnSync('node', [uni, 'build', '-p', 'mp-weixin'], {
    cwd: folder,
    encoding: 'utf8',
    env: {
      ...process.env,
      NODE_ENV: 'production',
      UNI_INPUT_DIR: resolve(folder),
      UNI_OUTPUT_DIR: output,
    },
  });
  if (status !== 0) throw new Error(`${stdout}\n${stderr}`);
  return output;
}
