/** The driver of Apps shows the platform its factory and what it needs around it. */
export type { AppDevice, AppPermissions, PermissionState } from './app-media';
export { createAppMedia } from './driver';
export { letGoOfAbandoned } from './native/abandoned';
export { isNativePlugin } from './native/plugin';
