/** The devices of a phone that one tap turns over: the camera, and where the sound comes out. */
import { shallowRef } from 'vue';
import type { useCallStore } from '../../../src/store/call';
import type { CallDevice } from '../../../src/store/types';
import { LOUDSPEAKER } from './screen';

/** Lists what the call can use and uses, as far as its media have told. */
export function usePhoneDevices(store: ReturnType<typeof useCallStore>) {
  const cameras = shallowRef<CallDevice[]>([]);
  const speakers = shallowRef<CallDevice[]>([]);

  /** Asks the media for their devices. */
  async function refresh(): Promise<void> {
    const lists = await Promise.all([store.isVideo ? store.cameras() : [], store.speakers()]);
    [cameras.value, speakers.value] = lists;
  }
  /** Marks the device that was asked for, so that the next tap means the other one. */
  const marked = (devices: CallDevice[], deviceId: string) =>
    devices.map((device) => ({ ...device, inUse: device.deviceId === deviceId }));

  function flip(): void {
    const other = cameras.value.find(({ inUse }) => !inUse);
    if (!other) return;
    cameras.value = marked(cameras.value, other.deviceId);
    store.switchDevice('video', other.deviceId);
  }
  function setLoud(loud: boolean): void {
    const other = speakers.value.find(({ deviceId }) => (deviceId === LOUDSPEAKER) === loud);
    if (!other) return;
    speakers.value = marked(speakers.value, other.deviceId);
    store.switchDevice('speaker', other.deviceId);
  }
  return { cameras, speakers, refresh, flip, setLoud };
}
