/** The native back end of an App: its factory, and its media over the plug-in of a stage page. */
export { createNativeMedia } from './driver';
export type { FromPlugin, ToPlugin } from './line';
export { StageMedia } from './stage-media';
