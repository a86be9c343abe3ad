import { IDLE, type CallState, type CallType } from '../call/state';
import { CallError } from '../errors';
import { createLogger, LOG_LEVELS, type Logger } from '../log';
import type { MediaDevice, VideoQuality } from '../media/port';
import type { MediaReport, ServiceSignal } from '../engine/engine';
import type { Platform } from '../platform/types';
import { Emitter } from './emitter';
import { CALL_TYPE, EVENT, type EventName, type EventPayloads } from './events';
import {
  checkCall,
  checkGroupCall,
  checkLogin,
  checkQuality,
  checkView,
  sdkAppIDOf,
  type AcceptParams,
  type CallParams,
  type CheckedCall,
  type GroupCallParams,
  type LoginParams,
  type SwitchDeviceParams,
  type TRTCCallingOptions,
  type ViewParams,
} from './parameters';
import { appEventOf } from './payloads';
import { Session } from './session';
import { snapshotOf, type CallSnapshot, type CallStatus, type ServiceState } from './snapshot';

/** What call(), groupCall() and accept() resolve with. */
export interface CallResult {
  code: 0;
  inviteID: string;
  roomID: number;
  callType: CallType;
  /** call(): the callee; accept(): the inviter. */
  userID: string;
  /** What this side sends. */
  audio: boolean;
  video: boolean;
}

const LOGGED_OUT: ServiceState = {
  userID: '',
  login: 'logged-out',
  quality: { up: 0, down: 0 },
};

/**
 * Audio and video calls: the documented TRTCCalling API, on a platform that is given to it.
 * @see https://web.sdk.qcloud.com/component/trtccalling/doc/TRTCCalling/web/TRTCCalling.html
 */
export class TRTCCallingCore {
  static readonly EVENT = EVENT;
  static readonly CALL_TYPE = CALL_TYPE;
  readonly EVENT = EVENT;
  readonly CALL_TYPE = CALL_TYPE;

  private readonly sdkAppID: number;
  private readonly log: Logger = createLogger(LOG_LEVELS.warn);
  private readonly emitter = new Emitter(this.log);
  private readonly subscribers = new Set<(snapshot: CallSnapshot) => void>();
  private session: Session | undefined;
  /** The login or logout that is under way; the next one comes after it. */
  private turn: Promise<unknown> = Promise.resolve();
  private pendingLogin: { userID: string; done: Promise<void> } | undefined;
  private service: ServiceState = LOGGED_OUT;
  private current: CallSnapshot = snapshotOf(LOGGED_OUT, IDLE);
  private quality: VideoQuality = '480p';
  private destroyed = false;

  /** @throws CallError 61001 without an SDKAppID */
  constructor(
    private readonly options: TRTCCallingOptions,
    private readonly platform: Platform,
  ) {
    this.sdkAppID = sdkAppIDOf(options);
  }

  /* State and events. */

  /** What a screen needs, as plain data; a new object per change. */
  get snapshot(): CallSnapshot {
    return this.current;
  }

  /** @returns stops it */
  subscribe(listener: (snapshot: CallSnapshot) => void): () => void {
    this.subscribers.add(listener);
    return () => void this.subscribers.delete(listener);
  }

  /** Listens to an event. `context` becomes `this` of the callback; the instance if none is given. */
  on<K extends EventName>(
    event: K,
    callback: (payload: EventPayloads[K]) => void,
    context?: unknown,
  ): void {
    if (typeof callback !== 'function') {
      throw CallError.invalidParameter(`the listener of ${event} is not a function`);
    }
    this.emitter.on(event, callback, context ?? this);
  }

  /** Stops a listener, or without one all listeners of the event. */
  off<K extends EventName>(
    event: K,
    callback?: (payload: EventPayloads[K]) => void,
    context?: unknown,
  ): void {
    this.emitter.off(event, callback, context);
  }

  /** −1 debug, 0 log, 1 info, 2 warn (default), 3 error, 4 nothing. */
  setLogLevel(level: number): void {
    this.log.level = level;
  }

  getCallStatus(): CallStatus {
    return this.current.status;
  }

  getCallType(): CallType | 0 {
    return this.current.phase === 'idle' ? CALL_TYPE.UNKNOWN : this.current.type;
  }

  getUserID(): string {
    return this.current.userID;
  }

  isGroupCall(): boolean {
    return this.current.isGroup;
  }

  /* Login. */

  /**
   * Loads the IM SDK and logs in. Resolves when calls can be made and received.
   * @throws CallError 61001, 61005, 61012
   */
  async login(params: LoginParams): Promise<void> {
    this.assertAlive();
    const credentials = checkLogin(params);
    const { userID } = credentials;
    if (this.pendingLogin?.userID === userID) return this.pendingLogin.done;
    if (this.session?.userID === userID && this.service.login === 'ready') {
      this.session.engine.renewUserSig(credentials.userSig);
      return undefined;
    }
    const done = this.inTurn(async () => {
      await this.closeSession();
      await this.openSession(credentials);
    });
    const pending = { userID, done };
    this.pendingLogin = pending;
    try {
      await done;
    } finally {
      if (this.pendingLogin === pending) this.pendingLogin = undefined;
    }
  }

