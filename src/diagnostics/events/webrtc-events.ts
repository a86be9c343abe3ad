/**
 * These tables have the events of the web SDK, by names of ours: what the vendor's table says, what
 * trtc-js-sdk sends that the table has not, and where the two differ.
 *
 * The SDK sends them to TRTC's servers in `quality_report`, as `msg_event_msg`; an app does not get them.
 */
import { error, info, warning, type EventLevel, type EventRow } from './event-row';

/** The 27 events of the vendor's table. */
export const WEBRTC_EVENTS = {
  'signaling-lost-by-server': warning(36864),
  'video-published': info(32768),
  'audio-published': info(32769),
  'video-unpublished': info(32770),
  'audio-unpublished': info(32771),
  'audio-muted': info(32772),
  'video-muted': info(32773),
  'audio-unmuted': info(32774),
  'video-unmuted': info(32775),
  'video-subscribed': info(32776),
  'audio-subscribed': info(32777),
  'video-unsubscribed': info(32778),
  'audio-unsubscribed': info(32779),
  'camera-switched': info(32780),
  'microphone-switched': info(32781),
  'video-replaced': info(32782),
  'audio-replaced': info(32783),
  'remote-video-off': info(32784),
  'remote-audio-off': info(32785),
  'remote-video-on': info(32786),
  'remote-audio-on': info(32787),
  entered: info(32788),
  exited: info(32789),
  'signaling-disconnected': warning(32790),
  'signaling-connected': info(32791),
  'media-disconnected': warning(32792),
  'media-connected': info(32793),
} as const satisfies Record<string, EventRow>;

/** The events that trtc-js-sdk sends, and that no table has. */
export const UNLISTED_EVENTS = {
  'signaling-reconnecting': warning(32794),
  'signaling-reconnected': info(32795),
  'signaling-given-up': error(32796),
  'uplink-reconnecting': warning(32797),
  'uplink-reconnected': info(32798),
  'uplink-given-up': error(32799),
  'downlink-reconnecting': warning(32800),
  'downlink-reconnected': info(32801),
  'downlink-given-up': error(32802),
  'small-video-subscribed': info(32803),
  'small-video-unsubscribed': info(32804),
} as const satisfies Record<string, EventRow>;

/** The SDK in whose file events and differences were read. */
export const READ_IN = 'trtc-js-sdk 4.15.22';

/** How bad an event is by what trtc-js-sdk means with it, where that is not what the table says. */
export const DIFFERENCES = {
  'video-subscribed': 'info',
  'audio-subscribed': 'info',
  'video-unsubscribed': 'info',
  'audio-unsubscribed': 'info',
  'remote-video-off': 'info',
  'remote-audio-off': 'info',
  'remote-video-on': 'info',
  'remote-audio-on': 'info',
  entered: 'info',
  exited: 'info',
  'signaling-connected': 'info',
  'media-disconnected': 'info',
  'media-connected': 'info',
} as const satisfies Partial<Record<keyof typeof WEBRTC_EVENTS, EventLevel>>;

export type DifferenceName = keyof typeof DIFFERENCES;
