/** The store of the screens knows whether anything shows the call, and says once what was forgotten. */
import { defineStore } from 'pinia';
import { createLogger } from '../log';

/** ms in which a page has opened, also on a slow phone. */
const PATIENCE = 4000;

/** A screen is a kit in a page of the app. */
export interface CallScreen {
  /** Tells whether a call is seen on it now. */
  shows(): boolean;
  /** What to say to the developer when this screen should lead to one that shows the call, and none does. */
  forgotten?(): string;
}

/** The page on top, as pages.json has it; '' where there are none, as without uni. */
function topPage(): string {
  const pages = typeof getCurrentPages === 'function' ? getCurrentPages() : [];
  return pages[pages.length - 1]?.route ?? '';
}

function noKit(): string {
  const page = topPage();
  return (
    `a call is here, and nothing shows it. Add <trtc-call-kit /> to the template of ${page ? `the page ${page}` : 'the page'}, ` +
    'and of each other page during which there may be a call. If it is there, easycom does not know it: ' +
    'with npm, easycom.custom of pages.json needs "^trtc-(.*)": "trtc-calling-uni/components/trtc-$1/trtc-$1.vue". ' +
    'An app that draws calls itself says so: store.attach(calling, { ownScreens: true })'
  );
}

export const useScreensStore = defineStore('trtc-call-screens', () => {
  const screens = new Set<CallScreen>();
  const log = createLogger().scoped('screens');
  let isTold = false;
  let isAppHidden = false;

  /** Counts on this screen from now on. @returns forgets it */
  function add(screen: CallScreen): () => void {
    screens.add(screen);
    return () => void screens.delete(screen);
  }

  /** Says what was forgotten: the first thing only, because the others come of it. */
  function tell(line: string): void {
    if (isTold) return;
    isTold = true;
    log.warn(line);
  }

  /** Looks in a while whether anything shows the call. @param lives tells whether it still goes on */
  function expectCall(lives: () => boolean): void {
    setTimeout(() => {
      // A page in the background has hidden its kits, too.
      const isHidden = isAppHidden || (typeof document !== 'undefined' && document.hidden);
      if (!lives() || isHidden) return;
      const all = [...screens];
      if (all.some((screen) => screen.shows())) return;
      const leading = all.find((screen) => screen.forgotten);
      tell(leading?.forgotten?.() ?? noKit());
    }, PATIENCE);
  }

  return {
    add,
    tell,
    expectCall,
    /** Tells that the App is hidden or shown: a hidden one opens no page for a call. */
    setHidden: (isHidden: boolean) => {
      isAppHidden = isHidden;
    },
  };
});
