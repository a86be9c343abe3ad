/**
 * The surface of the native plug-in TRTCCloudUniPlugin-TRTCCloudImpl, as far as calls need it: what the native
 * module itself takes, not what the vendor's wrapper around it offers. Every method is synchronous and returns
 * nothing; what comes of it arrives as an event.
 *
 * @see https://web.sdk.qcloud.com/trtc/uniapp/doc/zh-cn/index.html
 */

/** The constants of the native SDK. */
export const SCENE = { videoCall: 0, audioCall: 2 } as const;
/** Call scenes take no notice of it, but the parameter has to be there. */
export const ROLE_ANCHOR = 20;
export const STREAM = { camera: 0, screen: 2 } as const;
export const SPEECH = 1;
export const ROUTE = { speaker: 0, ear: 1 } as const;
export const FILL = { cover: 0, contain: 1 } as const;
/** `auto` shows the front camera as in a mirror and the back camera as it is. */
export const MIRROR = { auto: 0, off: 2 } as const;
export const PORTRAIT = 1;

export type StreamType = (typeof STREAM)[keyof typeof STREAM];

export interface RenderParams {
  rotation: 0;
  fillMode: 0 | 1;
  mirrorType: 0 | 2;
}

export interface EncoderParams {
  videoResolution: number;
  videoResolutionMode: typeof PORTRAIT;
  /** frames a second */
  videoFps: number;
  /** kbit/s */
  videoBitrate: number;
  /** kbit/s */
  minVideoBitrate: number;
  enableAdjustRes: boolean;
}

export interface NativePlugin {
  sharedInstance(): void;
  destroySharedInstance(): void;
  enterRoom(params: {
    sdkAppId: number;
    userId: string;
    userSig: string;
    roomId: number;
    role: typeof ROLE_ANCHOR;
    appScene: 0 | 2;
  }): void;
  exitRoom(): void;
  /** The id of the view goes under the key `userId`. */
  startLocalPreview(params: { isFrontCamera: boolean; userId: string }): void;
  stopLocalPreview(): void;
  switchCamera(isFront: boolean): void;
  setVideoEncoderParam(params: EncoderParams): void;
  setLocalRenderParams(params: RenderParams): void;
  setRemoteRenderParams(params: { userId: string; streamType: StreamType } & RenderParams): void;
  muteLocalVideo(params: { streamType: 0; mute: boolean }): void;
  muteLocalAudio(mute: boolean): void;
  startRemoteView(params: { userId: string; streamType: StreamType; viewId: string }): void;
  stopRemoteView(params: { userId: string; streamType: StreamType }): void;
  startLocalAudio(quality: typeof SPEECH): void;
  stopLocalAudio(): void;
  setAudioRoute(route: 0 | 1): void;
  /** @param ms between two events */
  enableAudioVolumeEvaluation(ms: number): void;
}

/** Each method is called in some call, so a plug-in without one of them is of no use. */
export const METHODS = [
  ...(['sharedInstance', 'destroySharedInstance', 'enterRoom', 'exitRoom'] as const),
  ...(['startLocalPreview', 'stopLocalPreview', 'switchCamera', 'setVideoEncoderParam'] as const),
  ...(['setLocalRenderParams', 'setRemoteRenderParams', 'muteLocalVideo'] as const),
  ...(['muteLocalAudio', 'startRemoteView', 'stopRemoteView', 'startLocalAudio'] as const),
  ...(['stopLocalAudio', 'setAudioRoute', 'enableAudioVolumeEvaluation'] as const),
] satisfies (keyof NativePlugin)[];

/** Tells whether `uni.requireNativePlugin` gave the plug-in: where it is not packed some systems give an empty object. */
export function isNativePlugin(module: unknown): module is NativePlugin {
  if (typeof module !== 'object' || module === null) return false;
  const given = module as Record<string, unknown>;
  return METHODS.every((method) => typeof given[method] === 'function');
}

/** The events that a call listens to, of all that the plug-in has. */
export type NativeEvent =
  | 'onError'
  | 'onWarning'
  | 'onEnterRoom'
  | 'onExitRoom'
  | 'onRemoteUserEnterRoom'
  | 'onRemoteUserLeaveRoom'
  | 'onUserVideoAvailable'
  | 'onUserAudioAvailable'
  | 'onUserSubStreamAvailable'
  | 'onFirstVideoFrame'
  | 'onFirstAudioFrame'
  | 'onSendFirstLocalVideoFrame'
  | 'onSendFirstLocalAudioFrame'
  | 'onMicDidReady'
  | 'onCameraDidReady'
  | 'onUserVoiceVolume'
  | 'onNetworkQuality'
  | 'onStatistics'
  // The native SDK has these three; whether every version of the plug-in passes them on is not known.
  | 'onConnectionLost'
  | 'onTryToReconnect'
  | 'onConnectionRecovery';

export type NativeListener = (payload?: { data?: unknown }) => void;

/** The module of that name, by which native plug-ins report. @see https://nativesupport.dcloud.net.cn/NativePlugin/course/android */
export interface GlobalEvent {
  addEventListener(name: string, listener: NativeListener): void;
  removeEventListener(name: string, listener: NativeListener): void;
}
