/** These tables have what the cloud finds wrong with a call, while it lasts or afterwards, by names of ours. */
import { error, warning, type EventRow } from './event-row';

/** The 5 ways in which a call is bad for a user. */
export const EXPERIENCES = {
  'slow-entry': warning(1),
  'no-video': error(2),
  'no-audio': error(3),
  'video-lag': warning(4),
  'audio-lag': warning(5),
} as const satisfies Record<string, EventRow>;

/** The 32 causes that the cloud tells once a room is dismissed. */
export const DISMISSAL_EXCEPTIONS = {
  'audio-device-failed': error(1001),
  'video-device-failed': error(1002),
  'token-failed': error(1003),
  'access-server-failed': error(1004),
  'entry-failed': error(1005),
  'entry-given-up': error(1006),
  'address-changed': warning(1007),
  'no-entry-parameters': error(1008),
  'bad-sdk-app-id': error(1009),
  'bad-room-id': error(1010),
  'bad-user-id': error(1011),
  'bad-user-sig': error(1012),
  'entry-timeout': error(1013),
  'service-suspended': error(1014),
  'camera-failed': error(1015),
  'camera-denied': error(1016),
  'bad-camera-settings': error(1017),
  'camera-in-use': error(1018),
  'microphone-failed': error(1019),
  'microphone-denied': error(1020),
  'bad-microphone-settings': error(1021),
  'microphone-in-use': error(1022),
  'speaker-failed': error(1023),
  'screen-share-failed': error(1024),
  'screen-share-unsupported': error(1025),
  'substream-denied': error(1026),
  'substream-taken': error(1027),
  'screen-share-stopped': warning(1028),
  'video-encoding-failed': error(1029),
  'bad-resolution': error(1030),
  'audio-encoding-failed': error(1031),
  'bad-sample-rate': error(1032),
} as const satisfies Record<string, EventRow>;

/**
 * The 26 measurements that the cloud finds too bad in a running call. "Main" is the picture of the camera,
 * "small" its smaller copy for weak lines, "sub" a second picture, as of a shared screen.
 */
export const REALTIME_EXCEPTIONS = {
  'system-cpu-high': warning(2001),
  'app-cpu-high': warning(2002),
  'up-delay': warning(2003),
  'up-jitter': warning(2004),
  'up-audio-loss': warning(2005),
  'capture-silent': warning(2006),
  'up-main-loss': warning(2007),
  'up-small-loss': warning(2008),
  'up-sub-loss': warning(2009),
  'main-capture-rate': warning(2010),
  'small-capture-rate': warning(2011),
  'sub-capture-rate': warning(2012),
  'down-delay': warning(2013),
  'down-jitter': warning(2014),
  'down-audio-loss': warning(2015),
  'playback-silent': warning(2016),
  'down-main-loss': warning(2017),
  'down-small-loss': warning(2018),
  'down-sub-loss': warning(2019),
  'main-render-rate': warning(2020),
  'small-render-rate': warning(2021),
  'sub-render-rate': warning(2022),
  'audio-lag': warning(2023),
  'main-lag': warning(2024),
  'small-lag': warning(2025),
  'sub-lag': warning(2026),
} as const satisfies Record<string, EventRow>;
