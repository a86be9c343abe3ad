/** This file is the public surface, on the platform that is being built for. */
import { platform } from './platform/index';
import { bindPlatform } from './trtc-calling/bind-platform';

const bound = bindPlatform(platform);

/** Audio and video calls on H5, in WeChat mini-programs and in uni-app Apps. */
export default class TRTCCalling extends bound.TRTCCalling {}

/** The same as the method, before there is an instance or an SDKAppID. */
export const { checkEnvironment } = bound;

export * from './trtc-calling/public';
