import { onBeforeUnmount, ref, watch, type Ref } from 'vue';
import type { CarrierKind, PageLink } from '../../../src/store/live';
import type { CallSnapshot } from '../../../src/store/types';

/**
 * Tells which page the media of the call need now. It goes on being wanted after the end of a call, until its room is
 * left: a page that takes its media away before makes others see that this user left before they are told why.
 *
 * @param link each login has another one
 */
export function useWantedPage(
  phase: () => CallSnapshot['phase'],
  link: () => PageLink | undefined,
): Readonly<Ref<CarrierKind | undefined>> {
  const wanted = ref<CarrierKind>();
  let followed: PageLink | undefined;
  let unsubscribe = () => {};
  watch(
    phase,
    () => {
      const now = link();
      if (now === followed) return;
      unsubscribe();
      followed = now;
      wanted.value = now?.wanted;
      unsubscribe = now?.subscribe((next) => (wanted.value = next)) ?? (() => {});
    },
    { immediate: true },
  );
  onBeforeUnmount(() => unsubscribe());
  return wanted;
}
