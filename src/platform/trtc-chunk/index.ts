import type { TrtcSdk } from '../../media/web';

/** Fetches trtc-js-sdk. Both modules are one chunk, see `sdk.ts`. */
export const importTrtc = (): Promise<TrtcSdk> =>
  Promise.all([import('./sdk'), import('./twin')]).then(([{ sdk }]) => sdk);
