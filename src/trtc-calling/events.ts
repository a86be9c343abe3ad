/** Every event has a name and a payload here. */
import type { CancelReason } from '../call/end-rules';
import type { CallEnd, CallType } from '../call/state';
import type { CallReport } from '../diagnostics/report';
import type { CallError } from '../errors';

/**
 * Event names. The string values are part of the documented API: `on('onInvited', …)` works too.
 * @see https://web.sdk.qcloud.com/component/trtccalling/doc/TRTCCalling/web/TRTCCalling.html
 */
export const EVENT = {
  /** Something failed. The call ends only if the snapshot says so. */
  ERROR: 'onError',
  /** Calls can be made and received. Once per login. */
  SDK_READY: 'sdkReady',
  /** The connection to IM was lost or the user was logged out. */
  SDK_NOT_READY: 'sdkNotReady',
  /** Somebody calls me. */
  INVITED: 'onInvited',
  /** The inviter learns that this user accepted. */
  USER_ACCEPT: 'onUserAccept',
  /** A user entered the room; once per user and stay. */
  USER_ENTER: 'onUserEnter',
  /** A user left the room. */
  USER_LEAVE: 'onUserLeave',
  /** The inviter learns that this user declined. */
  REJECT: 'onReject',
  /** The inviter learns that these users did not answer in time or are offline. */
  NO_RESP: 'onNoResp',
  /** The inviter learns that this user is in another call. */
  LINE_BUSY: 'onLineBusy',
  /** The invitee learns that the invitation is over: cancelled, or answered on another device. */
  CALLING_CANCEL: 'onCallingCancel',
  /** This account logged in somewhere else. */
  KICKED_OUT: 'onKickedOut',
  /** The invitee learns that nobody answered here in time. */
  CALLING_TIMEOUT: 'onCallingTimeout',
  /** The call is over; once per call that connected or timed out. */
  CALL_END: 'onCallEnd',
  /** The same as CALL_END, under its former name. */
  CALLING_END: 'onCallEnd',
  /** A user's camera went on or off; also the first state after entering. */
  USER_VIDEO_AVAILABLE: 'onUserVideoAvailable',
  /** A user's microphone went on or off; also the first state after entering. */
  USER_AUDIO_AVAILABLE: 'onUserAudioAvailable',
  /** The app learns who speaks how loud, about once a second. */
  USER_VOICE_VOLUME: 'onUserVoiceVolume',
  /** Group calls: who is invited and has not answered yet. */
  GROUP_CALL_INVITEE_LIST_UPDATE: 'onGroupCallInviteeListUpdate',
  /** The call became an audio or a video call. Mini-program name: CALL_MODE. */
  CALL_MODE: 'CALL_MODE',
  /** A call has ended, whichever way: what happened in it. Once per call. @see CallReport */
  CALL_REPORT: 'onCallReport',
  /** Sound or picture of these users is blocked until the user taps. */
  PLAYBACK_BLOCKED: 'onPlaybackBlocked',
  /** A camera, microphone or speaker was plugged in or out, or the page of an App lists them now. */
  DEVICES_CHANGED: 'onDevicesChanged',
} as const;

export const CALL_TYPE = { UNKNOWN: 0, AUDIO_CALL: 1, VIDEO_CALL: 2 } as const;

export interface InvitedPayload {
  sponsor: string;
  userIDList: string[];
  /** The same list, under its mini-program name. */
  inviteeList: string[];
  isFromGroup: boolean;
  inviteID: string;
  inviteData: { version: number; callType: CallType; roomID: number; callEnd: number };
}

export interface UserPayload {
  userID: string;
}

export interface AnswerPayload extends UserPayload {
  sponsor: string;
  inviteID: string;
  /** The same user, under the mini-program name. */
  invitee: string;
}

export interface NoResponsePayload {
  sponsor: string;
  /** The first of them. */
  userID: string;
  userIDList: string[];
  timeoutUserList: string[];
  reason: 'timeout' | 'offline';
}

export interface CallingTimeoutPayload {
  sponsor: string;
  userIDList: string[];
  timeoutUserList: string[];
}

export interface CallingCancelPayload {
  sponsor: string;
  inviteID: string;
  reason: CancelReason;
}

export interface CallEndPayload {
  /** The user who ended it, as far as known. */
  userID: string;
  /** Whole seconds. */
  callEnd: number;
  reason: CallEnd['reason'];
}

/** A listener gets this payload, by event. */
export interface EventPayloads {
  onError: CallError;
  sdkReady: { name: 'sdkReady' };
  sdkNotReady: { name: 'sdkNotReady' };
  onInvited: InvitedPayload;
  onUserAccept: UserPayload;
  onUserEnter: UserPayload;
  onUserLeave: UserPayload;
  onReject: AnswerPayload;
  onNoResp: NoResponsePayload;
  onLineBusy: AnswerPayload;
  onCallingCancel: CallingCancelPayload;
  onKickedOut: { message: string };
  onCallingTimeout: CallingTimeoutPayload;
  onCallEnd: CallEndPayload;
  onUserVideoAvailable: UserPayload & { isVideoAvailable: boolean };
  onUserAudioAvailable: UserPayload & { isAudioAvailable: boolean };
  onUserVoiceVolume: { volumeMap: { userID: string; volume: number }[] };
  onGroupCallInviteeListUpdate: { userIDList: string[] };
  CALL_MODE: { type: CallType };
  onPlaybackBlocked: { userIDList: string[] };
  onDevicesChanged: Record<string, never>;
  onCallReport: CallReport;
}

/** An event is known by its value. One without a payload above does not compile. */
export type EventName = (typeof EVENT)[keyof typeof EVENT];

/** An app is told a name with the payload that belongs to it. */
export type AppEvent = { [K in EventName]: [name: K, payload: EventPayloads[K]] }[EventName];

/** Mini-program TRTCCalling has these names: `on('INVITED', …)`. Their listeners get the payload as `data`. */
export type MiniProgramEventName = Exclude<keyof typeof EVENT, 'CALLING_END' | 'CALL_MODE'>;

export interface MiniProgramEvent<K extends MiniProgramEventName> {
  eventCode: K;
  data: EventPayloads[(typeof EVENT)[K]];
}

const MINI_PROGRAM_NAMES = new Map(
  Object.entries(EVENT)
    .filter(([key, value]) => key !== 'CALLING_END' && key !== value)
    .map(([key, value]) => [value as string, key]),
);

/** `onInvited` → `INVITED` */
export const miniProgramNameOf = (name: EventName): string | undefined =>
  MINI_PROGRAM_NAMES.get(name);
