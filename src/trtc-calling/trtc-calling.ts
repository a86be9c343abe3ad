/** This class is the documented API; everything behind it is given to it or private. */
import type { CallState, CallType } from '../call/state';
import { checkEnvironment, type CheckOptions, type EnvironmentReport } from '../diagnostics';
import type { CallReport, ReportOptions } from '../diagnostics/report';
import { CallError, guarded } from '../errors';
import type { LiveView, MediaDevice, PageLink, VideoQuality } from '../media/port';
import type { Platform } from '../platform/platform';
import { Account } from './account';
import {
  CALL_TYPE,
  EVENT,
  type EventName,
  type EventPayloads,
  type MiniProgramEvent,
  type MiniProgramEventName,
} from './events';
import {
  checkAnswer,
  checkCall,
  checkDevice,
  checkGroupCall,
  checkJoin,
  checkQuality,
  checkReport,
  checkStopView,
  checkView,
  type AcceptParams,
  type CallParams,
  type CheckedCall,
  type GroupCallParams,
  type JoinInGroupCallParams,
  type LoginParams,
  type RejectParams,
  type StopViewParams,
  type SwitchDeviceParams,
  type TRTCCallingOptions,
  type ViewParams,
} from './parameters';
import type { Session } from './session';
import type { CallSnapshot, CallStatus } from './snapshot';

/** call(), groupCall(), joinInGroupCall() and accept() resolve with this. */
export interface CallResult {
  code: 0;
  inviteID: string;
  roomID: number;
  callType: CallType;
  /** call(): the callee; accept(): the inviter. */
  userID: string;
  /** True if this side sends sound. */
  audio: boolean;
  /** True if this side sends a picture. */
  video: boolean;
}

/**
 * TRTCCallingCore makes audio and video calls by the documented API, on a platform that is given to it.
 * @see https://web.sdk.qcloud.com/component/trtccalling/doc/TRTCCalling/web/TRTCCalling.html
 */
export class TRTCCallingCore {
  static readonly EVENT = EVENT;
  static readonly CALL_TYPE = CALL_TYPE;
  readonly EVENT = EVENT;
  readonly CALL_TYPE = CALL_TYPE;

  /** The IM instance of the app, if it gave one. */
  protected readonly givenTim: unknown;
  private readonly account: Account;
  private switches = 0;

  /** @throws CallError 61001 without an SDKAppID */
  constructor(
    private readonly options: TRTCCallingOptions,
    private readonly platform: Platform,
  ) {
    this.account = new Account(options, platform);
    this.givenTim = options.tim;
  }

  /** In WeChat mini-programs, while logged in: what pages render, and where their events go. */
  get liveView(): LiveView | undefined {
    return this.account.opened?.media.liveView;
  }

  /** In Apps, while logged in: what joins the media of a call and the page that carries them. */
  get pageLink(): PageLink | undefined {
    return this.account.opened?.media.pageLink;
  }

  /* State and events. */

  /** A snapshot is all that a screen needs, as plain data; each change makes a new object. */
  get snapshot(): CallSnapshot {
    return this.account.snapshot;
  }

  /** @returns stops it */
  subscribe(listener: (snapshot: CallSnapshot) => void): () => void {
    if (typeof listener !== 'function') {
      throw CallError.invalidParameter('the listener of the snapshot is not a function');
    }
    return this.account.subscribe(listener);
  }

  /** Listens to an event. `context` becomes `this` of the callback; the instance if none is given. */
  on<K extends EventName>(
    event: K,
    callback: (payload: EventPayloads[K]) => void,
    context?: unknown,
  ): void;
  on<K extends MiniProgramEventName>(
    event: K,
    callback: (event: MiniProgramEvent<K>) => void,
    context?: unknown,
  ): void;
  on(event: string, callback: (payload: never) => void, context?: unknown): void {
    if (typeof callback !== 'function') {
      throw CallError.invalidParameter(
        `the listener of ${typeof event === 'string' ? event : 'an event'} is not a function`,
      );
    }
    this.account.emitter.on(event, callback, context ?? this);
  }

  /** Stops a listener, or without one all listeners of the event. */
  off<K extends EventName>(
    event: K,
    callback?: (payload: EventPayloads[K]) => void,
    context?: unknown,
  ): void;
  off<K extends MiniProgramEventName>(
    event: K,
    callback?: (event: MiniProgramEvent<K>) => void,
    context?: unknown,
  ): void;
  off(event: string, callback?: (payload: never) => void, context?: unknown): void {
    this.account.emitter.off(event, callback, context);
  }

