/**
 * For script tags: global `TRTCCalling`, after the globals TRTC, TIM and TSignaling.
 * @see docs/script-tag.md
 */
import { platform } from './platform/browser';
import type { TRTCCallingOptions } from './trtc-calling/parameters';
import { CallError } from './errors';
import { TRTCCallingBase } from './trtc-calling/aliases';

export default class TRTCCalling extends TRTCCallingBase {
  static readonly CallError = CallError;

  constructor(options: TRTCCallingOptions) {
    super(options, platform);
  }
}
