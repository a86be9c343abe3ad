/** The silence is 8 samples of 8-bit sound. */
const SILENCE =
  'data:audio/wav;base64,UklGRiwAAABXQVZFZm10IBAAAAABAAEAQB8AAEAfAAABAAgAZGF0YQgAAACAgICAgICAgA==';

/**
 * Plays a moment of silence within the user's tap: browsers that ask for a gesture remember that
 * this page was allowed to sound, and let the streams sound that come later. Never throws.
 */
export function playSilence(): void {
  if (typeof Audio === 'undefined') return;
  const audio = new Audio(SILENCE);
  audio.setAttribute('playsinline', 'playsinline');
  const started: Promise<void> | undefined = audio.play();
  started?.then(
    () => audio.pause(),
    () => undefined,
  );
}