  /** −1 debug, 0 log, 1 info, 2 warn (default), 3 error, 4 nothing. */
  setLogLevel(level: number): void {
    if (typeof level !== 'number' || Number.isNaN(level)) {
      throw CallError.invalidParameter('the log level must be a number, -1 to 4');
    }
    this.account.log.level = level;
  }

  getCallStatus(): CallStatus {
    return this.snapshot.status;
  }

  getCallType(): CallType | 0 {
    return this.snapshot.phase === 'idle' ? CALL_TYPE.UNKNOWN : this.snapshot.type;
  }

  getUserID(): string {
    return this.snapshot.userID;
  }

  isGroupCall(): boolean {
    return this.snapshot.isGroup;
  }

  /**
   * What stands in the way of a call here, each finding with its cure. Asks the user for nothing and
   * works without a login; `{ reach: true }` also tries to reach the services.
   */
  checkEnvironment(options: CheckOptions = {}): Promise<EnvironmentReport> {
    return guarded(() =>
      checkEnvironment(this.platform.checks, { proxy: this.options.proxy, ...options }),
    );
  }

  /**
   * What has happened in the call that runs, or else in the last one since the login: its timeline, its quality and
   * what was unusual, as plain JSON without userSig. Nothing of it is sent anywhere. `{ redact: true }` takes the
   * userIDs out. Undefined: there was no call.
   *
   * @throws CallError 61001
   * @see describeReport of `trtc-calling-uni/diagnostics`, which puts it into words
   */
  report(options?: ReportOptions): CallReport | undefined {
    return this.account.report({ redact: checkReport(options) });
  }

  /* Login. */

  /**
   * Loads the IM SDK and logs in. Resolves when calls can be made and received.
   * @throws CallError 61001, 61005, 61012
   */
  login(params: LoginParams): Promise<void> {
    return this.account.login(params);
  }

  /** Ends a call in progress, tells the peer, and logs out. Without a login it does nothing. */
  logout(): Promise<void> {
    return this.account.logout();
  }

  /** Hangs up, logs out, removes every listener. The instance cannot be used afterwards. */
  destroy(): Promise<void> {
    return this.account.destroy();
  }

  /* Calls. */

  /**
   * Calls one user. Resolves when it rings there and this side is in the room.
   * @throws CallError 60003–60006 (nothing was sent), 61001–61003, 61006–61008, 61011 (hung up before)
   */
  call(params: CallParams): Promise<CallResult> {
    return this.account.whenReady((session) =>
      this.dial(session, checkCall(params, session.userID)),
    );
  }

  /**
   * Calls several users; during a group call it invites more of them into the same room.
   * @throws as call()
   */
  groupCall(params: GroupCallParams): Promise<CallResult> {
    return this.account.whenReady((session) => {
      const checked = checkGroupCall(params, session.userID);
      const { phase, isGroup } = session.call;
      if (isGroup && (phase === 'inviting' || phase === 'connected')) {
        const { userIDs, push, timeout } = checked;
        return session.engine
          .command({ kind: 'invite-more', userIDs, push, timeout })
          .then(() => resultOf(session.call, userIDs[0] ?? ''));
      }
      return this.dial(session, checked);
    });
  }

  /**
   * Comes into a group call that goes on, as after a reload of the page; nobody is rung. Resolves when
   * this side is in the room. Nobody in the room: the call ends after 5 s with 'remote-hangup'.
   * @throws CallError 60003–60006, 61001–61003, 61007, 61008, 61011
   */
  joinInGroupCall(params: JoinInGroupCallParams): Promise<CallResult> {
    return this.account.whenReady((session) => {
      const { roomID, ...checked } = checkJoin(params);
      return this.dial(session, checked, roomID);
    });
  }

  private dial(
    session: Session,
    checked: CheckedCall,
    roomID = this.platform.randomRoomID(),
  ): Promise<CallResult> {
    return session.engine
      .dial({ ...checked, roomID })
      .then(() => resultOf(session.call, checked.userIDs[0] ?? ''));
  }

  /**
   * Answers the call that rings. Resolves when the call is connected.
   * @throws CallError 60003–60006 (the inviter is told), 61004, 61006–61008, 61011
   */
  accept(params?: AcceptParams): Promise<CallResult> {
    return this.account.whenReady((session) => {
      const receiveOnly = checkAnswer(params, session.call.inviteID);
      return session.engine
        .command({ kind: 'accept', receiveOnly })
        .then(() => resultOf(session.call, session.call.inviter));
    });
  }

