/** This platform is a page with script tags: the SDKs are globals. */
import type { NetworkCheckOptions, NetworkReport } from '../diagnostics/network';
import { CallError, guarded } from '../errors';
import type { TrtcSdk } from '../media/web';
import { networkCheckBy } from './network-chunk/check';
import { webPlatform } from './web-platform';
import { reports } from './web-reports';

const SCRIPTS = { TRTC: 'trtc-js-sdk', TIM: 'tim-js-sdk', TSignaling: 'tsignaling' } as const;

function globalSdk(name: keyof typeof SCRIPTS): unknown {
  const sdk = (window as unknown as Record<string, unknown>)[name];
  if (!sdk) {
    throw CallError.sdkMissing(`load the script of ${SCRIPTS[name]} first (global ${name})`);
  }
  return sdk;
}

const globalTrtc = () => globalSdk('TRTC') as TrtcSdk;

export const platform = webPlatform(async () => {
  const TRTC = globalTrtc();
  return {
    TIM: globalSdk('TIM'),
    TSignaling: globalSdk('TSignaling'),
    loadTrtc: () => Promise.resolve(TRTC),
    reports,
  };
});

const check = networkCheckBy(async () => globalTrtc());

export const checkNetwork = (options: NetworkCheckOptions): Promise<NetworkReport> =>
  guarded(() => check(options));
