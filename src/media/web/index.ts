/** The web driver shows the platforms its factory and what their checks need. */
export { createWebMedia } from './driver';
export { enumerate, permissionOf } from './devices';
export type { TrtcSdk } from './sdk-loader';
export { createWebStats, type CreateStats } from './web-stats';
export { createWebProbe } from './network-probe';
