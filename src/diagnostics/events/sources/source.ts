/**
 * A source says what tells an event on a platform, or why nothing does. The document of events is generated
 * from these; a source is named as its platform names it.
 */
import { SDK_EVENTS } from '../sdk-events';
import { EVENTS, type EventGroup, type NameIn } from '../vocabulary';

export type Platform = 'h5' | 'weixin' | 'app';

/** Where an event is read. */
export type Via =
  /** a call of this library's own API, on every platform */
  | 'own'
  /** an event of trtc-js-sdk, of the client or of a stream */
  | 'event'
  /** what a method of trtc-js-sdk comes to */
  | 'method'
  /** a statistics method of trtc-js-sdk */
  | 'stats'
  /** the browser itself */
  | 'page'
  /** codes of a live-pusher's or live-player's `statechange` and `error` */
  | 'pusher'
  | 'player'
  /** a field of their `netstatus` */
  | 'pusher-netstatus'
  | 'player-netstatus'
  /** their `audiovolumenotify` */
  | 'volume'
  /** WeChat or uni itself */
  | 'system'
  /** an event of the native plug-in */
  | 'plugin'
  /** codes of the plug-in's `onError` and `onWarning` */
  | 'plugin-error'
  | 'plugin-warning'
  /** a field of the plug-in's `onStatistics` */
  | 'plugin-stats';

export interface Told {
  readonly via: Via;
  /** Names or codes there; each of them tells the event. */
  readonly names: readonly (string | number)[];
  /** The fact is told, but not all that the row says. */
  readonly partly?: true;
  /** It is documented for something near, and no device has shown it to us. */
  readonly unconfirmed?: true;
}

export type Reason =
  /** Nothing that is documented there tells it. */
  | 'no-api'
  /** Only TRTC's servers know. */
  | 'server'
  /** This library never does it. */
  | 'not-used'
  /** It is an event of the web SDK; the table of the native SDKs has one of its own for the fact. */
  | 'web-sdk'
  /** It cannot happen there. */
  | 'impossible'
  /** This library refuses such parameters before an SDK gets them. */
  | 'prevented';

export interface Untold {
  readonly never: Reason;
}

export type Source = Told | Untold;

export type GroupSources<G extends EventGroup> = Readonly<Record<NameIn<G>, Source>>;

/** The source of every event on one platform. */
export type PlatformSources = { readonly [G in EventGroup]: GroupSources<G> };

export const tell =
  (via: Via) =>
  (...names: (string | number)[]): Told => ({ via, names });

export const never = (reason: Reason): Untold => ({ never: reason });
export const partly = (source: Told): Told => ({ ...source, partly: true });
export const unconfirmed = (source: Told): Told => ({ ...source, unconfirmed: true });

export const own = tell('own');
export const noApi = never('no-api');
export const notUsed = never('not-used');

/** Gives all rows of a group, or of a part of it, one source. */
function all<N extends string>(names: readonly N[], source: Source): Record<N, Source> {
  return Object.fromEntries(names.map((name) => [name, source])) as Record<N, Source>;
}

type QosName = Extract<NameIn<'sdk'>, `qos-${string}`>;
const isQos = (name: string): name is QosName => name.startsWith('qos-');

/** Gives the rows of the modes of adaptation one source. */
export const qos = (source: Source): Record<QosName, Source> =>
  all(Object.keys(SDK_EVENTS).filter(isQos), source);

/** Gives all rows of the web SDK one source, on platforms that have another SDK. */
export const webrtc = (source: Source): GroupSources<'webrtc'> =>
  all(Object.keys(EVENTS.webrtc) as NameIn<'webrtc'>[], source);
