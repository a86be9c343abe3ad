/**
 * The texts of the codes in `liteav-codes.ts`, for documents and for logs that have room for them.
 *
 * Sources
 * - `trtc-wx` https://cloud.tencent.com/document/product/647/38313 codes of TRTC in mini-programs
 * - `trtc` https://cloud.tencent.com/document/product/647/63794 codes of TRTC's native SDKs, which
 *   the first says are the same in mini-programs
 * - `liteav` the event list of the SDK that both components are built on (TXLiveEventDef.h)
 * - `clients` how Tencent's own mini-program clients read it; documented nowhere
 * - `community` reports of developers on developers.weixin.qq.com/community
 */
import { LITEAV_ERRORS, PLAYING_WARNINGS, SENDING_WARNINGS } from './liteav-codes';

export type Source = 'trtc-wx' | 'trtc' | 'liteav' | 'clients' | 'community';

interface Text {
  text: string;
  source: Source;
  /** The meaning is documented, but not that a live-pusher in a TRTC room reports it. */
  unconfirmed?: true;
}

/** A row says all that is known of a code. */
export interface CodeRow<M> extends Text {
  means: M;
}

export const note = (text: string, source: Source): CodeRow<{ kind: 'note' }> => ({
  text,
  source,
  means: { kind: 'note' },
});

const unconfirmed = (text: string): Text => ({ text, source: 'trtc', unconfirmed: true });

const ERRORS: Record<keyof typeof LITEAV_ERRORS, Text> = {
  [-1301]: { text: 'the camera does not open', source: 'trtc-wx' },
  [-1302]: { text: 'the microphone does not open', source: 'trtc-wx' },
  [-1303]: { text: 'video encoding failed', source: 'trtc-wx' },
  [-1304]: { text: 'audio encoding failed', source: 'trtc-wx' },
  [-1305]: { text: 'resolution not supported', source: 'liteav' },
  [-1306]: { text: 'sampling rate not supported', source: 'liteav' },
  [-1314]: unconfirmed('camera not authorised'),
  [-1315]: unconfirmed('camera parameters not supported'),
  [-1316]: unconfirmed('camera in use'),
  [-1317]: unconfirmed('microphone not authorised'),
  [-1318]: unconfirmed('microphone parameters not supported'),
  [-1319]: unconfirmed('microphone in use, as by a phone call'),
  [-3301]: { text: 'entering failed', source: 'trtc-wx' },
  [-3308]: unconfirmed('entering timed out'),
  [-3316]: unconfirmed('no parameters'),
  [-3317]: unconfirmed('wrong sdkAppID'),
  [-3318]: unconfirmed('wrong roomID'),
  [-3319]: unconfirmed('wrong userID'),
  [-3320]: unconfirmed('wrong userSig'),
  [-3325]: { text: 'leaving timed out', source: 'trtc' },
  [-100006]: { text: 'no privilege: privateMapKey', source: 'trtc-wx' },
  [-100013]: unconfirmed('service suspended: arrears, or no minutes left'),
  [-100015]: { text: 'sdkAppID unknown to the server', source: 'trtc-wx' },
  [-100018]: { text: 'the server refuses the userSig', source: 'trtc-wx' },
};

const SENDING: Record<keyof typeof SENDING_WARNINGS, Text> = {
  1101: { text: 'the uplink is too narrow', source: 'liteav' },
  1103: { text: 'hardware encoding failed, software is used', source: 'liteav' },
};

const PLAYING: Record<keyof typeof PLAYING_WARNINGS, Text> = {
  2101: { text: 'a video frame was not decoded', source: 'liteav' },
  2102: { text: 'an audio frame was not decoded', source: 'liteav' },
  2105: { text: 'playing stutters', source: 'liteav' },
  2106: { text: 'hardware decoding failed, software is used', source: 'liteav' },
  2108: { text: 'hardware decoding of the first frame failed', source: 'liteav' },
};

/** Joins what a code means with its text. */
function rows<M>(meanings: Record<number, M>, texts: Record<number, Text>) {
  const joined: Record<number, CodeRow<M>> = {};
  for (const [code, means] of Object.entries(meanings)) {
    const text = texts[Number(code)];
    if (text) joined[Number(code)] = { ...text, means };
  }
  return joined;
}

/** What a live-pusher shares with the plug-in. */
export const SHARED_PUSHER_CODES = {
  ...rows<(typeof LITEAV_ERRORS)[keyof typeof LITEAV_ERRORS]>(LITEAV_ERRORS, ERRORS),
  ...rows<{ kind: 'note' }>(SENDING_WARNINGS, SENDING),
};

/** What a live-player shares with the plug-in. */
export const SHARED_PLAYER_CODES = rows<{ kind: 'note' }>(PLAYING_WARNINGS, PLAYING);
