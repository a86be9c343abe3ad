/** What screens have to know of the platform stands in this table; no screen asks for a platform by its name. */

/** The builds that have a platform in `src/platform/index.ts`, as uni names them. */
export type PlatformName = 'h5' | 'mp-weixin' | 'app';

export interface PlatformFacts {
  /** It is a page of a browser: it has an origin of its own, and a second tab is a second user. */
  browser: boolean;
  /** The kit can cover the page in which it stands; else a call has a page of its own. */
  covers: boolean;
  /** Pictures are components of the page, which `trtc-call-tile` has. */
  liveComponents: boolean;
  /** A menu is drawn over the right corner of a page without a navigation bar. */
  menuOverPage: boolean;
  /** A canvas is drawn on by its node; else by uni's own context. */
  canvasNodes: boolean;
}

const FACTS: Record<PlatformName, PlatformFacts> = {
  h5: {
    browser: true,
    covers: true,
    liveComponents: false,
    menuOverPage: false,
    canvasNodes: false,
  },
  'mp-weixin': {
    browser: false,
    covers: false,
    liveComponents: true,
    menuOverPage: true,
    canvasNodes: true,
  },
  app: {
    browser: false,
    covers: false,
    liveComponents: false,
    menuOverPage: false,
    canvasNodes: false,
  },
};

/** @returns what holds in this build; in one without a platform there is nothing to rely on, as in the App */
export const platformFacts = (): PlatformFacts =>
  FACTS[process.env.UNI_PLATFORM as PlatformName] ?? FACTS.app;
