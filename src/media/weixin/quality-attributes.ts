import type { LivePusherAttributes } from '../live-view';
import type { VideoProfile, VideoProfileName, VideoQuality } from '../port';

export type QualityAttributes = Pick<
  LivePusherAttributes,
  'videoWidth' | 'videoHeight' | 'aspect' | 'minBitrate' | 'maxBitrate'
>;

/** The profiles are those of the web with width and height turned, because a phone stands upright. */
const PROFILES: Record<VideoProfileName, QualityAttributes> = {
  '240p': { videoWidth: 240, videoHeight: 320, aspect: '3:4', minBitrate: 130, maxBitrate: 200 },
  '360p': { videoWidth: 360, videoHeight: 640, aspect: '9:16', minBitrate: 530, maxBitrate: 800 },
  '480p': { videoWidth: 480, videoHeight: 640, aspect: '3:4', minBitrate: 600, maxBitrate: 900 },
  '720p': {
    videoWidth: 720,
    videoHeight: 1280,
    aspect: '9:16',
    minBitrate: 1000,
    maxBitrate: 1500,
  },
  '1080p': {
    videoWidth: 1080,
    videoHeight: 1920,
    aspect: '9:16',
    minBitrate: 1330,
    maxBitrate: 2000,
  },
};

/** Gives a live-pusher's attributes for a quality. It has none for the frame rate. */
export function qualityAttributes(quality: VideoQuality): QualityAttributes {
  return typeof quality === 'string' ? PROFILES[quality] : custom(quality);
}

function custom({ width, height, bitrate }: VideoProfile): QualityAttributes {
  const [videoWidth, videoHeight] = width < height ? [width, height] : [height, width];
  return {
    videoWidth,
    videoHeight,
    // Of the two that there are, the nearer one.
    aspect: videoWidth / videoHeight > (9 / 16 + 3 / 4) / 2 ? '3:4' : '9:16',
    minBitrate: Math.round((bitrate * 2) / 3),
    maxBitrate: bitrate,
  };
}
