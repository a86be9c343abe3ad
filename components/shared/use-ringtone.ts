import { onBeforeUnmount, watch } from 'vue';

/** A sound that plays in a loop until it is stopped. */
interface Ring {
  stop(): void;
}

/**
 * Plays a sound while somebody calls. A browser may forbid it before the first tap; then the
 * screen and, where the phone has one, the vibration have to do. It never throws.
 */
export function useRingtone(source: () => string, ringing: () => boolean): void {
  let ring: Ring | undefined;
  const stop = () => {
    ring?.stop();
    ring = undefined;
  };
  watch(
    ringing,
    (on) => {
      stop();
      const src = source();
      if (!on || !src) return;
      try {
        ring = startRing(src);
        uni.vibrateLong?.({ fail: () => {} });
      } catch {
        // Silence is no reason to miss a call.
      }
    },
    { immediate: true },
  );
  onBeforeUnmount(stop);
}

/** Plays a sound in a loop. It may throw where there is no sound at all. */
export function startRing(src: string): Ring {
  // uni's own player on H5 leaves a refused play() as an unhandled rejection.
  if (typeof Audio === 'function') {
    const audio = new Audio(src);
    audio.loop = true;
    audio.play()?.catch(() => {});
    return {
      stop() {
        audio.pause();
        audio.removeAttribute('src');
      },
    };
  }
  const audio = uni.createInnerAudioContext();
  audio.src = src;
  audio.loop = true;
  audio.onError(() => {});
  audio.play();
  return {
    stop() {
      audio.stop();
      audio.destroy();
    },
  };
}
