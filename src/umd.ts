/**
 * This door is for script tags: global `TRTCCalling`, after the globals TRTC, TIM and TSignaling.
 * @see docs/script-tag.md
 */
import { checkEnvironment } from './web-check';
import { CallError } from './errors';
import { checkNetwork, platform } from './platform/browser';
import { TRTCCallingBase } from './trtc-calling/aliases';
import type { TRTCCallingOptions } from './trtc-calling/parameters';

export default class TRTCCalling extends TRTCCallingBase {
  static readonly CallError = CallError;

  /** The same as the method, before there is an instance or an SDKAppID. */
  static readonly checkEnvironment = checkEnvironment;

  /** Measures, before a call, what this device can send and receive. */
  static readonly checkNetwork = checkNetwork;

  constructor(options: TRTCCallingOptions) {
    super(options, platform);
  }
}
