import { inject, provide, shallowRef, watch, type InjectionKey, type Ref } from 'vue';
import type { CallSnapshot } from '../../src/store/types';

type Quality = CallSnapshot['quality'];

const QUALITY: InjectionKey<() => Quality> = Symbol('trtc-call-quality');

/**
 * Gives screens the snapshot of the call, and the same object as before if only the quality of the
 * network has changed. That changes as often as it is measured, and a snapshot is handed down through
 * all components; in WeChat each rendering crosses to another thread. A component that shows the
 * quality reads it by {@link useQuality} whenever it renders anyway.
 */
export function useStableSnapshot(current: () => CallSnapshot): Readonly<Ref<CallSnapshot>> {
  const call = shallowRef(current());
  let { quality } = call.value;
  provide(QUALITY, () => quality);
  watch(
    current,
    (next) => {
      quality = next.quality;
      if (!differsByQualityOnly(next, call.value)) call.value = next;
    },
    { flush: 'sync' },
  );
  return call;
}

/**
 * Finds the quality of the network that the kit around knows.
 *
 * @param given reads what is known without a kit around
 * @returns reads the latest quality, without depending on it
 */
export const useQuality = (given: () => Quality): (() => Quality) => inject(QUALITY, given, false);

function differsByQualityOnly(next: CallSnapshot, before: CallSnapshot): boolean {
  const names = Object.keys(next) as (keyof CallSnapshot)[];
  return names.every((name) => name === 'quality' || next[name] === before[name]);
}
