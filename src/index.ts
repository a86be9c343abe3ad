/** This file is the public surface, on the platform that is being built for. */
import {
  checkEnvironment as check,
  type CheckOptions,
  type EnvironmentReport,
} from './diagnostics';
import type { NetworkCheckOptions, NetworkReport } from './diagnostics/network';
import { guarded } from './errors';
import { platform } from './platform/index';
import { TRTCCallingBase } from './trtc-calling/aliases';
import type { TRTCCallingOptions } from './trtc-calling/parameters';

/** Audio and video calls on H5, in WeChat mini-programs and in uni-app Apps. */
export default class TRTCCalling extends TRTCCallingBase {
  constructor(options: TRTCCallingOptions) {
    super(options, platform);
  }
}

/** The same as the method, before there is an instance or an SDKAppID. */
export function checkEnvironment(options?: CheckOptions): Promise<EnvironmentReport> {
  return check(platform.checks, options);
}

/**
 * Measures, before a call, what this device can send and receive: two clients in a room of their own, for 15 seconds. Nobody
 * is asked for a camera or a microphone. In H5 pages; in mini-programs and Apps it rejects with 60006 and says what helps.
 *
 * @throws CallError 60006, 61001, 61007–61012, 61018; both clients have left then
 */
export function checkNetwork(options: NetworkCheckOptions): Promise<NetworkReport> {
  return guarded(async () => (await platform.loadNetworkCheck())(options));
}

export * from './trtc-calling/public';
