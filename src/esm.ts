/** For web bundlers other than uni-app's: the SDKs are lazy chunks of the app. */
import { platform } from './platform/h5';
import type { TRTCCallingOptions } from './trtc-calling/parameters';
import { TRTCCallingBase } from './trtc-calling/aliases';

export default class TRTCCalling extends TRTCCallingBase {
  constructor(options: TRTCCallingOptions) {
    super(options, platform);
  }
}

export * from './trtc-calling/public';
