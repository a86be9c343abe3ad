import { ref, shallowRef } from 'vue';
import type { useCallStore } from '../../src/store/call';
import type { CallDevice } from '../../src/store/types';

/** The device sheet: what there is, and what was chosen. */
export function useDevices(store: ReturnType<typeof useCallStore>) {
  const lists = shallowRef<{ cameras: CallDevice[]; microphones: CallDevice[] }>();
  const chosen = ref<{ audio?: string; video?: string }>({});

  async function open(): Promise<void> {
    const [cameras, microphones] = await Promise.all([
      store.isVideo ? store.cameras() : [],
      store.microphones(),
    ]);
    if (store.isConnected) lists.value = { cameras, microphones };
  }
  function choose(kind: 'audio' | 'video', deviceId: string): void {
    chosen.value = { ...chosen.value, [kind]: deviceId };
    store.switchDevice(kind, deviceId);
  }
  function close(): void {
    lists.value = undefined;
  }
  return { lists, chosen, open, choose, close };
}
