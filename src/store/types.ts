/** These types are the store's contract with screens and with the instance behind it. */
import type { CallError } from '../errors';
import type { CallReport, CallType, DeviceKind, EndReason, Member } from '../trtc-calling/public';
import type { LiveView, PageLink } from '../trtc-calling/live';
import type { CallSnapshot } from '../trtc-calling/snapshot';

export type { CallReport, CallSnapshot, CallType, DeviceKind, EndReason, Member };

/** A camera or a microphone, as `getCameras` and `getMicrophones` list them. */
export interface CallDevice {
  deviceId: string;
  label: string;
  inUse?: boolean;
}

/** A target says whom to call, and how. `receiveOnly` joins without sending. */
export interface CallTarget {
  /** One for a 1v1 call, several for a group call. */
  userIDs: string[];
  type: CallType;
  groupID?: string;
  receiveOnly?: boolean;
}

/**
 * The store needs this of a `TRTCCalling`. It is written down as a shape, so that a screen can be driven
 * by anything that behaves like one.
 */
export interface CallControl {
  readonly snapshot: CallSnapshot;
  /** In WeChat mini-programs: what the page renders. */
  readonly liveView?: LiveView | undefined;
  /** In Apps: what joins the media and the page that carries them. */
  readonly pageLink?: PageLink | undefined;
  subscribe(listener: (snapshot: CallSnapshot) => void): () => void;
  on(event: 'onError', listener: (error: CallError) => void): unknown;
  on(event: 'onDevicesChanged', listener: () => void): unknown;
  on(event: 'onCallReport', listener: (report: CallReport) => void): unknown;
  off(event: 'onError', listener: (error: CallError) => void): unknown;
  off(event: 'onDevicesChanged', listener: () => void): unknown;
  off(event: 'onCallReport', listener: (report: CallReport) => void): unknown;
  call(options: {
    userID: string;
    type: CallType;
    timeout?: number;
    receiveOnly?: boolean;
  }): unknown;
  groupCall(options: {
    userIDList: string[];
    type: CallType;
    timeout?: number;
    groupID?: string;
    receiveOnly?: boolean;
  }): unknown;
  joinInGroupCall(options: { roomID: number; type: CallType; groupID?: string }): unknown;
  accept(options?: { receiveOnly?: boolean }): unknown;
  reject(): unknown;
  hangup(): unknown;
  startLocalView(options: { userID: string; videoViewDomID: string }): unknown;
  stopLocalView(options: { userID: string }): unknown;
  startRemoteView(options: { userID: string; videoViewDomID: string }): unknown;
  stopRemoteView(options: { userID: string }): unknown;
  openCamera(): unknown;
  closeCamera(): unknown;
  setMicMute(muted: boolean): unknown;
  switchToAudioCall(): unknown;
  switchToVideoCall(): unknown;
  getCameras(): Promise<CallDevice[]>;
  getMicrophones(): Promise<CallDevice[]>;
  getSpeakers(): Promise<CallDevice[]>;
  switchDevice(options: { deviceType: DeviceKind; deviceId: string }): unknown;
  resumePlayback(): unknown;
  /** Without it nothing is known beforehand. */
  checkEnvironment?(): Promise<{ findings: { code?: number; level: string }[] }>;
}

/** Options of `attach`. */
export interface AttachOptions {
  /** The app draws calls itself: no `<trtc-call-kit />` is missed, and no warning says so. */
  ownScreens?: boolean;
}

/** A failure as plain data: no stack, no cause, nothing that belongs to an SDK. */
export interface PlainError {
  code: number;
  name: string;
  /** The reason says to a developer what went wrong. */
  reason: string;
  /** The cure says to a developer what to do about it. */
  cure: string;
}

/** A record is one finished call, as this user saw it. */
export interface CallRecord {
  /** Everybody else; the first is who called or was called first. */
  userIDs: string[];
  groupID: string;
  isGroup: boolean;
  type: CallType;
  direction: 'outgoing' | 'incoming';
  reason: EndReason;
  /** The time of talk; 0 if it never connected. */
  seconds: number;
  /** Epoch ms of the end. */
  at: number;
  errorCode?: number;
}
