import type { VideoProfileName, VideoQuality } from '../../port';
import { PORTRAIT, type EncoderParams } from './plugin';

/** The native SDK takes a resolution by its number: number, longer side, shorter side, in px. */
const RESOLUTIONS = [
  [1, 120, 120],
  [3, 160, 160],
  [5, 270, 270],
  [7, 480, 480],
  [50, 160, 120],
  [52, 240, 180],
  [54, 280, 210],
  [56, 320, 240],
  [58, 400, 300],
  [60, 480, 360],
  [62, 640, 480],
  [64, 960, 720],
  [100, 160, 90],
  [102, 256, 144],
  [104, 320, 180],
  [106, 480, 270],
  [108, 640, 360],
  [110, 960, 540],
  [112, 1280, 720],
  [114, 1920, 1080],
] as const;

/** Resolution and kbit/s: the 16:9 one nearest to each name, with the bitrates that the vendor advises for calls. */
const PROFILES: Record<VideoProfileName, [resolution: number, bitrate: number]> = {
  '240p': [104, 250],
  '360p': [108, 500],
  '480p': [110, 850],
  '720p': [112, 1200],
  '1080p': [114, 2000],
};

const FRAME_RATE = { usual: 15, least: 1, most: 30 };

/** Gives the encoder's parameters for a quality. The picture stands upright, as the phone does. */
export function encoderParams(quality: VideoQuality): EncoderParams {
  const [videoResolution, videoBitrate, videoFps] =
    typeof quality === 'string'
      ? [...PROFILES[quality], FRAME_RATE.usual]
      : [nearest(quality.width, quality.height), quality.bitrate, frameRate(quality.frameRate)];
  return {
    videoResolution,
    videoResolutionMode: PORTRAIT,
    videoFps,
    videoBitrate: Math.round(videoBitrate),
    minVideoBitrate: 0,
    enableAdjustRes: false,
  };
}

const frameRate = (wanted: number) =>
  Math.min(FRAME_RATE.most, Math.max(FRAME_RATE.least, Math.round(wanted)));

/** Finds the resolution whose sides differ least in proportion. */
function nearest(width: number, height: number): number {
  const long = Math.max(width, height);
  const short = Math.min(width, height);
  const distance = ([, x, y]: (typeof RESOLUTIONS)[number]) =>
    Math.abs(Math.log(long / x)) + Math.abs(Math.log(short / y));
  return RESOLUTIONS.reduce((best, one) => (distance(one) < distance(best) ? one : best))[0];
}
