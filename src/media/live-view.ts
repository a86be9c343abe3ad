/**
 * The live view joins a driver and a page where pictures are components of the page. In WeChat a
 * call is a `live-pusher` and one `live-player` per stream: the driver says what they look like, the
 * page renders them and passes their events back. Everything here is plain data but for the
 * contexts, which WeChat gives to a component.
 */

/** The one `live-pusher` of a call has these attributes; each key is the attribute of that name. */
export interface LivePusherAttributes {
  /** It counts the entries into rooms and comes back by `pusherRendered`. It is no attribute. */
  entry: number;
  /** It is `room://…`, or '' outside of a room: the only place where the userSig may stand. */
  url: string;
  mode: 'RTC';
  /** It is always false: the driver starts, so that a room is entered once. */
  autopush: false;
  enableCamera: boolean;
  enableMic: boolean;
  muted: boolean;
  enableAgc: boolean;
  enableAns: boolean;
  /** WeChat reads it when the component is inserted; later the driver flips the camera. */
  devicePosition: 'front' | 'back';
  localMirror: 'auto' | 'enable' | 'disable';
  /** kbit/s */
  minBitrate: number;
  /** kbit/s */
  maxBitrate: number;
  /** px */
  videoWidth: number;
  /** px */
  videoHeight: number;
  aspect: '9:16' | '3:4';
  audioQuality: 'high' | 'low';
  audioVolumeType: 'voicecall';
}

/** One `live-player` has these attributes; each key but the first three is the attribute of that name. */
export interface LivePlayerAttributes {
  /** It is `<userID>_main` or `<userID>_aux`. */
  streamID: string;
  userID: string;
  /** It tells the camera from a shared screen, which is aux. */
  streamType: 'main' | 'aux';
  src: string;
  mode: 'RTC';
  autoplay: boolean;
  muteAudio: boolean;
  muteVideo: boolean;
  objectFit: 'contain' | 'fillCrop';
  /** s */
  minCache: number;
  /** s */
  maxCache: number;
  soundMode: 'speaker' | 'ear';
  autoPauseIfNavigate: boolean;
  autoPauseIfOpenNative: boolean;
}

/** The model is what the page renders. Parts that did not change are the same objects as before. */
export interface LiveViewModel {
  /** It is undefined where there is no call and no live-pusher is to be in the page. */
  readonly pusher: LivePusherAttributes | undefined;
  readonly players: readonly LivePlayerAttributes[];
}

/** A command of WeChat answers by these callbacks. */
export interface LiveCommand {
  success?: () => void;
  fail?: (error: unknown) => void;
}

/** @see wx.createLivePusherContext */
export interface LivePusherContext {
  start(options?: LiveCommand): void;
  stop(options?: LiveCommand): void;
  switchCamera(options?: LiveCommand): void;
}

/** @see wx.createLivePlayerContext */
export interface LivePlayerContext {
  play(options?: LiveCommand): void;
  stop(options?: LiveCommand): void;
}

export type LivePusherEvent = 'statechange' | 'netstatus' | 'error' | 'audiovolumenotify';
export type LivePlayerEvent = 'statechange' | 'netstatus' | 'audiovolumenotify';

/** The live view is what a page renders and reports to, on platforms whose pictures are components. */
export interface LiveView {
  readonly current: LiveViewModel;
  /** Calls back when the model is another one. @returns stops it */
  subscribeView(listener: (view: LiveViewModel) => void): () => void;
  /**
   * Says that the live-pusher is in the page.
   *
   * @param context asked for with each command, since WeChat's contexts do not outlive the component
   * @returns to be called when the live-pusher is taken out of the page
   */
  bindPusher(context: () => LivePusherContext): () => void;
  /** Says that the attributes of this entry have reached the live-pusher. */
  pusherRendered(entry: number): void;
  pusherEvent(type: LivePusherEvent, detail: unknown): void;
  /** Says that the live-player of a stream is in the page, as bindPusher does for the live-pusher. */
  bindPlayer(streamID: string, context: () => LivePlayerContext): () => void;
  playerEvent(streamID: string, type: LivePlayerEvent, detail: unknown): void;
  /** Turns from the front camera to the back and from the back to the front. @throws CallError 61014; the camera is as it was */
  flipCamera(): Promise<void>;
  /** Chooses the loudspeaker (on) or the earpiece. */
  setSpeaker(on: boolean): Promise<void>;
  /**
   * Shows the settings in which a user allows microphone and camera after refusing. WeChat wants it
   * called in a tap.
   *
   * @returns whether both are allowed now
   */
  openSettings(): Promise<boolean>;
}
