/**
 * The stats of a web page are what trtc-js-sdk measures: its network-quality event has the round trip and the loss, and
 * its four methods count bytes, packets and frames from the beginning, so that two readings make a rate.
 *
 * @see https://web.sdk.qcloud.com/trtc/webrtc/doc/en/Client.html#getLocalAudioStats
 */
import type { Client, NetworkQuality } from 'trtc-js-sdk';
import type { Clock } from '../../runtime/clock';
import { defined } from '../../runtime/defined';
import type { MediaEvent } from '../port';

type Stats = Omit<Extract<MediaEvent, { kind: 'stats' }>, 'kind' | 'roomID'>;

/** Reads what a room has measured by now. It tells nothing where nothing can be read. */
type Measure = (quality: Partial<NetworkQuality>, tell: (stats: Stats) => void) => void;

export type CreateStats = (client: Client, clock: Clock) => Measure;

/** All counters of the SDK; older versions lack some. */
type Counts = Partial<
  Record<
    | ('bytesSent' | 'bytesReceived' | 'packetsReceived' | 'packetsLost')
    | ('framesEncoded' | 'framesDecoded' | 'frameWidth' | 'frameHeight'),
    number
  >
>;
type CountsOf = Record<string, Counts | undefined>;

interface Reading {
  at: number;
  sentAudio: CountsOf;
  sentVideo: CountsOf;
  audio: CountsOf;
  video: CountsOf;
}

export const createWebStats: CreateStats = (client, clock) => {
  let before: Reading | undefined;
  let isReading = false;
  return (quality, tell) => {
    // A page that is busy may take longer than the SDK's 2 s.
    if (isReading) return;
    isReading = true;
    void read(client, clock).then((now) => {
      isReading = false;
      if (before) tell(statsOf(before, now, quality));
      before = now;
    });
  };
};

async function read(client: Client, clock: Clock): Promise<Reading> {
  const [sentAudio, sentVideo, audio, video] = await Promise.all([
    counts(() => client.getLocalAudioStats()),
    counts(() => client.getLocalVideoStats()),
    counts(() => client.getRemoteAudioStats()),
    counts(() => client.getRemoteVideoStats('main')),
  ]);
  return { at: clock.now(), sentAudio, sentVideo, audio, video };
}

/** What cannot be read, as before something is sent, is missing. */
async function counts(method: () => Promise<object>): Promise<CountsOf> {
  try {
    return ((await method()) ?? {}) as CountsOf;
  } catch {
    return {};
  }
}

function statsOf(before: Reading, now: Reading, quality: Partial<NetworkQuality>): Stats {
  const ms = now.at - before.at;
  const { uplinkRTT, uplinkLoss } = quality;
  const downlinkRTT = isMeasured(quality.downlinkNetworkQuality) ? quality.downlinkRTT : undefined;
  const mine = (from: CountsOf) => Object.values(from)[0];
  const [wasAudio, audio] = [mine(before.sentAudio), unlessUnsent(mine(now.sentAudio))];
  const [wasVideo, video] = [mine(before.sentVideo), unlessUnsent(mine(now.sentVideo))];
  const userIDs = new Set([...Object.keys(now.audio), ...Object.keys(now.video)]);
  return {
    up: {
      ...(isMeasured(quality.uplinkNetworkQuality)
        ? defined({ rtt: uplinkRTT || undefined, loss: uplinkLoss })
        : {}),
      ...sound(rate(wasAudio?.bytesSent, audio?.bytesSent, ms)),
      ...picture(
        rate(wasVideo?.bytesSent, video?.bytesSent, ms),
        perSecond(wasVideo?.framesEncoded, video?.framesEncoded, ms),
        video,
      ),
    },
    down: [...userIDs].map((userID) => {
      const [a, b] = [before.audio[userID], now.audio[userID]];
      const [c, d] = [before.video[userID], now.video[userID]];
      return {
        userID,
        ...defined({ rtt: downlinkRTT || undefined, loss: lossOf([a, b], [c, d]) }),
        ...sound(rate(a?.bytesReceived, b?.bytesReceived, ms)),
        ...picture(
          rate(c?.bytesReceived, d?.bytesReceived, ms),
          perSecond(c?.framesDecoded, d?.framesDecoded, ms),
          d,
        ),
      };
    }),
  };
}

/** 0 and 6 are no measurement: nothing passes yet, or nothing gets through. */
const isMeasured = (level: number | undefined) => Number(level) > 0 && Number(level) < 6;

/** What was never sent, as the picture of an audio call, has counters all the same: they are 0. */
const unlessUnsent = (counts: Counts | undefined) => (counts?.bytesSent === 0 ? undefined : counts);

/** How much a counter has grown. One that was begun anew, as after a reconnection, tells nothing. */
function grown(before: number | undefined, now: number | undefined): number | undefined {
  return before === undefined || now === undefined || now < before ? undefined : now - before;
}

function perSecond(before: number | undefined, now: number | undefined, ms: number) {
  const count = grown(before, now);
  return count === undefined || ms <= 0 ? undefined : (count * 1000) / ms;
}

/** kbit/s of a counter of bytes */
function rate(before: number | undefined, now: number | undefined, ms: number) {
  const bytes = perSecond(before, now, ms);
  return bytes === undefined ? undefined : (bytes * 8) / 1000;
}

type Pair = [before: Counts | undefined, now: Counts | undefined];

/** Percent of the packets of sound and picture together */
function lossOf(...pairs: Pair[]): number | undefined {
  let [lost, received] = [0, 0];
  for (const [before, now] of pairs) {
    // What came late after all is counted back by some browsers.
    lost += grown(before?.packetsLost, now?.packetsLost) ?? 0;
    received += grown(before?.packetsReceived, now?.packetsReceived) ?? 0;
  }
  return lost + received > 0 ? (lost * 100) / (lost + received) : undefined;
}

const sound = (bitrate: number | undefined) =>
  bitrate === undefined ? {} : { audio: { bitrate } };

function picture(
  bitrate: number | undefined,
  frameRate: number | undefined,
  { frameWidth, frameHeight }: Counts = {},
) {
  if (bitrate === undefined) return {};
  const size = { width: frameWidth || undefined, height: frameHeight || undefined };
  return { video: defined({ bitrate, frameRate, ...size }) };
}
