/**
 * The little SDP surgery that stands between trtc-js-sdk and the SFU: narrowing an offer to the codec
 * the SFU forwards, and naming the streams of an answer the way the SDK looks for them.
 */
import { CODE, CommandError } from './frames';

export type VideoCodec = 'VP8' | 'H264';

/** Stream ids trtc-js-sdk compares remote tracks with; a track of any other stream is dropped. */
export const STREAM_ID = {
  main: '5Y2wZK8nANNAoVw6dSAHVjNxrD1ObBM2kBPV',
  aux: '224d130c-7b5c-415b-aaa2-79c2eb5a6df2',
} as const;

interface Section {
  kind: string;
  lines: string[];
}

function split(sdp: string): { session: string[]; sections: Section[] } {
  const session: string[] = [];
  const sections: Section[] = [];
  for (const line of sdp.split(/\r?\n/)) {
    if (line === '') continue;
    const kind = /^m=(\w+)/.exec(line)?.[1];
    if (kind) sections.push({ kind, lines: [] });
    (sections.at(-1)?.lines ?? session).push(line);
  }
  return { session, sections };
}

function join(session: string[], sections: Section[]): string {
  return [...session, ...sections.flatMap((section) => section.lines), ''].join('\r\n');
}

const CODEC_NAME = { opus: /^opus\//i, VP8: /^VP8\//i, H264: /^H264\//i };

function payloadType(section: Section, codec: keyof typeof CODEC_NAME): string | undefined {
  const candidates = section.lines.flatMap((line) => {
    const match = /^a=rtpmap:(\d+) (.+)$/.exec(line);
    return match?.[1] && match[2] && CODEC_NAME[codec].test(match[2]) ? [match[1]] : [];
  });
  if (codec !== 'H264') return candidates[0];
  // A browser lists H.264 once per profile and packetization mode. The one nearly every decoder has
  // is the constrained baseline in mode 1, and both ends must land on the same mode.
  const parameters = (type: string): string =>
    section.lines.find((line) => line.startsWith(`a=fmtp:${type} `)) ?? '';
  const mode1 = candidates.filter((type) => parameters(type).includes('packetization-mode=1'));
  return mode1.find((type) => parameters(type).includes('profile-level-id=42')) ?? mode1[0];
}

/** The codecs an offer has in its first video section, in our order of preference. */
export function offeredVideoCodecs(sdp: string): VideoCodec[] {
  const video = split(sdp).sections.find((section) => section.kind === 'video');
  if (!video) return [];
  return (['VP8', 'H264'] as const).filter((codec) => payloadType(video, codec) !== undefined);
}

/**
 * Narrows an offer to Opus and one video codec.
 *
 * Retransmission payloads go because the SFU retransmits on the media SSRC; transport-wide feedback
 * goes because werift counts one sequence per media section, which the sender would read as loss.
 */
export function narrowOffer(sdp: string, video: VideoCodec): string {
  const { session, sections } = split(sdp);
  for (const section of sections) {
    const type = payloadType(section, section.kind === 'audio' ? 'opus' : video);
    if (type === undefined) {
      throw new CommandError(CODE.mediaFailed, `the offer has no ${section.kind} codec in common`);
    }
    section.lines = section.lines.flatMap((line) => {
      if (line.startsWith('m=')) return [line.split(' ').slice(0, 3).concat(type).join(' ')];
      if (/transport-wide-cc-extensions|^a=rtcp-fb:\S+ transport-cc/.test(line)) return [];
      const ofPayload = /^a=(?:rtpmap|fmtp|rtcp-fb):(\d+) /.exec(line)?.[1];
      return ofPayload === undefined || ofPayload === type ? [line] : [];
    });
  }
  return join(session, sections);
}

/**
 * Repeats the stream names of a downlink answer on its `a=ssrc` lines. Browsers read `a=msid`, but
 * the SDK finds the SSRCs of its statistics by the stream id on the `a=ssrc` line.
 */
export function nameSources(sdp: string): string {
  const { session, sections } = split(sdp);
  for (const section of sections) {
    const msid = section.lines.find((line) => line.startsWith('a=msid:'))?.slice('a=msid:'.length);
    if (!msid) continue;
    section.lines = section.lines.flatMap((line) => {
      const ssrc = /^a=ssrc:(\d+) cname:/.exec(line)?.[1];
      return ssrc ? [line, `a=ssrc:${ssrc} msid:${msid}`] : [line];
    });
  }
  return join(session, sections);
}
