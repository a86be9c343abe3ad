import { onScopeDispose, ref, watch, type Ref } from 'vue';
import { steadyNow } from '../../src/trtc-calling/steady-now';

/** Gives the time by the clock that calls are measured with, in ms, fresh every second while `active`; otherwise no timer runs. */
export function useNow(active: () => boolean): Ref<number> {
  const now = ref(steadyNow());
  let timer: ReturnType<typeof setInterval> | undefined;
  const stop = () => {
    clearInterval(timer);
    timer = undefined;
  };
  watch(
    active,
    (on) => {
      stop();
      if (!on) return;
      now.value = steadyNow();
      timer = setInterval(() => (now.value = steadyNow()), 1000);
    },
    { immediate: true },
  );
  onScopeDispose(stop);
  return now;
}
