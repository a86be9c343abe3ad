import { defineStore } from 'pinia';
import { ref, watch } from 'vue';
import { useCallStore } from '../../src/store/call';

/** ms in which another call page may take over from one that has gone, and between two tries to open one. */
const GRACE = 300;

/** A page that cannot be opened, as while WeChat is still changing pages, is tried so many times. */
const MOST_TRIES = 3;

/** WeChat keeps so many pages at the most. */
const MOST_PAGES = 10;

/**
 * The store of the call page keeps a call and the page that carries it together, where no view can cover
 * other pages: in mini-programs and in the App.
 *
 * When the page goes while the call lives, a call that rings gets its page back. A call on the way out
 * gets it back, too, unless the user went back from it: then it is cancelled. A call that has been
 * answered is hung up, since the page took the way into the room with it, and the others have seen this
 * user leave.
 */
export const useCallPageStore = defineStore('trtc-call-page', () => {
  const call = useCallStore();
  /** Counts the call pages that are there. */
  const pages = ref(0);
  const isOpening = ref(false);

  /** Opens the call page, or goes back to it if it lies below others. */
  function show(url: string): void {
    if (pages.value === 0) return void open(url);
    const routes = getCurrentPages().map(({ route }) => `/${route}`);
    const delta = routes.length - 1 - routes.lastIndexOf(url);
    if (delta > 0 && delta < routes.length) void uni.navigateBack({ delta });
  }

  async function open(url: string, tries = 1): Promise<void> {
    // The kits of several pages see the same call.
    if (pages.value > 0 || (isOpening.value && tries === 1)) return;
    isOpening.value = true;
    const isFull = getCurrentPages().length >= MOST_PAGES;
    try {
      await (isFull ? uni.redirectTo({ url }) : uni.navigateTo({ url }));
    } catch {
      if (tries < MOST_TRIES && call.isBusy) {
        return void setTimeout(() => open(url, tries + 1), GRACE);
      }
    }
    isOpening.value = false;
  }

  /**
   * Tells that the page on top carries the call from now on.
   *
   * @returns to be called when that page goes
   */
  function carry(): () => void {
    const [below, own] = getCurrentPages().slice(-2);
    const url = `/${(own ?? below)?.route}`;
    pages.value += 1;
    isOpening.value = false;
    return () => {
      pages.value -= 1;
      setTimeout(() => reconcile(url, own && below), GRACE);
    };
  }

  /** @param below the page that the user sees after going back from the one that has gone */
  function reconcile(url: string, below: unknown): void {
    const { phase } = call.snapshot;
    if (pages.value > 0 || phase === 'idle' || phase === 'ending') return;
    const [top] = getCurrentPages().slice(-1);
    const wentBack = below !== undefined && top === below;
    if (phase === 'ringing' || (call.isOutgoing && !wentBack)) void open(url);
    else call.hangup();
  }

  // Nobody sees the end of a call without its page.
  watch(
    () => call.ended,
    (end) => {
      if (end && pages.value === 0 && !isOpening.value) call.dismissEnd();
    },
  );

  return { pages, isOpening, show, carry };
});