  /** Declines the call that rings. @throws CallError 61004 */
  reject(params?: RejectParams): Promise<void> {
    return this.account.whenReady((session) => {
      checkAnswer(params, session.call.inviteID);
      return session.engine.command({ kind: 'reject', isBusy: params?.isBusy === true });
    });
  }

  /**
   * Ends the call, whatever it is doing: cancels a call that rings at the other side, declines one that
   * rings here. Harmless without a call. Resolves when everything is released.
   */
  hangup(): Promise<void> {
    return this.account.hangUp();
  }

  /** @throws CallError 60001 if the other side does not agree in time; the call goes on */
  switchToAudioCall(): Promise<void> {
    return this.switchType(CALL_TYPE.AUDIO_CALL);
  }

  /** @throws CallError 60002 if the camera fails or the other side does not agree; the call goes on */
  switchToVideoCall(): Promise<void> {
    return this.switchType(CALL_TYPE.VIDEO_CALL);
  }

  private switchType(to: CallType): Promise<void> {
    return this.account.whenReady((session) =>
      session.engine.command({ kind: 'switch-type', to, ref: `switch-${++this.switches}` }),
    );
  }

  /* Microphone, camera, views. */

  /** Before there is a picture the wish is remembered. @throws CallError 60004, 60005 */
  openCamera(): Promise<void> {
    return this.account.whenReady((session) =>
      session.engine.command({ kind: 'set-camera', on: true }),
    );
  }

  /** Ends the camera's track: its light goes out, and the others see that it is off. */
  closeCamera(): Promise<void> {
    return this.account.whenReady((session) =>
      session.engine.command({ kind: 'set-camera', on: false }),
    );
  }

  /** @param isMute true: the microphone is off */
  setMicMute(isMute: boolean): Promise<void> {
    return this.account.whenReady((session) =>
      session.engine.command({ kind: 'set-microphone', on: !isMute }),
    );
  }

  /** Shows the local picture. @param params.videoViewDomID an element that is in the page */
  startLocalView(params: ViewParams): Promise<void> {
    return this.account.whenReady(({ media }) => {
      const { userID, videoViewDomID: view } = checkView(params);
      return media.attach({ userID, local: true, view, mirror: true, fit: 'cover' });
    });
  }

  /** Shows another user, now or as soon as there is a picture; once more: moves it. */
  startRemoteView(params: ViewParams): Promise<void> {
    return this.account.whenReady(({ media }) => {
      const { userID, videoViewDomID: view } = checkView(params);
      return media.attach({ userID, local: false, view, fit: 'cover' });
    });
  }

  stopLocalView(params: StopViewParams): Promise<void> {
    return this.account.whenReady(({ media }) => media.detach(checkStopView(params)));
  }

  /** Takes the picture away; the sound goes on. */
  stopRemoteView(params: StopViewParams): Promise<void> {
    return this.account.whenReady(({ media }) => media.detach(checkStopView(params)));
  }

  /** Lets blocked sound and pictures play. Call it directly in the handler of a tap, before any await. */
  resumePlayback(): void {
    try {
      this.account.opened?.media.unlock();
    } catch (error) {
      throw CallError.playbackFailed(error);
    }
  }

  /** '240p' … '1080p' or { width, height, frameRate, bitrate }. Applies from now on; needs no login. */
  setVideoQuality(quality: VideoQuality): Promise<VideoQuality> {
    return guarded(async () => {
      this.account.quality = checkQuality(quality);
      await this.account.opened?.media.setQuality(this.account.quality);
      return quality;
    });
  }

  getVideoQuality(): VideoQuality {
    return this.account.quality;
  }

  getCameras(): Promise<MediaDevice[]> {
    return this.account.whenReady(({ media }) => media.devices('videoinput'));
  }

  getMicrophones(): Promise<MediaDevice[]> {
    return this.account.whenReady(({ media }) => media.devices('audioinput'));
  }

  /** Empty where the browser does not let a page choose (Safari). */
  getSpeakers(): Promise<MediaDevice[]> {
    return this.account.whenReady(({ media }) => media.devices('audiooutput'));
  }

  /** Before a call, for the next one; during a call, at once. @throws CallError 61014; the device before stays in use */
  switchDevice(params: SwitchDeviceParams): Promise<void> {
    return this.account.whenReady(({ media }) => {
      const { deviceType, deviceId } = checkDevice(params);
      return media.switchDevice(deviceType, deviceId);
    });
  }
}

function resultOf(call: CallState, userID: string): CallResult {
  const { inviteID, roomID, type, local } = call;
  return {
    code: 0,
    inviteID,
    roomID,
    callType: type,
    userID,
    audio: !local.receiveOnly,
    video: !local.receiveOnly && local.camera,
  };
}
