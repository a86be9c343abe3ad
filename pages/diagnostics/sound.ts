/** Sound that is quieter than this counts as silence, in dB below full scale. */
const QUIETEST = -60;

/**
 * Measures how loud a stream is, 0…100, at every frame that the browser draws.
 *
 * @returns stops it and lets go of the sound device
 */
export function watchLevel(stream: MediaStream, report: (level: number) => void): () => void {
  if (typeof AudioContext !== 'function' || stream.getAudioTracks().length === 0) {
    return () => undefined;
  }
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  analyser.fftSize = 1024;
  context.createMediaStreamSource(stream).connect(analyser);
  // Made within a tap, but the permission prompt may have come between.
  void context.resume();
  // Bytes: Safari before 14.1 gives no floats.
  const samples = new Uint8Array(analyser.fftSize);
  let shown = 0;
  let frame = 0;
  const draw = () => {
    frame = requestAnimationFrame(draw);
    analyser.getByteTimeDomainData(samples);
    let power = 0;
    for (const sample of samples) power += ((sample - 128) / 128) ** 2;
    const decibels = 10 * Math.log10(power / samples.length || Number.MIN_VALUE);
    const now = Math.max(0, Math.min(100, 100 * (1 - decibels / QUIETEST)));
    // Rises at once and falls slowly, as people expect of a meter.
    shown = Math.round(Math.max(now, shown * 0.92));
    report(shown);
  };
  draw();
  return () => {
    cancelAnimationFrame(frame);
    void context.close();
  };
}

/** Two notes of a doorbell, in Hz. */
const NOTES = [660, 528];
const NOTE_SECONDS = 0.6;

/**
 * Plays a tone. Call it in a tap.
 *
 * @returns stops it
 */
export function playTone(ended: () => void): () => void {
  if (typeof AudioContext !== 'function') return () => undefined;
  const context = new AudioContext();
  void context.resume();
  let over = false;
  const stop = () => {
    if (over) return;
    over = true;
    void context.close();
    ended();
  };
  NOTES.forEach((frequency, index) => {
    const start = context.currentTime + 0.05 + index * NOTE_SECONDS * 0.7;
    const volume = context.createGain();
    volume.gain.setValueAtTime(0, start);
    volume.gain.linearRampToValueAtTime(0.3, start + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.001, start + NOTE_SECONDS);
    const note = context.createOscillator();
    note.frequency.value = frequency;
    note.connect(volume).connect(context.destination);
    note.start(start);
    note.stop(start + NOTE_SECONDS);
    if (index === NOTES.length - 1) note.onended = stop;
  });
  return stop;
}
