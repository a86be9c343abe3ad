import { onHide, onShow, onUnload } from '@dcloudio/uni-app';
import { onBeforeUnmount, ref } from 'vue';
import { serverAddress } from './session';

/** ms between two questions. */
const INTERVAL = 3000;

/**
 * Asks every few seconds, while the page shows, who is online. Only the local cloud tells; with a real
 * account `known` stays false.
 */
export function usePresence() {
  const online = ref<string[]>([]);
  const known = ref(false);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let active = false;

  function ask(): void {
    uni.request({
      url: `${serverAddress()}/cloud/presence`,
      success: ({ statusCode, data }) => {
        const users = (data as { online?: unknown } | undefined)?.online;
        known.value = statusCode === 200 && Array.isArray(users);
        online.value = known.value ? (users as string[]).map(String) : [];
        // Not there: it will not come either.
        if (known.value) again();
      },
      fail: () => {
        known.value = false;
        again();
      },
    });
  }
  function again(): void {
    clearTimeout(timer);
    if (active) timer = setTimeout(ask, INTERVAL);
  }
  function start(): void {
    if (active) return;
    active = true;
    ask();
  }
  function stop(): void {
    active = false;
    clearTimeout(timer);
  }
  onShow(start);
  onHide(stop);
  onUnload(stop);
  onBeforeUnmount(stop);

  return { online, known };
}
