/**
 * These functions run in the page, in whichever browser it is, and say what the tests ask of it.
 */
import type { CallRecord } from '../../../src/store/types';

interface Recorded {
  captured: MediaStreamTrack[];
}

/** Runs in the page before anything else: keeps every track that a device gives. */
export function recordCaptures(): void {
  const captured: MediaStreamTrack[] = [];
  (window as unknown as Recorded).captured = captured;
  const devices = navigator.mediaDevices;
  // An insecure page has none.
  if (!devices) return;
  const capture = devices.getUserMedia.bind(devices);
  devices.getUserMedia = async (constraints) => {
    const stream = await capture(constraints);
    captured.push(...stream.getTracks());
    return stream;
  };
}

/** The kinds of what the page captures now: a track that was not ended keeps its device. */
export function liveCaptures(): string[] {
  return (window as unknown as Recorded).captured
    .filter((track) => track.readyState === 'live')
    .map(({ kind }) => kind)
    .sort();
}

/**
 * How loud it gets, 0…128, in what plays unmuted in these elements: silence is 0. It listens for up to three
 * seconds: the fake microphone beeps once a second.
 */
export async function loudestSound(players: string): Promise<number> {
  // The pages of a mini-program lie in a shadow tree.
  const find = (root: ParentNode): HTMLMediaElement[] => [
    ...root.querySelectorAll<HTMLMediaElement>(players),
    ...[...root.querySelectorAll('*')].flatMap(({ shadowRoot }) =>
      shadowRoot ? find(shadowRoot) : [],
    ),
  ];
  const streams = find(document)
    .filter((player) => !player.muted && !player.paused && player.currentTime > 0)
    .map((player) => player.srcObject as MediaStream | null)
    .filter((stream): stream is MediaStream => Boolean(stream?.getAudioTracks().length));
  if (streams.length === 0) return 0;
  const context = new AudioContext();
  await context.resume();
  const analyser = context.createAnalyser();
  for (const stream of streams) context.createMediaStreamSource(stream).connect(analyser);
  const samples = new Uint8Array(analyser.fftSize);
  let loudest = 0;
  const until = performance.now() + 3000;
  while (performance.now() < until && loudest < 3) {
    await new Promise((next) => requestAnimationFrame(next));
    analyser.getByteTimeDomainData(samples);
    loudest = Math.max(loudest, ...samples.map((sample) => Math.abs(sample - 128)));
  }
  await context.close();
  return loudest;
}

/** Reads how the last call of a user ended, as the page keeps it. */
export function lastRecord(userID: string): CallRecord | undefined {
  const stored = JSON.parse(localStorage.getItem(`trtc-calling:records:${userID}`) ?? '{}') as {
    data?: CallRecord[];
  };
  return stored.data?.[0];
}
