import { onBackPress } from '@dcloudio/uni-app';
import { computed, watch, type Ref } from 'vue';
import type { useCallStore } from '../../../src/store/call';
import { useAppCallStore } from './app-call';
import { useWantedPage } from './use-wanted-page';

interface Kit {
  store: ReturnType<typeof useCallStore>;
  /** This kit is the call page. */
  isPage: boolean;
  ringtone(): string;
  /** @returns whether a sheet was open */
  closeSheet(): boolean;
}

/**
 * Lets a kit live in an App.
 *
 * @returns whether the web view of the call page has to be there for media: from the ringing on, so that an answer
 * waits for nothing, until the room is left
 */
export function useAppCall({ store, isPage, ringtone, closeSheet }: Kit): Readonly<Ref<boolean>> {
  const app = useAppCallStore();
  watch(ringtone, (source) => source && app.setRingtone(source), { immediate: true });
  if (isPage) {
    onBackPress(({ from }) => {
      // Who goes back by code has decided.
      if (from !== 'backbutton') return false;
      return closeSheet() || app.pressBack();
    });
  }
  const link = () => store.pageLink();
  const wanted = useWantedPage(() => store.snapshot.phase, link);
  return computed(() => wanted.value === 'web' || (store.isBusy && link()?.kind === 'web'));
}
