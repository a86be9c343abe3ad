/** What an app uses of the stores: `trtc-calling-uni/store`. */
export { useCallStore } from './call';
export { LIVE_VIEW } from './live';
export { usePreferencesStore } from './preferences';
export type { CallControl, CallDevice, CallRecord, CallTarget, PlainError } from './types';
