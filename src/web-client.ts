/** The client of web pages. It has a file of its own so that a page which only names errors leaves it out. */
import { platform } from './platform/h5';
import { TRTCCallingBase } from './trtc-calling/aliases';
import type { TRTCCallingOptions } from './trtc-calling/parameters';

/** Audio and video calls. */
export default class TRTCCalling extends TRTCCallingBase {
  constructor(options: TRTCCallingOptions) {
    super(options, platform);
  }
}
