/**
 * The surface is what the native module takes: the names of its methods, and for each parameter the exact keys
 * and types. It is written from the vendor's wrapper and demo, and not from the driver that is tested with it.
 *
 * @see https://web.sdk.qcloud.com/trtc/uniapp/doc/zh-cn/index.html
 */

/** A check says what is wrong with a value, or nothing. */
type Check = (value: unknown) => string | undefined;

const show = (value: unknown) => (value === undefined ? 'undefined' : JSON.stringify(value));

const typed =
  (type: 'boolean' | 'number' | 'string'): Check =>
  (value) =>
    typeof value === type ? undefined : `${show(value)} is no ${type}`;

const oneOf =
  (...values: unknown[]): Check =>
  (value) =>
    values.includes(value) ? undefined : `${show(value)} is none of ${values.join(', ')}`;

const whole =
  (from: number, to: number): Check =>
  (value) =>
    Number.isInteger(value) && (value as number) >= from && (value as number) <= to
      ? undefined
      : `${show(value)} is no whole number from ${from} to ${to}`;

const boolean = typed('boolean');
const text = typed('string');
const filled: Check = (value) =>
  typeof value === 'string' && value !== '' ? undefined : `${show(value)} is no filled string`;

/** An object with exactly these keys, and perhaps some of the others. */
const object =
  (keys: Record<string, Check>, optional: Record<string, Check> = {}): Check =>
  (value) => {
    if (typeof value !== 'object' || value === null) return `${show(value)} is no object`;
    const given = value as Record<string, unknown>;
    const known: Record<string, Check> = { ...keys, ...optional };
    const faults = [
      ...Object.keys(keys)
        .filter((key) => !(key in given))
        .map((key) => `${key} is missing`),
      ...Object.keys(given).map((key) => {
        const fault = known[key] ? known[key](given[key]) : 'is not known';
        return fault && `${key}: ${fault}`;
      }),
    ].filter(Boolean);
    return faults.length > 0 ? faults.join('; ') : undefined;
  };

const RESOLUTIONS = [
  ...[1, 3, 5, 7, 50, 52, 54, 56, 58, 60, 62, 64],
  ...[100, 102, 104, 106, 108, 110, 112, 114],
];
const streamType = oneOf(0, 1, 2);
const localStream = oneOf(0, 2);
const rendering = {
  rotation: oneOf(0, 1, 2, 3),
  fillMode: oneOf(0, 1),
  mirrorType: oneOf(0, 1, 2),
};

/** The parameters of each method. */
export const SURFACE = {
  sharedInstance: [],
  destroySharedInstance: [],
  enterRoom: [
    object(
      {
        sdkAppId: whole(1, 4_294_967_295),
        userId: filled,
        userSig: filled,
        roomId: whole(1, 4_294_967_294),
        role: oneOf(20, 21),
        appScene: oneOf(0, 1, 2, 3),
      },
      {
        privateMapKey: text,
        businessInfo: text,
        streamId: text,
        userDefineRecordId: text,
      },
    ),
  ],
  exitRoom: [],
  switchRole: [oneOf(20, 21)],
  // The id of the view goes under the key `userId`: this is how the native module reads it.
  startLocalPreview: [object({ isFrontCamera: boolean, userId: filled })],
  stopLocalPreview: [],
  switchCamera: [boolean],
  setVideoEncoderParam: [
    object({
      videoResolution: oneOf(...RESOLUTIONS),
      videoResolutionMode: oneOf(0, 1),
      videoFps: whole(1, 30),
      videoBitrate: whole(1, 10_000),
      minVideoBitrate: whole(0, 10_000),
      enableAdjustRes: boolean,
    }),
  ],
  setLocalRenderParams: [object(rendering)],
  setRemoteRenderParams: [object({ userId: filled, streamType: localStream, ...rendering })],
  muteLocalVideo: [object({ streamType: localStream, mute: boolean })],
  muteLocalAudio: [boolean],
  startRemoteView: [object({ userId: filled, streamType, viewId: filled })],
  stopRemoteView: [object({ userId: filled, streamType })],
  startLocalAudio: [oneOf(1, 2, 3)],
  stopLocalAudio: [],
  muteRemoteAudio: [object({ userId: filled, mute: boolean })],
  muteAllRemoteAudio: [boolean],
  setAudioRoute: [oneOf(0, 1)],
  enableAudioVolumeEvaluation: [whole(100, 10_000)],
  snapshotVideo: [
    object({ userId: (value) => (value === null ? undefined : text(value)), streamType }),
  ],
  setBeautyStyle: [oneOf(0, 1, 2)],
  setBeautyLevel: [whole(0, 9)],
} as const satisfies Record<string, readonly Check[]>;

export type MethodName = keyof typeof SURFACE;

/** @returns what is wrong with the parameters of a call, or nothing */
export function wrongShape(method: MethodName, parameters: unknown[]): string | undefined {
  const checks: readonly Check[] = SURFACE[method];
  if (parameters.length !== checks.length) {
    return `${method} takes ${checks.length} parameters, not ${parameters.length}`;
  }
  const faults = checks
    .map((check, index) => check(parameters[index]))
    .filter((fault) => fault !== undefined);
  return faults.length > 0 ? `${method}: ${faults.join('; ')}` : undefined;
}

/** The events of the plug-in. @see https://web.sdk.qcloud.com/trtc/uniapp/doc/zh-cn/TRTCCallback.html */
export const EVENTS = [
  ...(['onError', 'onWarning', 'onEnterRoom', 'onExitRoom', 'onSwitchRole'] as const),
  ...(['onRemoteUserEnterRoom', 'onRemoteUserLeaveRoom'] as const),
  ...(['onUserVideoAvailable', 'onUserAudioAvailable', 'onUserSubStreamAvailable'] as const),
  ...(['onFirstVideoFrame', 'onFirstAudioFrame', 'onUserVideoSizeChanged'] as const),
  ...(['onSendFirstLocalVideoFrame', 'onSendFirstLocalAudioFrame'] as const),
  ...(['onMicDidReady', 'onCameraDidReady', 'onUserVoiceVolume'] as const),
  ...(['onNetworkQuality', 'onStatistics', 'onSnapshotComplete'] as const),
  ...(['onScreenCaptureStarted', 'onScreenCapturePaused'] as const),
  ...(['onScreenCaptureResumed', 'onScreenCaptureStopped'] as const),
  // The native SDK has these three; whether the plug-in passes them on is not known.
  ...(['onConnectionLost', 'onTryToReconnect', 'onConnectionRecovery'] as const),
] as const;

export type EventName = (typeof EVENTS)[number];
