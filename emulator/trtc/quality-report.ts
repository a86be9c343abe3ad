/**
 * Reads `quality_report`, in which trtc-js-sdk 4.15 tells the server every two seconds what it measured, and what
 * happened since. Nothing documents it: the names of the fields say what they hold, and units were read in the SDK.
 */
import { isRecord } from './frames';

/** Something that happened to the client, by its number in the vendor's table of events of the web SDK. */
export interface ReportedEvent {
  id: number;
  /** Epoch milliseconds by the clock of the client. */
  at: number;
  /** The other user whom it is about, if it is about one. */
  userID?: string;
}

export type ReportedVideoKind = 'video' | 'small' | 'aux';

export interface ReportedVideo {
  kind: ReportedVideoKind;
  width: number;
  height: number;
  /** Pictures a second: sent, or received. */
  fps: number;
  kbps: number;
  /** Only of what is received: the share of packets that did not come, and milliseconds for which the picture froze. */
  lossPercent?: number;
  frozenMs?: number;
}

export interface ReportedAudio {
  kbps: number;
  /** 0 is silence and 1 the loudest. */
  level: number;
  /** Only of what is received. */
  lossPercent?: number;
}

/** What goes to the server, or what comes from one user. */
export interface ReportedStream {
  /** Of ICE, in milliseconds; 0 also before it is measured. */
  roundTripMs: number;
  audio?: ReportedAudio;
  videos: ReportedVideo[];
}

export interface QualityReport {
  /** Version of trtc-js-sdk. */
  sdk: string;
  /** Epoch milliseconds by the clock of the client. */
  at: number;
  /** Absent if nothing is published. */
  up?: ReportedStream;
  down: (ReportedStream & { userID: string })[];
  events: ReportedEvent[];
}

type Fields = Record<string, unknown>;

/** The template of an uplink that is not there has type 0. */
const VIDEO_KIND = new Map<unknown, ReportedVideoKind>([
  [2, 'video'],
  [3, 'small'],
  [7, 'aux'],
]);

/** Fields of a video are named by direction. */
const FPS = { up: 'uint32_video_codec_fps', down: 'uint32_video_receive_fps' } as const;
type Direction = keyof typeof FPS;

/** Reads the reports of one client, one after the other. */
export class QualityReportReader {
  /** What the last report told, by the user whom it comes from: `audio`, and kinds of video. */
  private known = new Map<string, Set<string>>();

  /** Takes whatever a client sent: what is missing or of another type is left out or 0. */
  read(data: Fields): QualityReport {
    const told = recordsIn(data.msg_down_stream_info).flatMap((stream) => {
      const userID = textIn(recordIn(stream.msg_user_info).str_identifier);
      return userID ? [{ userID, ...streamOf('down', stream) }] : [];
    });
    const down = told.map((stream) => this.measuredOf(stream));
    this.known = new Map(told.map((stream) => [stream.userID, partsOf(stream)]));
    return {
      sdk: textIn(data.str_sdk_version),
      at: numberIn(data.uint64_datetime),
      ...uplinkOf(recordIn(data.msg_up_stream_info)),
      down,
      events: recordsIn(data.msg_event_msg).flatMap(eventOf),
    };
  }

  /**
   * The SDK tells differences to its report before. Of what is not in that it tells the sums since the beginning
   * as if they were differences, in bytes, or nothing but zeros: those are no measurements, and are left out.
   */
  private measuredOf({ audio, videos, ...stream }: Received): Received {
    const known = this.known.get(stream.userID);
    return {
      ...stream,
      ...(audio && known?.has('audio') && { audio }),
      videos: videos.filter(({ kind }) => known?.has(kind)),
    };
  }
}

type Received = QualityReport['down'][number];

const partsOf = ({ audio, videos }: ReportedStream): Set<string> =>
  new Set([...(audio ? ['audio'] : []), ...videos.map(({ kind }) => kind)]);

function uplinkOf(stream: Fields): { up?: ReportedStream } {
  const isTemplate = recordsIn(stream.msg_video_status).every(
    ({ uint32_video_stream_type: type }) => !VIDEO_KIND.has(type),
  );
  return isTemplate ? {} : { up: streamOf('up', stream) };
}

function streamOf(direction: Direction, stream: Fields): ReportedStream {
  const audio = stream.msg_audio_status;
  return {
    roundTripMs: numberIn(recordIn(stream.msg_network_status).uint32_rtt),
    ...(isRecord(audio) && { audio: audioOf(direction, audio) }),
    videos: recordsIn(stream.msg_video_status).flatMap((video) => videoOf(direction, video)),
  };
}

function audioOf(direction: Direction, audio: Fields): ReportedAudio {
  return {
    kbps: kilobits(audio.uint32_audio_codec_bitrate),
    level: numberIn(audio.audioLevel),
    ...(direction === 'down' && lossOf(audio.uint32_audio_origin_lost, audio.uint32_audio_receive)),
  };
}

function videoOf(direction: Direction, video: Fields): ReportedVideo[] {
  const kind = VIDEO_KIND.get(video.uint32_video_stream_type);
  if (!kind) return [];
  return [
    {
      kind,
      width: numberIn(video.uint32_video_width),
      height: numberIn(video.uint32_video_height),
      fps: numberIn(video[FPS[direction]]),
      kbps: kilobits(video.uint32_video_codec_bitrate),
      ...(direction === 'down' && {
        ...lossOf(video.uint32_video_origin_lost, video.uint32_video_receive),
        frozenMs: numberIn(video.uint32_video_block_time),
      }),
    },
  ];
}

/** @param expected what the SDK calls received: it has added the lost ones */
function lossOf(lost: unknown, expected: unknown): { lossPercent?: number } {
  const total = numberIn(expected);
  if (total === 0) return {};
  return { lossPercent: Math.min(100, Math.round((numberIn(lost) / total) * 1000) / 10) };
}

function eventOf(event: Fields): ReportedEvent[] {
  const { uint32_event_id: id, uint64_date: at, str_userid: userID } = event;
  if (!Number.isInteger(id) || typeof at !== 'number') return [];
  return [{ id: id as number, at, ...(textIn(userID) && { userID: textIn(userID) }) }];
}

const recordIn = (value: unknown): Fields => (isRecord(value) ? value : {});

const recordsIn = (value: unknown): Fields[] =>
  Array.isArray(value) ? value.filter(isRecord) : [];

const numberIn = (value: unknown): number =>
  typeof value === 'number' && Number.isFinite(value) && value > 0 ? value : 0;

/** Clients choose the texts; they do not get to fill the memory. */
const textIn = (value: unknown): string => (typeof value === 'string' ? value.slice(0, 64) : '');

const kilobits = (bits: unknown): number => Math.round(numberIn(bits) / 100) / 10;
