import { defineStore } from 'pinia';
import { computed, reactive, watch } from 'vue';
import { describeCause } from '../../src/errors';
import { watchApp } from '../../src/store/app-visibility';
import { useCallStore } from '../../src/store/call';
import { useScreensStore } from '../../src/store/screens';
import { CallPageKeeper } from './call-page-keeper';

/** Says what a developer has to add who forgot to register the page. */
const notOpened = (url: string, error: unknown) =>
  `The call page ${url} did not open: ${describeCause(error)}. Add { "path": "${url.slice(1)}" } to the pages of ` +
  'pages.json, with <trtc-call-kit page /> in it, or name another page: <trtc-call-kit call-page="/…" />';

/** The store of the call page lets all kits of an app share one keeper of the call page. */
export const useCallPageStore = defineStore('trtc-call-page', () => {
  const call = useCallStore();
  const screens = useScreensStore();
  const keeper = reactive(
    new CallPageKeeper({
      call,
      pages: {
        list: () => getCurrentPages(),
        open: async (url, inPlace) => (inPlace ? uni.redirectTo({ url }) : uni.navigateTo({ url })),
        back: (delta) => void uni.navigateBack({ delta }),
      },
      failed: (url, error) => screens.tell(notOpened(url, error)),
      after: (ms, callback) => void setTimeout(callback, ms),
      // #ifdef APP-PLUS
      app: { openTimeout: 3000 },
      // #endif
    }),
  );

  watchApp((isHidden) => {
    // #ifdef APP-PLUS
    screens.setHidden(isHidden);
    // #endif
    keeper.setHidden(isHidden);
  });

  // Nobody sees the end of a call without its page.
  watch(
    () => call.ended,
    (end) => {
      if (end && keeper.pages === 0 && !keeper.isOpening) call.dismissEnd();
    },
  );

  return {
    isOpening: computed(() => keeper.isOpening),
    show: (url: string) => keeper.show(url),
    carry: () => keeper.carry(),
    // #ifdef APP-PLUS
    /** As `carry`, for a page without a kit, which shows the call by itself: the stage page. */
    carryBy(route: string): () => void {
      const forget = screens.add({ shows: () => true });
      const release = keeper.carry(route);
      return () => {
        forget();
        release();
      };
    },
    // #endif
  };
});
