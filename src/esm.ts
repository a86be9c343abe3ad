/** This door is for web bundlers other than uni-app's: the SDKs are lazy chunks of the app. */
import { platform } from './platform/h5';
import { bindPlatform } from './trtc-calling/bind-platform';

const bound = bindPlatform(platform);

export default class TRTCCalling extends bound.TRTCCalling {}

export const { checkEnvironment } = bound;

export * from './trtc-calling/public';
