import { onBeforeUnmount, watch } from 'vue';
import { useCallStore } from '@/src/store/call';

/** Phases of a call that would be lost with the page; one that rings is only missed. */
const RUNNING = ['dialing', 'inviting', 'accepting', 'connected'];

/**
 * Lets the browser ask before the user leaves the site while a call runs, by the back button, a reload
 * or a closed tab. The browser chooses the words. It listens only then, since a page with such a listener
 * is not kept in the browser's back-forward cache. It does nothing on platforms without a window.
 */
export function useLeaveGuard(): void {
  if (typeof window === 'undefined' || !window.addEventListener) return;
  const store = useCallStore();
  const ask = (event: BeforeUnloadEvent) => {
    event.preventDefault();
    // Chrome before 119 and Safari ask only for this.
    event.returnValue = '';
  };
  const stop = () => window.removeEventListener('beforeunload', ask);
  watch(
    () => RUNNING.includes(store.snapshot.phase),
    (runs) => (runs ? window.addEventListener('beforeunload', ask) : stop()),
    { immediate: true },
  );
  onBeforeUnmount(stop);
}
