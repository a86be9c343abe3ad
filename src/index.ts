/** This file is the public surface, on the platform that is being built for. */
import {
  checkEnvironment as check,
  type CheckOptions,
  type EnvironmentReport,
} from './diagnostics';
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

export * from './trtc-calling/public';
