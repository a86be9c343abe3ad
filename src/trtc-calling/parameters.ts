/** Parameters of the documented methods are declared and checked here, today's and former forms. */
import type { ReportOptions } from '../diagnostics/report';
import type { CallType } from '../call/state';
import { CallError, describeCause } from '../errors';
import type { AppMediaOption, DeviceKind, VideoQuality } from '../media/port';
import type { ProxyOptions } from '../runtime/environment';
import type { OfflinePushInfo } from '../signaling/port';

export type { DeviceKind };

export interface TRTCCallingOptions {
  /** @see https://console.cloud.tencent.com/trtc — calls work between users of one SDKAppID only */
  SDKAppID?: number;
  /** The same, as mini-programs spell it. */
  sdkAppID?: number;
  /**
   * An IM instance of the app, of tim-js-sdk or of @tencentcloud/chat, logged in or not; its login is then
   * shared.
   */
  tim?: unknown;
  /** Private deployments and the local cloud. */
  proxy?: ProxyOptions;
  /**
   * In Apps, what carries sound and picture: 'native' the native TRTC plug-in, 'web' the web view of the call page,
   * 'auto' (the default) the plug-in where it is packed, else the web view. Elsewhere it is ignored.
   */
  appMedia?: AppMediaOption;
  /** Asked for a new userSig before the one of login() ends. Ask your server; never sign in the client. */
  getUserSig?: (userID: string) => Promise<{ userSig: string; expiresAt: number }>;
}

export interface LoginParams {
  /** Letters, digits, - and _; at most 32. */
  userID: string;
  /** Made by your server. Never make it in the client. */
  userSig: string;
  /** Epoch ms at which userSig ends. With `getUserSig` it is renewed five minutes before. */
  expiresAt?: number;
}

export interface CallParams {
  userID: string;
  /** 1 audio, 2 video. @see TRTCCalling.CALL_TYPE */
  type: CallType;
  /** Seconds until an unanswered call ends; 30 unless given, 0: no limit. */
  timeout?: number;
  offlinePushInfo?: OfflinePushInfo;
  /** Join without sending: no device and no permission is needed. */
  receiveOnly?: boolean;
}

export interface GroupCallParams extends Omit<CallParams, 'userID'> {
  userIDList: string[];
  /** With it one message to the IM group; without it one to each user. */
  groupID?: string;
}

/** A group call that goes on, as the snapshot or an invitation named it. */
export interface JoinInGroupCallParams {
  /** A number, or its digits. */
  roomID: number | string;
  type: CallType;
  /** The IM group that was called; without one leave it out. */
  groupID?: string;
  /** Join without sending: no device and no permission is needed. */
  receiveOnly?: boolean;
}

/** The form of versions before 1.0: which invitation is meant. Today only one can ring. */
export interface FormerAnswerParams {
  /** Refused if another call rings, or none. */
  inviteID?: string;
  /** Not needed: the invitation says it. */
  roomID?: number | string;
  /** Not needed: the invitation says it. */
  callType?: CallType;
}

export interface AcceptParams extends FormerAnswerParams {
  receiveOnly?: boolean;
}

export interface RejectParams extends FormerAnswerParams {
  /** True: the caller hears LINE_BUSY rather than REJECT. Who is in a call already says busy by itself. */
  isBusy?: boolean;
}

/** Shows a user in a DOM element (H5) or in a view of this id (other platforms). */
export interface ViewParams {
  userID: string;
  videoViewDomID: string;
}

export interface StopViewParams {
  userID: string;
  /** Former versions named the view as well; it is not needed. */
  videoViewDomID?: string;
}

export interface SwitchDeviceParams {
  deviceType: DeviceKind;
  /** From getCameras(), getMicrophones() or getSpeakers(). */
  deviceId: string;
}

/** Seconds that a call rings unless told otherwise: what all clients of this wire use. */
export const DEFAULT_TIMEOUT = 30;

const USER_ID = /^[A-Za-z0-9_-]{1,32}$/;

