/** The door `trtc-calling-uni/store` holds all that an app uses of the stores. */
export { useCallStore } from './call';
export { LIVE_VIEW, type PageLink } from './live';
export { usePreferencesStore } from './preferences';
export type { CallControl, CallDevice, CallRecord, CallTarget, PlainError } from './types';
