import { onHide, onUnload } from '@dcloudio/uni-app';
import { onBeforeUnmount, ref, shallowRef } from 'vue';
import { CallError, deviceError } from '@/src/index';
import { watchLevel } from './sound';

export interface Devices {
  cameras: MediaDeviceInfo[];
  microphones: MediaDeviceInfo[];
  speakers: MediaDeviceInfo[];
}

const NONE: Devices = { cameras: [], microphones: [], speakers: [] };

/**
 * Tries camera and microphone of this device, as the next call will take them. It shows the picture in
 * the element of this id, how loud the microphone is, and what else there is to choose from. All of it
 * is let go when the page is left, in whatever way, also while the browser still asks for permission.
 */
export function useDeviceTest(viewID: string) {
  const running = ref(false);
  /** The loudness of the microphone, 0…100. */
  const level = ref(0);
  const devices = shallowRef<Devices>(NONE);
  const chosen = ref<Chosen>({});
  const hasPicture = ref(false);
  const problem = ref<number>();

  let stream: MediaStream | undefined;
  let stopLevel = () => {};
  /** Counts starts and stops: a stream that comes for an earlier start is let go at once. */
  let round = 0;

  function release(): void {
    round++;
    stopLevel();
    stopLevel = () => {};
    stream?.getTracks().forEach((track) => track.stop());
    stream = undefined;
    document.getElementById(viewID)?.replaceChildren();
    level.value = 0;
    hasPicture.value = false;
  }

  function stop(): void {
    if (!running.value) return;
    release();
    running.value = false;
  }

  /** Starts the test. Call it in a tap, since the browser may ask. */
  async function start(): Promise<void> {
    release();
    const mine = round;
    running.value = true;
    problem.value = undefined;
    const taken = await take(chosen.value, (code) => (problem.value = code));
    if (mine !== round) return taken?.getTracks().forEach((track) => track.stop());
    if (!taken) {
      running.value = false;
      return;
    }
    stream = taken;
    stopLevel = watchLevel(taken, (loudness) => (level.value = loudness));
    show(taken);
    const { camera, microphone } = chosenOf(taken);
    chosen.value = { camera, microphone };
    // Only now the browser tells their names.
    const all = await navigator.mediaDevices.enumerateDevices();
    if (mine !== round) return;
    const ofKind = (kind: MediaDeviceKind) => all.filter((device) => device.kind === kind);
    devices.value = {
      cameras: ofKind('videoinput'),
      microphones: ofKind('audioinput'),
      speakers: ofKind('audiooutput'),
    };
  }

  function show(taken: MediaStream): void {
    const view = document.getElementById(viewID);
    if (!view || taken.getVideoTracks().length === 0) return;
    const picture = document.createElement('video');
    picture.muted = true;
    picture.autoplay = true;
    picture.setAttribute('playsinline', '');
    // Made by script, it does not carry the mark of a component's styles.
    Object.assign(picture.style, { width: '100%', height: '100%', objectFit: 'contain' });
    if (isSelfie(taken)) picture.style.transform = 'scaleX(-1)';
    picture.srcObject = taken;
    picture.onloadeddata = () => (hasPicture.value = true);
    view.replaceChildren(picture);
  }

  function choose(kind: 'camera' | 'microphone', deviceId: string): void {
    chosen.value = { ...chosen.value, [kind]: deviceId };
    void start();
  }

  onHide(stop);
  onUnload(stop);
  onBeforeUnmount(stop);

  return { running, level, devices, chosen, hasPicture, problem, start, stop, choose };
}

interface Chosen {
  camera?: string;
  microphone?: string;
}

/**
 * Opens both devices, or the microphone alone where there is no camera. The browser is asked at once.
 * A chosen device is asked for exactly: one that is only preferred is not always given. It may have been
 * pulled out since, so any other does then.
 */
async function take(
  chosen: Chosen,
  failed: (code: number) => void,
): Promise<MediaStream | undefined> {
  if (typeof navigator.mediaDevices?.getUserMedia !== 'function') {
    failed(CallError.notSupported().code);
    return undefined;
  }
  try {
    return await ask(chosen, true);
  } catch (error) {
    failed(deviceError(error, 'video').code);
  }
  try {
    return await ask(chosen, false);
  } catch (error) {
    failed(deviceError(error, 'audio').code);
    return undefined;
  }
}

async function ask({ camera, microphone }: Chosen, video: boolean): Promise<MediaStream> {
  const only = (deviceId?: string) => (deviceId ? { deviceId: { exact: deviceId } } : true);
  try {
    return await navigator.mediaDevices.getUserMedia({
      audio: only(microphone),
      video: video && only(camera),
    });
  } catch (error) {
    const isGone = (error as { name?: string }).name === 'OverconstrainedError';
    if (isGone && (camera || microphone)) return ask({}, video);
    throw error;
  }
}

function chosenOf(stream: MediaStream) {
  const idOf = (track: MediaStreamTrack | undefined) => track?.getSettings().deviceId;
  return {
    camera: idOf(stream.getVideoTracks()[0]),
    microphone: idOf(stream.getAudioTracks()[0]),
  };
}

/** Tells whether the picture is to be a mirror: all cameras but that at the back show people to themselves. */
function isSelfie(stream: MediaStream): boolean {
  return stream.getVideoTracks()[0]?.getSettings().facingMode !== 'environment';
}
