/** The public surface, on the platform that is being built for. */
import { TRTCCallingBase } from './trtc-calling/aliases';
import type { TRTCCallingOptions } from './trtc-calling/parameters';
import { platform } from './platform/index';

/** Audio and video calls on H5, in WeChat mini-programs and in uni-app Apps. */
export default class TRTCCalling extends TRTCCallingBase {
  constructor(options: TRTCCallingOptions) {
    super(options, platform);
  }
}

export * from './trtc-calling/public';
