import { onBeforeUnmount, ref, watch, type Ref } from 'vue';

/** Gives the time in epoch ms, fresh every second while `active`; otherwise no timer runs. */
export function useNow(active: () => boolean): Ref<number> {
  const now = ref(Date.now());
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
      now.value = Date.now();
      timer = setInterval(() => (now.value = Date.now()), 1000);
    },
    { immediate: true },
  );
  onBeforeUnmount(stop);
  return now;
}
