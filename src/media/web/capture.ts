import { CallError } from '../../errors';
import type { Clock } from '../../runtime/clock';
import type { DeviceRequest, VideoProfile, VideoProfileName, VideoQuality } from '../port';
import { sendObstacle } from './devices';
import { isGone } from '../device-error';
import { blamedKind, deviceError, isInUse } from './errors';
import type { CallScope } from '../../runtime/call-scope';

/** The settings are what the user chose. They outlive a call. */
export interface CaptureSettings {
  quality: VideoQuality;
  /** It is a device id, as is the camera, which may also be 'user' (front) or 'environment' (back). */
  microphone?: string;
  camera?: string;
}

export interface Captured {
  audio?: MediaStreamTrack;
  video?: MediaStreamTrack;
}

/** The wait, in ms, that lets another program let a device go. */
const RETRY_AFTER = 500;

/** The sizes are what trtc-js-sdk makes of the names. */
const SIZES: Record<VideoProfileName, Omit<VideoProfile, 'bitrate'>> = {
  '240p': { width: 320, height: 240, frameRate: 15 },
  '360p': { width: 640, height: 360, frameRate: 15 },
  '480p': { width: 640, height: 480, frameRate: 15 },
  '720p': { width: 1280, height: 720, frameRate: 15 },
  '1080p': { width: 1920, height: 1080, frameRate: 15 },
};

/**
 * Takes microphone and camera. The browser is asked within the call itself, before anything is
 * awaited, so that a prompt belongs to the user's tap. A chosen device is asked for exactly, as
 * browsers do not always give one that is only preferred.
 *
 * @param scope when it ends first, a retry is not made and tracks that still come are stopped
 * @param exact fail when the chosen device is gone, rather than take any other
 * @throws CallError 60003–60006, 61011; nothing is held then
 */
export async function capture(
  request: DeviceRequest,
  settings: CaptureSettings,
  { clock, scope }: { clock: Clock; scope: CallScope },
  exact = false,
): Promise<Captured> {
  const obstacle = sendObstacle(request);
  if (obstacle !== undefined) throw CallError.notSupported(obstacle);
  const attempt = () => captureNow(request, settings, scope, exact);
  try {
    return await attempt();
  } catch (error) {
    if (!isInUse(error)) throw await explain(error, request);
    await scope.pause(clock, RETRY_AFTER);
    // A request for both fails as one, and not every browser says by which.
    if (request.audio && request.video) return captureEach(settings, scope, exact);
    return attempt().catch(async (again: unknown) => {
      throw await explain(again, request);
    });
  }
}

/** Takes both, each by itself. @throws CallError about the microphone first: a call goes on without a camera */
async function captureEach(
  settings: CaptureSettings,
  scope: CallScope,
  exact: boolean,
): Promise<Captured> {
  const take = (request: DeviceRequest): Promise<{ tracks: Captured; error?: CallError }> =>
    captureNow(request, settings, scope, exact).then(
      (tracks) => ({ tracks }),
      async (error: unknown) => ({ tracks: {}, error: await explain(error, request) }),
    );
  const [audio, video] = await Promise.all([
    take({ audio: true, video: false }),
    take({ audio: false, video: true }),
  ]);
  const failure = audio.error ?? video.error;
  const tracks = { audio: audio.tracks.audio, video: video.tracks.video };
  if (failure) stopTracks(tracks);
  if (failure) throw failure;
  return tracks;
}

async function captureNow(
  request: DeviceRequest,
  settings: CaptureSettings,
  scope: CallScope,
  exact: boolean,
): Promise<Captured> {
  const take = (constraints: MediaStreamConstraints) =>
    navigator.mediaDevices.getUserMedia(constraints);
  const stream = await take(constraintsFor(request, settings, true)).catch((error: unknown) => {
    if (exact || !isGone(error) || scope.over) throw error;
    return take(constraintsFor(request, settings, false));
  });
  const tracks = { audio: stream.getAudioTracks()[0], video: stream.getVideoTracks()[0] };
  if (scope.over) stopTracks(tracks);
  scope.check();
  return tracks;
}

export function stopTracks({ audio, video }: Captured): void {
  audio?.stop();
  video?.stop();
}

function constraintsFor(
  request: DeviceRequest,
  settings: CaptureSettings,
  exact: boolean,
): MediaStreamConstraints {
  const choose = (id: string | undefined): MediaTrackConstraints => {
    if (!id) return {};
    return { deviceId: exact ? { exact: id } : { ideal: id } };
  };
  const { microphone, camera, quality } = settings;
  const facing = camera === 'user' || camera === 'environment' ? camera : undefined;
  const size = typeof quality === 'string' ? SIZES[quality] : quality;
  return {
    audio: request.audio && {
      ...choose(microphone),
      echoCancellation: true,
      noiseSuppression: true,
      autoGainControl: true,
    },
    video: request.video && {
      // A call shows the caller's face unless another camera was chosen.
      ...(camera && !facing
        ? choose(camera)
        : { facingMode: exact && facing ? { exact: facing } : { ideal: facing ?? 'user' } }),
      width: { ideal: size.width },
      height: { ideal: size.height },
      frameRate: { ideal: size.frameRate },
    },
  };
}

/** Finds out which device a failure is about, since a request for both fails as one. */
async function explain(error: unknown, request: DeviceRequest): Promise<CallError> {
  if (error instanceof CallError) return error;
  if (!request.audio) return deviceError(error, 'video');
  if (!request.video) return deviceError(error, 'audio');
  const blamed = blamedKind(error);
  if (blamed === 'video') return deviceError(error, 'video');
  if (blamed) return deviceError(error, 'audio');
  const devices = await navigator.mediaDevices.enumerateDevices().catch(() => []);
  const kinds = devices.map((device) => device.kind);
  return deviceError(error, kinds.includes('audioinput') ? 'video' : 'audio');
}
