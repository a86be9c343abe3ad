import { defineStore } from 'pinia';
import { computed, reactive, watch } from 'vue';
import { useCallStore } from '../../src/store/call';
import { CallPageKeeper } from './call-page-keeper';

/** The store of the call page lets all kits of an app share one keeper of the call page. */
export const useCallPageStore = defineStore('trtc-call-page', () => {
  const call = useCallStore();
  const keeper = reactive(
    new CallPageKeeper({
      call,
      pages: {
        list: () => getCurrentPages(),
        open: async (url, inPlace) => (inPlace ? uni.redirectTo({ url }) : uni.navigateTo({ url })),
        back: (delta) => void uni.navigateBack({ delta }),
      },
      after: (ms, callback) => void setTimeout(callback, ms),
    }),
  );

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
  };
});