  /** Ends a call in progress, tells the peer, and logs out. Without a login it does nothing. */
  async logout(): Promise<void> {
    await this.inTurn(() => this.closeSession());
  }

  private inTurn<T>(action: () => Promise<T>): Promise<T> {
    const result = this.turn.then(action);
    this.turn = result.catch(() => undefined);
    return result;
  }

  private async openSession(credentials: LoginParams): Promise<void> {
    this.assertAlive();
    this.setService({ ...LOGGED_OUT, userID: credentials.userID, login: 'logging-in' });
    const { tim, proxy = {} } = this.options;
    try {
      this.session = await Session.open({
        platform: this.platform,
        log: this.log,
        ports: { sdkAppID: this.sdkAppID, tim, proxy },
        credentials,
        quality: this.quality,
        onNotice: (notice, error) => {
          const event = appEventOf(notice, error);
          if (event) this.emitter.emit(event[0], event[1]);
        },
        onChange: (call) => this.refresh(call),
        onService: (signal) => this.onService(signal),
        onMedia: (report) => this.onMedia(report),
      });
    } catch (error) {
      this.setService(LOGGED_OUT);
      throw error;
    }
    if (this.service.login === 'logging-in') this.setService({ ...this.service, login: 'ready' });
  }

  private async closeSession(): Promise<void> {
    const { session } = this;
    if (!session) return;
    await session.logOut();
    this.session = undefined;
    this.setService(LOGGED_OUT);
  }

  private onService(signal: ServiceSignal): void {
    switch (signal.kind) {
      case 'ready':
        this.setService({ ...this.service, login: 'ready' });
        return this.emitter.emit(EVENT.SDK_READY, { name: EVENT.SDK_READY });
      case 'not-ready':
        return this.emitter.emit(EVENT.SDK_NOT_READY, { name: EVENT.SDK_NOT_READY });
      case 'kicked-out':
        this.setService({ ...this.service, login: 'kicked-out' });
        return this.emitter.emit(EVENT.KICKED_OUT, { message: signal.reason });
      case 'network':
        return this.log.info(`IM connection: ${signal.state}`);
      case 'dropped':
        return this.log.log(`dropped a message of ${signal.from}: ${signal.reason}`);
    }
  }

  private onMedia(report: MediaReport): void {
    switch (report.kind) {
      case 'quality':
        return this.setService({
          ...this.service,
          quality: { up: report.up, down: report.down },
        });
      case 'volume':
        return this.emitter.emit(EVENT.USER_VOICE_VOLUME, {
          volumeMap: report.volumes.map((volume) => ({ ...volume })),
        });
      case 'warning':
        return this.emitter.emit(EVENT.ERROR, CallError.from(report.error));
      case 'devices-changed':
        return this.emitter.emit(EVENT.DEVICES_CHANGED, {});
    }
  }

  private setService(service: ServiceState): void {
    this.service = service;
    this.refresh(this.session?.call ?? { ...IDLE, end: this.current.end });
  }

  private refresh(call: CallState): void {
    this.current = snapshotOf(this.service, call);
    for (const subscriber of [...this.subscribers]) {
      try {
        subscriber(this.current);
      } catch (error) {
        this.log.error('a subscriber of the snapshot threw; the call goes on', error);
      }
    }
  }

  private assertAlive(): void {
    if (this.destroyed) throw CallError.destroyed();
  }

  /** The session of a user who can make and receive calls. */
  private ready(): Session {
    this.assertAlive();
    const { session } = this;
    if (!session || this.service.login !== 'ready') {
      throw CallError.notLoggedIn(
        this.service.login === 'kicked-out' ? 'this user logged in somewhere else' : undefined,
      );
    }
    return session;
  }

  /**
   * Runs at once when logged in, so that what needs the user's tap happens inside it; after a login
   * that is under way otherwise.
   */
  private whenReady<T>(action: (session: Session) => Promise<T>): Promise<T> {
    try {
      const { pendingLogin } = this;
      if (pendingLogin && this.service.login !== 'ready') {
        return pendingLogin.done.then(() => action(this.ready()));
      }
      return action(this.ready());
    } catch (error) {
      return Promise.reject(error);
    }
  }

  /* Calls. */

  /**
   * Calls one user. Resolves when it rings there and this side is in the room.
   * @throws CallError 60003–60006 (nothing was sent), 61001–61003, 61006–61008, 61011 (hung up before)
   */
  call(params: CallParams): Promise<CallResult> {
    return this.whenReady((session) => this.dial(session, checkCall(params, session.userID)));
  }

