/** The live view reaches the components that render it by injection. */
import type { InjectionKey } from 'vue';
import type { LiveView } from '../trtc-calling/live';

export type * from '../trtc-calling/live';

/**
 * Provided by the call kit, for its live components. A function, because a login makes another view.
 * @returns undefined where nobody is logged in, and on platforms whose pictures are no components
 */
export const LIVE_VIEW: InjectionKey<() => LiveView | undefined> = Symbol('trtc-live-view');
