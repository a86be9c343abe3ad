/** The live view and the page link reach the components that need them by injection. */
import type { InjectionKey } from 'vue';
import type { LiveView, PageLink } from '../trtc-calling/live';

export type * from '../trtc-calling/live';

/**
 * Provided by the call kit, for its live components. A function, because a login makes another view.
 * @returns undefined where nobody is logged in, and on platforms whose pictures are no components
 */
export const LIVE_VIEW: InjectionKey<() => LiveView | undefined> = Symbol('trtc-live-view');

/** Provided by the call kit, for the component that carries media in an App's call page; else as {@link LIVE_VIEW}. */
export const PAGE_LINK: InjectionKey<() => PageLink | undefined> = Symbol('trtc-page-link');
