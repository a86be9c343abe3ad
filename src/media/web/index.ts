export { createWebMedia } from './driver';
export type { WebMediaOptions } from './driver';
export type { TrtcSdk } from './sdk';
