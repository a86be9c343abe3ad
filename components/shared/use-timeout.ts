import { onScopeDispose, watch } from 'vue';

/** Calls back once `seconds` have been the same for that long; 0 waits for nothing. */
export function useTimeout(seconds: () => number, callback: () => void): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  watch(
    seconds,
    (wait) => {
      clearTimeout(timer);
      if (wait > 0) timer = setTimeout(callback, wait * 1000);
    },
    { immediate: true },
  );
  onScopeDispose(() => clearTimeout(timer));
}