const invalid = CallError.invalidParameter;

/** Reads parameters of the app, which may be anything: what throws on the way is a wrong parameter too. */
function reading<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw error instanceof CallError
      ? error
      : invalid(`it cannot be read (${describeCause(error)})`);
  }
}

export function sdkAppIDOf(options: TRTCCallingOptions | undefined): number {
  return reading(() => {
    const id = Number(options?.SDKAppID ?? options?.sdkAppID);
    if (!Number.isInteger(id) || id <= 0) {
      throw invalid('SDKAppID must be the number of your TRTC application');
    }
    return id;
  });
}

const APP_MEDIA: readonly unknown[] = ['auto', 'native', 'web'] satisfies AppMediaOption[];

export function appMediaOf(options: TRTCCallingOptions): AppMediaOption {
  return reading(() => {
    const { appMedia = 'auto' } = options;
    if (!APP_MEDIA.includes(appMedia)) throw invalid("appMedia must be 'auto', 'native' or 'web'");
    return appMedia;
  });
}

export function checkLogin(params: LoginParams | undefined): LoginParams {
  return reading(() => {
    const { userID, userSig } = params ?? ({} as Partial<LoginParams>);
    if (typeof userID !== 'string' || !USER_ID.test(userID)) {
      throw invalid('userID must be 1 to 32 letters, digits, - or _');
    }
    if (typeof userSig !== 'string' || userSig === '') {
      throw invalid('userSig must be the string that your server made for this userID');
    }
    const expiresAt = params?.expiresAt;
    if (expiresAt !== undefined && !Number.isFinite(expiresAt)) {
      throw invalid('expiresAt must be the time in ms since 1970 at which userSig ends');
    }
    return { userID, userSig, ...(expiresAt === undefined ? {} : { expiresAt }) };
  });
}

function checkUserIDs(userIDs: unknown, me: string): string[] {
  if (!Array.isArray(userIDs) || userIDs.length === 0) {
    throw invalid('userIDList must name at least one user');
  }
  const list = [...new Set(userIDs as unknown[])];
  for (const userID of list) {
    if (typeof userID !== 'string' || userID === '') {
      throw invalid('a userID must be a non-empty string');
    }
  }
  // Apps name a whole group; who calls is in it already.
  const others = (list as string[]).filter((userID) => userID !== me);
  if (others.length === 0) throw invalid('a user cannot call themselves');
  return others;
}

function checkType(type: unknown): CallType {
  if (type !== 1 && type !== 2) throw invalid('type must be 1 (audio) or 2 (video)');
  return type;
}

function checkTimeout(timeout: unknown): number {
  if (timeout === undefined) return DEFAULT_TIMEOUT;
  if (typeof timeout !== 'number' || !Number.isFinite(timeout) || timeout < 0) {
    throw invalid('timeout must be a number of seconds, 0 for no limit');
  }
  return Math.round(timeout);
}

/** A checked call is copied: the app's arrays are never kept. */
export interface CheckedCall {
  userIDs: string[];
  type: CallType;
  groupID: string;
  isGroup: boolean;
  timeout: number;
  receiveOnly: boolean;
  push: OfflinePushInfo | undefined;
}

export function checkCall(params: CallParams | undefined, me: string): CheckedCall {
  return reading(() => {
    if (!params) throw invalid('call() needs { userID, type }');
    return {
      userIDs: checkUserIDs([params.userID], me),
      type: checkType(params.type),
      groupID: '',
      isGroup: false,
      timeout: checkTimeout(params.timeout),
      receiveOnly: params.receiveOnly === true,
      push: params.offlinePushInfo && { ...params.offlinePushInfo },
    };
  });
}

