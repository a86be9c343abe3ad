export { createWebMedia } from './driver';
export { enumerate, permissionOf } from './devices';
export type { WebMediaOptions } from './driver';
export type { TrtcSdk } from './sdk-loader';
