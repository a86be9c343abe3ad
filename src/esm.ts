/** This door is for web bundlers other than uni-app's: the SDKs are lazy chunks of the app. */
import { platform } from './platform/h5';
import type { TRTCCallingOptions } from './trtc-calling/parameters';
import {
  checkEnvironment as check,
  type CheckOptions,
  type EnvironmentReport,
} from './diagnostics';
import { TRTCCallingBase } from './trtc-calling/aliases';

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
