/** Every app may expect these events of every call, whatever happens. */
import type { EndReason } from '../../src/call/state';
import { EVENT, type EventName } from '../../src/trtc-calling/events';

/** An event comes only while there is a call, also when one has just ended, or always. */
export const COMES: Record<EventName, 'in-a-call' | 'at-the-end-too' | 'always'> = {
  [EVENT.ERROR]: 'always',
  [EVENT.SDK_READY]: 'always',
  [EVENT.SDK_NOT_READY]: 'always',
  [EVENT.KICKED_OUT]: 'always',
  [EVENT.DEVICES_CHANGED]: 'always',
  [EVENT.REJECT]: 'at-the-end-too',
  [EVENT.LINE_BUSY]: 'at-the-end-too',
  [EVENT.NO_RESP]: 'at-the-end-too',
  [EVENT.CALLING_CANCEL]: 'at-the-end-too',
  [EVENT.CALLING_TIMEOUT]: 'at-the-end-too',
  [EVENT.CALL_END]: 'at-the-end-too',
  [EVENT.CALL_REPORT]: 'at-the-end-too',
  [EVENT.USER_ACCEPT]: 'at-the-end-too',
  [EVENT.USER_LEAVE]: 'at-the-end-too',
  [EVENT.GROUP_CALL_INVITEE_LIST_UPDATE]: 'at-the-end-too',
  [EVENT.CALL_MODE]: 'at-the-end-too',
  [EVENT.INVITED]: 'in-a-call',
  [EVENT.USER_ENTER]: 'in-a-call',
  [EVENT.USER_VIDEO_AVAILABLE]: 'in-a-call',
  [EVENT.USER_AUDIO_AVAILABLE]: 'in-a-call',
  [EVENT.USER_VOICE_VOLUME]: 'in-a-call',
  [EVENT.PLAYBACK_BLOCKED]: 'in-a-call',
};

/** Nobody's app gets one of these but for an end that names it below. */
export const OF_ENDS = [EVENT.CALLING_CANCEL, EVENT.CALLING_TIMEOUT] as const;

/** An app is told of an end by these events. */
interface EndEvents {
  /** CALL_END comes once, once if the call connected, or not at all. */
  callEnd: 'once' | 'once-connected' | 'never';
  /** The inviter's app gets this one at least once. */
  inviter?: EventName;
  /** The invitee's app gets this one once. */
  invitee?: (typeof OF_ENDS)[number];
  /** It comes with an ERROR on the side where something failed. */
  failure?: true;
}

const plain: EndEvents = { callEnd: 'once-connected' };
const failure: EndEvents = { ...plain, failure: true };
const takenBack: EndEvents = { callEnd: 'never', invitee: EVENT.CALLING_CANCEL };

/** The model goes by its own table, not by the one of the call, which it checks. */
export const END_EVENTS: Record<EndReason, EndEvents> = {
  hangup: plain,
  'remote-hangup': plain,
  rejected: { ...plain, inviter: EVENT.REJECT },
  busy: { ...plain, inviter: EVENT.LINE_BUSY },
  'no-response': { callEnd: 'once', inviter: EVENT.NO_RESP, invitee: EVENT.CALLING_TIMEOUT },
  offline: { callEnd: 'once', inviter: EVENT.NO_RESP },
  cancelled: takenBack,
  'answered-elsewhere': takenBack,
  'declined-elsewhere': takenBack,
  'connection-lost': failure,
  'room-dismissed': failure,
  'kicked-out': plain,
  'user-sig-expired': plain,
  'permission-denied': failure,
  'no-device': failure,
  'not-supported': failure,
  'signalling-error': failure,
  'media-error': failure,
  'logged-out': plain,
};

/** Everybody logs in with it, and nobody is to read it anywhere. */
export const USER_SIG = 'the-user-sig-of-everybody';
