import { shallowRef } from 'vue';
import type { useCallStore } from '../../src/store/call';
import type { CallDevice, DeviceKind } from '../../src/store/types';

/** Fills the sheet of devices: what there is of each kind, and which of it the call uses. */
export function useDevices(store: ReturnType<typeof useCallStore>) {
  const lists = shallowRef<Record<DeviceKind, CallDevice[]>>();

  async function open(): Promise<void> {
    const [video, audio, speaker] = await Promise.all([
      store.isVideo ? store.cameras() : [],
      store.microphones(),
      store.speakers(),
    ]);
    if (store.isConnected) lists.value = { video, audio, speaker };
  }
  function choose(kind: DeviceKind, deviceId: string): void {
    if (!lists.value) return;
    const marked = lists.value[kind].map((device) => {
      return { ...device, inUse: device.deviceId === deviceId };
    });
    lists.value = { ...lists.value, [kind]: marked };
    store.switchDevice(kind, deviceId);
  }
  function close(): void {
    lists.value = undefined;
  }
  return { lists, open, choose, close };
}
