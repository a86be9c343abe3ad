/** A second engine is what a page of its own context gets that imports the library instead of the stage's parts. */
import { resolve } from 'node:path';
import { build } from 'esbuild';

/** @returns the script of an engine that logs this user in, whatever the page around it does */
export async function secondEngine(origin: string, userID: string): Promise<string> {
  const contents = `
    import { TRTCCallingBase } from './src/trtc-calling/aliases';
    import { platform } from './src/platform/app';
    uni.request({
      url: '${origin}/usersig',
      method: 'POST',
      data: { userID: '${userID}' },
      success: ({ data: { SDKAppID, userSig, proxy } }) =>
        new TRTCCallingBase({ SDKAppID, proxy }, platform)
          .login({ userID: '${userID}', userSig })
          .catch(() => undefined),
    });`;
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: resolve('.'), loader: 'ts' },
    ...{ bundle: true, write: false, format: 'iife', logLevel: 'error' },
  });
  return outputFiles[0]!.text;
}
