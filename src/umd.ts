/**
 * This door is for script tags: global `TRTCCalling`, after the globals TRTC, TIM and TSignaling.
 * @see docs/script-tag.md
 */
import { platform } from './platform/browser';
import type { TRTCCallingOptions } from './trtc-calling/parameters';
import { checkEnvironment, type CheckOptions, type EnvironmentReport } from './diagnostics';
import { CallError } from './errors';
import { TRTCCallingBase } from './trtc-calling/aliases';

export default class TRTCCalling extends TRTCCallingBase {
  static readonly CallError = CallError;

  /** The same as the method, before there is an instance or an SDKAppID. */
  static checkEnvironment(options?: CheckOptions): Promise<EnvironmentReport> {
    return checkEnvironment(platform.checks, options);
  }

  constructor(options: TRTCCallingOptions) {
    super(options, platform);
  }
}
