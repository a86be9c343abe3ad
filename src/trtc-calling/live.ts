/** Screens need these types where pictures are components of the page (WeChat). */
export type {
  LivePlayerAttributes,
  LivePlayerContext,
  LivePusherAttributes,
  LivePusherContext,
  LiveView,
  LiveViewModel,
} from '../media/port';