export function checkGroupCall(params: GroupCallParams | undefined, me: string): CheckedCall {
  return reading(() => {
    if (!params) throw invalid('groupCall() needs { userIDList, type }');
    const { groupID = '' } = params;
    if (typeof groupID !== 'string') throw invalid('groupID must be a string');
    return {
      userIDs: checkUserIDs(params.userIDList, me),
      type: checkType(params.type),
      groupID,
      isGroup: true,
      timeout: checkTimeout(params.timeout),
      receiveOnly: params.receiveOnly === true,
      push: params.offlinePushInfo && { ...params.offlinePushInfo },
    };
  });
}

/** The largest number that every TRTC client takes for a room. */
const LAST_ROOM = 2_147_483_647;

const isRoom = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= LAST_ROOM;

export function checkJoin(
  params: JoinInGroupCallParams | undefined,
): CheckedCall & { roomID: number } {
  return reading(() => {
    const {
      roomID,
      type,
      groupID = '',
      receiveOnly,
    } = params ?? ({} as Partial<JoinInGroupCallParams>);
    const number = typeof roomID === 'string' && /^\d+$/.test(roomID) ? Number(roomID) : roomID;
    if (!isRoom(number)) {
      throw invalid(`roomID must be the number of a room, 1 to ${LAST_ROOM}`);
    }
    if (typeof groupID !== 'string') throw invalid('groupID must be a string');
    return {
      roomID: number,
      userIDs: [],
      type: checkType(type),
      groupID,
      isGroup: true,
      timeout: 0,
      receiveOnly: receiveOnly === true,
      push: undefined,
    };
  });
}

/**
 * @returns whether to join without sending
 * @throws CallError 61004 if the app means another invitation than the one that rings
 */
export function checkAnswer(params: AcceptParams | undefined, inviteID: string): boolean {
  return reading(() => {
    const meant = params?.inviteID;
    if (meant !== undefined && meant !== inviteID) throw CallError.noInvitation();
    return params?.receiveOnly === true;
  });
}

const PROFILES = ['240p', '360p', '480p', '720p', '1080p'];

export function checkQuality(quality: unknown): VideoQuality {
  return reading(() => {
    if (typeof quality === 'string' && PROFILES.includes(quality)) return quality as VideoQuality;
    if (typeof quality === 'object' && quality !== null) {
      const { width, height, frameRate, bitrate } = quality as Record<string, unknown>;
      const numbers = [width, height, frameRate, bitrate];
      if (numbers.every((value) => typeof value === 'number' && value > 0)) {
        return quality as VideoQuality;
      }
    }
    throw invalid(
      `quality must be one of ${PROFILES.join(', ')} or { width, height, frameRate, bitrate }`,
    );
  });
}

export function checkView(params: ViewParams | undefined): ViewParams {
  return reading(() => {
    const { userID, videoViewDomID } = params ?? ({} as Partial<ViewParams>);
    if (typeof userID !== 'string' || userID === '') throw invalid('userID must be a string');
    if (typeof videoViewDomID !== 'string' || videoViewDomID === '') {
      throw invalid('videoViewDomID must be the id of an element');
    }
    return { userID, videoViewDomID };
  });
}

/** @returns the user whose view is meant */
export function checkStopView(params: StopViewParams | undefined): string {
  return reading(() => {
    const userID = params?.userID;
    if (typeof userID !== 'string' || userID === '') throw invalid('userID must be a string');
    return userID;
  });
}

/** @returns whether userIDs are to be left out */
export function checkReport(options: ReportOptions | undefined): boolean {
  return reading(() => options?.redact === true);
}

const DEVICE_KINDS: readonly unknown[] = ['audio', 'video', 'speaker'] satisfies DeviceKind[];

export function checkDevice(params: SwitchDeviceParams | undefined): SwitchDeviceParams {
  return reading(() => {
    const { deviceType, deviceId } = params ?? ({} as Partial<SwitchDeviceParams>);
    if (
      !deviceType ||
      !DEVICE_KINDS.includes(deviceType) ||
      typeof deviceId !== 'string' ||
      !deviceId
    ) {
      throw invalid("switchDevice() needs deviceType 'audio', 'video' or 'speaker', and deviceId");
    }
    return { deviceType, deviceId };
  });
}
