/**
 * Pictures as components of the page. In WeChat a call is a `live-pusher` and one `live-player` per
 * stream: the driver says what they look like, the page renders them and passes their events back.
 * Everything here is plain data but for the contexts, which WeChat gives to a component.
 */

/** What the one `live-pusher` of a call shows. Each key is the attribute of that name. */
export interface LivePusherAttributes {
  /** Counts the entries into rooms: passed back by `pusherRendered`. Not an attribute. */
  entry: number;
  /** `room://…`, or '' outside of a room. The only place where the userSig may stand. */
  url: string;
  mode: 'RTC';
  /** Always false: the driver starts, so that a room is entered once. */
  autopush: false;
  enableCamera: boolean;
  enableMic: boolean;
  muted: boolean;
  enableAgc: boolean;
  enableAns: boolean;
  /** Read by WeChat when the component is inserted; later the driver flips the camera. */
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

/** What one `live-player` shows. Each key but the first three is the attribute of that name. */
export interface LivePlayerAttributes {
  /** `<userID>_main` or `<userID>_aux`. */
  streamID: string;
  userID: string;
  /** aux: a shared screen. */
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

/** Parts that did not change are the same objects as before. */
export interface LiveViewModel {
  /** undefined: there is no call, and no live-pusher is to be in the page. */
  readonly pusher: LivePusherAttributes | undefined;
  readonly players: readonly LivePlayerAttributes[];
}

/** Callbacks of a command, as WeChat has them. */
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

/** Between the driver and the page. Only for platforms whose pictures are components. */
export interface LiveView {
  readonly current: LiveViewModel;
  /** Calls back when the model is another one. @returns stops it */
  subscribeView(listener: (view: LiveViewModel) => void): () => void;
  /**
   * The live-pusher is in the page.
   *
   * @param context asked for with each command, since WeChat's contexts do not outlive the component
   * @returns to be called when the live-pusher is taken out of the page
   */
  bindPusher(context: () => LivePusherContext): () => void;
  /** The attributes of this entry have reached the live-pusher. */
  pusherRendered(entry: number): void;
  pusherEvent(type: LivePusherEvent, detail: unknown): void;
  /** As bindPusher, for the live-player of a stream. */
  bindPlayer(streamID: string, context: () => LivePlayerContext): () => void;
  playerEvent(streamID: string, type: LivePlayerEvent, detail: unknown): void;
  /** Front to back and back to front. @throws CallError 61014; the camera is as it was */
  flipCamera(): Promise<void>;
  /** Loudspeaker or earpiece. */
  setSpeaker(on: boolean): Promise<void>;
  /**
   * Shows the settings in which a user allows microphone and camera after refusing. WeChat wants it
   * called in a tap.
   *
   * @returns whether both are allowed now
   */
  openSettings(): Promise<boolean>;
}
