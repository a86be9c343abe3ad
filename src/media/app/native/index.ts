/** The native back end of an App shows its page the factory, and what tells whether the plug-in is there. */
export { createNativeMedia } from './driver';
export { isNativePlugin } from './plugin';
export type { GlobalEvent } from './plugin';
