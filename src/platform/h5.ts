/** This platform is a page of a web bundler: every SDK is a chunk, loaded when it is needed. */
import { CallError } from '../errors';
import type { TrtcSdk } from '../media/web';
import { webPlatform } from './web-platform';

/** CommonJS modules come with or without a default export, as the bundler likes. */
const exported = (module: object): unknown => (module as { default?: unknown }).default ?? module;

const loaded = (name: string, loading: Promise<object>): Promise<unknown> =>
  loading.then(exported, (error) => {
    throw CallError.sdkMissing(name, error);
  });

export const platform = webPlatform(async () => {
  const [TIM, TSignaling] = await Promise.all([
    loaded('tim-js-sdk', import('tim-js-sdk')),
    loaded('tsignaling', import('tsignaling')),
  ]);
  const loadTrtc = () => loaded('trtc-js-sdk', import('trtc-js-sdk/trtc.esm.js'));
  return { TIM, TSignaling, loadTrtc: loadTrtc as () => Promise<TrtcSdk> };
});
