/** Screens need these types where pictures are components of the page (WeChat). */
export type {
  LivePlayerAttributes,
  LivePlayerContext,
  LivePlayerEvent,
  LivePusherAttributes,
  LivePusherContext,
  LivePusherEvent,
  LiveView,
  LiveViewModel,
} from '../media/port';