  /**
   * Calls several users; during a group call it invites more of them into the same room.
   * @throws as call()
   */
  groupCall(params: GroupCallParams): Promise<CallResult> {
    return this.whenReady((session) => {
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

  private dial(session: Session, checked: CheckedCall): Promise<CallResult> {
    const roomID = this.platform.randomRoomID();
    return session.engine
      .dial({ ...checked, roomID })
      .then(() => resultOf(session.call, checked.userIDs[0] ?? ''));
  }

  /**
   * Answers the call that rings. Resolves when the call is connected.
   * @throws CallError 60003–60006 (the inviter is told), 61004, 61006–61008, 61011
   */
  accept(params?: AcceptParams): Promise<CallResult> {
    const receiveOnly = params?.receiveOnly === true;
    return this.whenReady((session) =>
      session.engine
        .command({ kind: 'accept', receiveOnly })
        .then(() => resultOf(session.call, session.call.inviter)),
    );
  }

  /** Declines the call that rings. @throws CallError 61004 */
  reject(): Promise<void> {
    return this.whenReady((session) => session.engine.command({ kind: 'reject' }));
  }

  /**
   * Ends the call, whatever it is doing: cancels a call that rings at the other side, declines one that
   * rings here. Harmless without a call. Resolves when everything is released.
   */
  hangup(): Promise<void> {
    return this.whenReady((session) => session.engine.command({ kind: 'hangup' }));
  }

  /** @throws CallError 60001 if the other side does not agree in time; the call goes on */
  switchToAudioCall(): Promise<void> {
    return this.switchType(CALL_TYPE.AUDIO_CALL);
  }

  /** @throws CallError 60002 if the camera fails or the other side does not agree; the call goes on */
  switchToVideoCall(): Promise<void> {
    return this.switchType(CALL_TYPE.VIDEO_CALL);
  }

  private switches = 0;

  private switchType(to: CallType): Promise<void> {
    return this.whenReady((session) =>
      session.engine.command({ kind: 'switch-type', to, ref: `switch-${++this.switches}` }),
    );
  }

  /* Microphone, camera, views. */

  /** Before there is a picture the wish is remembered. @throws CallError 60004, 60005 */
  openCamera(): Promise<void> {
    return this.whenReady((session) => session.engine.command({ kind: 'set-camera', on: true }));
  }

  /** Ends the camera's track: its light goes out, and the others see that it is off. */
  closeCamera(): Promise<void> {
    return this.whenReady((session) => session.engine.command({ kind: 'set-camera', on: false }));
  }

  /** @param isMute true: the microphone is off */
  setMicMute(isMute: boolean): Promise<void> {
    return this.whenReady((session) =>
      session.engine.command({ kind: 'set-microphone', on: !isMute }),
    );
  }

  /** Shows the local picture. @param params.videoViewDomID an element that is in the page */
  startLocalView(params: ViewParams): Promise<void> {
    return this.whenReady(({ media }) => {
      const { userID, videoViewDomID: view } = checkView(params);
      return media.attach({ userID, local: true, view, mirror: true, fit: 'cover' });
    });
  }

  /** Shows another user, now or as soon as there is a picture; once more: moves it. */
  startRemoteView(params: ViewParams): Promise<void> {
    return this.whenReady(({ media }) => {
      const { userID, videoViewDomID: view } = checkView(params);
      return media.attach({ userID, local: false, view, fit: 'cover' });
    });
  }

  stopLocalView(params: { userID: string }): Promise<void> {
    return this.whenReady(({ media }) => media.detach(params.userID));
  }

  /** Takes the picture away; the sound goes on. */
  stopRemoteView(params: { userID: string }): Promise<void> {
    return this.whenReady(({ media }) => media.detach(params.userID));
  }

  /** Lets blocked sound and pictures play. Call it directly in the handler of a tap, before any await. */
  resumePlayback(): void {
    this.session?.media.unlock();
  }

  /** '240p' … '1080p' or { width, height, frameRate, bitrate }. Applies from now on; needs no login. */
  setVideoQuality(quality: VideoQuality): Promise<VideoQuality> {
    try {
      this.quality = checkQuality(quality);
    } catch (error) {
      return Promise.reject(error);
    }
    const applied = this.session?.media.setQuality(this.quality) ?? Promise.resolve();
    return applied.then(() => this.quality);
  }

  getVideoQuality(): VideoQuality {
    return this.quality;
  }

  getCameras(): Promise<MediaDevice[]> {
    return this.whenReady(({ media }) => media.devices('videoinput'));
  }

  getMicrophones(): Promise<MediaDevice[]> {
    return this.whenReady(({ media }) => media.devices('audioinput'));
  }

  /** @throws CallError 61014; the device before stays in use */
  switchDevice(params: SwitchDeviceParams): Promise<void> {
    return this.whenReady(({ media }) => {
      const { deviceType, deviceId } = params ?? ({} as Partial<SwitchDeviceParams>);
      if ((deviceType !== 'audio' && deviceType !== 'video') || !deviceId) {
        throw CallError.invalidParameter(
          "switchDevice() needs deviceType 'audio' or 'video', and deviceId",
        );
      }
      return media.switchDevice(deviceType, deviceId);
    });
  }

  /** Hangs up, logs out, removes every listener. The instance cannot be used afterwards. */
  async destroy(): Promise<void> {
    if (this.destroyed) return;
    this.destroyed = true;
    await this.inTurn(() => this.closeSession());
    this.emitter.clear();
    this.subscribers.clear();
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
