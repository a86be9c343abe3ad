import { onBeforeUnmount, ref, type Ref } from 'vue';
import type { Frame } from './geometry';

/** Measures the screen, and again when it is turned or split. */
export function useFrame(): Readonly<Ref<Frame>> {
  const frame = ref(measured());
  const update = () => (frame.value = measured());
  uni.onWindowResize?.(update);
  onBeforeUnmount(() => uni.offWindowResize?.(update));
  return frame;
}

function measured(): Frame {
  const { windowWidth, windowHeight, statusBarHeight, safeAreaInsets } = uni.getSystemInfoSync();
  return {
    width: windowWidth,
    height: windowHeight,
    top: safeAreaInsets?.top ?? statusBarHeight ?? 0,
    bottom: safeAreaInsets?.bottom ?? 0,
  };
}
