/** Findings are the words of diagnosis: each says what was seen, how bad it is and what helps. */
import { ErrorCode } from '../error-codes';

export type FindingLevel = 'ok' | 'warning' | 'error';

/** A kind of finding, as the table below defines it. */
interface FindingKind {
  readonly level: FindingLevel;
  /** The error that a call would end with. */
  readonly code?: ErrorCode;
  /** One sentence for a developer. */
  readonly detail: string;
  /** A sentence that says what to do; '' where all is well. */
  readonly cure: string;
}

const ok = (detail: string) => ({ level: 'ok', detail, cure: '' }) as const;

const ALLOW =
  'Allow it for this site or app in the browser or system settings, then load the page again.';

/**
 * Everything that can be found, by what was looked at and how it stands. One entry has one meaning,
 * so that an app can translate findings by their key.
 */
export const FINDINGS = {
  'origin:trusted': ok('The address of the page may use microphone and camera'),
  'origin:untrusted': {
    level: 'error',
    code: ErrorCode.NotSupported,
    detail:
      'The page comes neither from https nor from localhost, 127.0.0.1 or a file: the browser lets it receive, not send',
    cure: 'Serve the page by https; for development open it on http://localhost. Until then join with { receiveOnly: true }.',
  },
  'webrtc:present': ok('The browser has WebRTC'),
  'webrtc:missing': {
    level: 'error',
    code: ErrorCode.NotSupported,
    detail: 'The browser has no WebRTC: it can neither send nor receive',
    cure: "Use a current browser. Inside another app, open the page in the system's browser.",
  },
  'capture:present': ok('The browser can give microphone and camera to pages'),
  'capture:withheld': {
    level: 'error',
    code: ErrorCode.NotSupported,
    detail:
      'The address is trusted, yet this browser has no getUserMedia: browsers inside other apps often leave it out',
    cure: "Open the page in the system's browser, or let the app that shows it allow WebRTC. Receiving works with { receiveOnly: true }.",
  },
  'playback:after-tap': {
    level: 'warning',
    detail: "WeChat's browser starts the first sound of a page only within a tap",
    cure: 'Call and accept directly in the handler of a tap, and offer resumePlayback() while the snapshot says playbackBlocked. The call screens of this package do both.',
  },
  'microphone-permission:granted': ok('The microphone is allowed'),
  'microphone-permission:prompt': ok('The user will be asked for the microphone'),
  'microphone-permission:unknown': ok(
    'This browser does not tell beforehand whether the microphone is allowed',
  ),
  'microphone-permission:denied': {
    level: 'error',
    code: ErrorCode.PermissionDenied,
    detail: 'The microphone is refused to this page',
    cure: ALLOW,
  },
  'camera-permission:granted': ok('The camera is allowed'),
  'camera-permission:prompt': ok('The user will be asked for the camera'),
  'camera-permission:unknown': ok(
    'This browser does not tell beforehand whether the camera is allowed',
  ),
  'camera-permission:denied': {
    level: 'warning',
    code: ErrorCode.PermissionDenied,
    detail: 'The camera is refused to this page: voice calls work, video calls do not',
    cure: ALLOW,
  },
  'microphone:found': ok('A microphone is there'),
  'microphone:missing': {
    level: 'error',
    code: ErrorCode.MicrophoneUnavailable,
    detail: 'No microphone is there',
    cure: 'Plug in a microphone, or join with { receiveOnly: true }.',
  },
  'camera:found': ok('A camera is there'),
  'camera:missing': {
    level: 'warning',
    code: ErrorCode.CameraUnavailable,
    detail: 'No camera is there: voice calls work, video calls do not',
    cure: 'Plug in a camera, or make voice calls.',
  },
  'im:reached': ok('The IM service can be reached'),
  'im:no-socket': {
    level: 'warning',
    code: ErrorCode.LoginFailed,
    detail: 'The host of the IM service answers, but opened no WebSocket',
    cure: 'Let WebSockets pass at the firewall or proxy, and check proxy.im if it is set.',
  },
  'im:unreached': {
    level: 'error',
    code: ErrorCode.LoginFailed,
    detail: 'The IM service cannot be reached: no login, no calls',
    cure: 'Check the network and the firewall, and proxy.im if it is set.',
  },
  'trtc:reached': ok('The TRTC service can be reached'),
  'trtc:no-socket': {
    level: 'warning',
    code: ErrorCode.RoomEntryFailed,
    detail: 'The host of the TRTC service answers, but opened no WebSocket',
    cure: 'Let WebSockets pass at the firewall or proxy, and check proxy.trtc if it is set.',
  },
  'trtc:unreached': {
    level: 'error',
    code: ErrorCode.RoomEntryFailed,
    detail: 'The TRTC service cannot be reached: calls ring, but nobody is heard',
    cure: 'Check the network and the firewall, and proxy.trtc if it is set.',
  },
} as const satisfies Record<`${string}:${string}`, FindingKind>;

/** `id:state`, as in {@link FINDINGS}. */
export type FindingKey = keyof typeof FINDINGS;

type Part<K, At extends 0 | 1> = K extends `${infer Id}:${infer State}` ? [Id, State][At] : never;

/** The thing that was looked at. */
export type FindingID = Part<FindingKey, 0>;
/** The state that it was found in. */
export type FindingState = Part<FindingKey, 1>;

export interface Finding {
  id: FindingID;
  state: FindingState;
  /** `error`: calls fail here. `warning`: some do, or the app has to mind something. */
  level: FindingLevel;
  /** The error that a call would end with. */
  code?: ErrorCode;
  detail: string;
  cure: string;
}

export function findingOf(key: FindingKey): Finding {
  const [id, state] = key.split(':') as [FindingID, FindingState];
  return { id, state, ...FINDINGS[key] };
}
