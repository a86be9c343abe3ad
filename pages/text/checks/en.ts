import type { FINDINGS, FindingKey } from '@/src/index';

/** Keys of the findings that have a cure. */
type ProblemKey = {
  [Key in FindingKey]: (typeof FINDINGS)[Key]['level'] extends 'ok' ? never : Key;
}[FindingKey];

/** Keys of what was found, and under `cure.` of what the user can do about it. */
export type CheckTextKey = FindingKey | `cure.${ProblemKey}`;

export const en: Readonly<Record<CheckTextKey, string>> = {
  'origin:trusted': 'The address of this page is secure',
  'origin:untrusted': 'This page is not opened by https or on localhost',
  'cure.origin:untrusted':
    'Microphone and camera stay closed here. Open the page by https. You can still watch and listen.',
  'webrtc:present': 'This browser can hold calls',
  'webrtc:missing': 'This browser cannot hold calls',
  'cure.webrtc:missing': 'Use a current browser, or open the page in the browser of your phone.',
  'capture:present': 'Pages can ask for microphone and camera',
  'capture:withheld': 'This browser gives no page microphone or camera',
  'cure.capture:withheld':
    'Browsers inside other apps often do that. Open the page in the browser of your phone.',
  'playback:after-tap': 'In WeChat sound starts only after a tap',
  'cure.playback:after-tap': 'If you hear nothing, tap “Turn on sound”.',
  'microphone-permission:granted': 'The microphone is allowed',
  'microphone-permission:prompt': 'You will be asked for the microphone',
  'microphone-permission:unknown': 'You may be asked for the microphone',
  'microphone-permission:denied': 'The microphone is not allowed',
  'cure.microphone-permission:denied':
    'Allow it beside the address or in the settings, then load the page again.',
  'camera-permission:granted': 'The camera is allowed',
  'camera-permission:prompt': 'You will be asked for the camera',
  'camera-permission:unknown': 'You may be asked for the camera',
  'camera-permission:denied': 'The camera is not allowed',
  'cure.camera-permission:denied':
    'Allow it beside the address or in the settings, then load the page again. Voice calls work.',
  'microphone:found': 'A microphone is there',
  'microphone:missing': 'No microphone was found',
  'cure.microphone:missing': 'Plug one in. You can still watch and listen.',
  'camera:found': 'A camera is there',
  'camera:missing': 'No camera was found',
  'cure.camera:missing': 'Plug one in, or make voice calls.',
  'im:reached': 'Calls can be announced',
  'im:no-socket': 'The message service answers, but keeps no connection',
  'cure.im:no-socket': 'A firewall may hold back WebSockets. Try another network.',
  'im:unreached': 'The message service cannot be reached',
  'cure.im:unreached': 'Check the network, or try another one.',
  'trtc:reached': 'Sound and pictures can be carried',
  'trtc:no-socket': 'The media service answers, but keeps no connection',
  'cure.trtc:no-socket': 'A firewall may hold back WebSockets. Try another network.',
  'trtc:unreached': 'The media service cannot be reached',
  'cure.trtc:unreached': 'Check the network, or try another one.',
};
