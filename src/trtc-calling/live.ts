/** Screens need these types where pictures are components of the page (WeChat), or the page carries the media (App). */
export type {
  CarrierKind,
  LinkedPage,
  LinkMessage,
  LivePlayerAttributes,
  LivePlayerContext,
  LivePusherAttributes,
  LivePusherContext,
  LiveView,
  LiveViewModel,
  PageLink,
} from '../media/port';
