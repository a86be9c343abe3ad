import { onBeforeUnmount, ref, watch, type Ref } from 'vue';
import type { LiveView } from '../../src/store/live';
import type { CallSnapshot } from '../../src/store/types';

/**
 * Tells that a call is over and its room is still to be left: the live-pusher must stay in the page until then.
 * WeChat leaves the room with it, and who sees that before the last message has come reads that this user hung up.
 */
export function useLeaving(
  phase: () => CallSnapshot['phase'],
  liveView: () => LiveView | undefined,
): Readonly<Ref<boolean>> {
  const leaving = ref(false);
  let unsubscribe = () => {};
  watch(phase, (now) => {
    unsubscribe();
    unsubscribe = () => {};
    const live = now === 'ending' ? liveView() : undefined;
    leaving.value = live?.current.pusher !== undefined;
    if (!live || !leaving.value) return;
    unsubscribe = live.subscribeView(({ pusher }) => (leaving.value = pusher !== undefined));
  });
  onBeforeUnmount(() => unsubscribe());
  return leaving;
}
