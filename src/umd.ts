/**
 * This door is for script tags: global `TRTCCalling`, after the globals TRTC, TIM and TSignaling.
 * @see docs/script-tag.md
 */
import { CallError } from './errors';
import { platform } from './platform/browser';
import { bindPlatform } from './trtc-calling/bind-platform';

const bound = bindPlatform(platform);

export default class TRTCCalling extends bound.TRTCCalling {
  static readonly CallError = CallError;

  /** The same as the method, before there is an instance or an SDKAppID. */
  static readonly checkEnvironment = bound.checkEnvironment;
}
