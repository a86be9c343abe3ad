import { CallError } from '../../../errors';
import type { Logger } from '../../../log';
import { CallScope } from '../../../runtime/call-scope';
import type { Clock } from '../../../runtime/clock';
import type { MediaEvent, RoomRequest } from '../../port';
import type { Choices } from './choices';
import { meaningOf, reportOf, type Report } from './codes';
import { isOn, userOf, type Handlers } from './event-hub';
import { Instance } from './instance';
import { LocalMedia } from './local-media';
import { Meters } from './meters';
import type { GlobalEvent, NativePlugin } from './plugin';
import { ROUTE } from './plugin';
import { encoderParams } from './quality';
import { RemoteUsers } from './remote-users';
import { RemoteViews } from './remote-views';
import { NativeRoom } from './room';
import { TIMES } from './timings';

export interface CallMediaDeps {
  plugin: NativePlugin;
  /** Who holds the same object takes turns with the instance. */
  owned: object;
  globalEvent: GlobalEvent;
  clock: Clock;
  log: Logger;
  choices: Choices;
  asksByCapture: boolean;
  emit(event: MediaEvent): void;
}

interface Joined {
  room: NativeRoom;
  users: RemoteUsers;
  meters: Meters;
}

/** The media of a call are all that belongs to it, from the first `prepare` or `enter` to `leave`. */
export class CallMedia {
  readonly scope = new CallScope();
  readonly local: LocalMedia;
  readonly views: RemoteViews;
  private readonly instance: Instance;
  /** It is there once a room was asked for. */
  private joined: Joined | undefined;

  constructor(private readonly deps: CallMediaDeps) {
    const { plugin, owned, globalEvent, clock, log, choices, asksByCapture } = deps;
    const { scope } = this;
    const isIn = () => this.isIn;
    this.instance = new Instance({
      ...{ plugin, owned, globalEvent, log, scope },
      handlers: () => this.handlers(),
      created: () => {
        this.applyQuality();
        // The SDK takes no notice of it once the microphone is open.
        plugin.enableAudioVolumeEvaluation(TIMES.volumes);
      },
    });
    const { instance } = this;
    this.local = new LocalMedia({
      ...{ scope, instance, clock, asksByCapture, isIn },
      isFront: () => choices.isFront,
      view: () => choices.localView,
      cameraWanted: () => {
        if (choices.withVideo) return;
        choices.withVideo = true;
        this.applyRoute();
      },
      emit: (event) => this.emit(event),
    });
    this.views = new RemoteViews({
      ...{ instance, isIn },
      sends: (userID) => this.joined?.users.get(userID),
      view: (userID) => choices.views.get(userID),
    });
  }

  get isIn(): boolean {
    return this.joined?.room.isIn ?? false;
  }

  /** @throws CallError 60006, 61007, 61010, 61011, 61018 */
  async enter(request: RoomRequest): Promise<void> {
    if (this.joined) throw CallError.roomEntryFailed('this driver is in a room already');
    const joined = this.join(request);
    this.joined = joined;
    this.deps.choices.withVideo = request.video;
    try {
      await this.instance.open();
      this.scope.check();
      await this.scope.race(joined.room.enter());
    } catch (error) {
      // A failed entry is left, too, before there may be another one.
      void joined.room.exit().then(() => {
        if (!this.scope.over) this.joined = undefined;
      });
      throw error;
    }
  }

  /** Ends what is pending; nothing is reported any more. Resolves when the plug-in has let the room and itself go. */
  async end(): Promise<void> {
    this.scope.end();
    this.views.close();
    this.local.close();
    await this.joined?.room.exit();
    this.instance.close();
  }

  applyQuality(): void {
    const params = encoderParams(this.deps.choices.quality);
    this.instance.use((plugin) => plugin.setVideoEncoderParam(params));
  }

  applyRoute(): void {
    if (!this.isIn) return;
    const route = ROUTE[this.deps.choices.routeInUse];
    this.instance.use((plugin) => plugin.setAudioRoute(route));
  }

  private join(request: RoomRequest): Joined {
    const { userID, roomID } = request;
    const emit = (event: MediaEvent) => this.emit(event);
    const { clock, log } = this.deps;
    const room = new NativeRoom(request, {
      ...{ instance: this.instance, clock, log },
      entered: () => this.applyRoute(),
      connection: (state) => emit({ kind: 'connection', roomID, state }),
      closed: (reason) => emit({ kind: 'room-closed', roomID, reason }),
    });
    return {
      room,
      users: new RemoteUsers({
        ...{ userID, roomID, emit },
        changed: (changed) => this.views.update(changed),
      }),
      meters: new Meters({ userID, roomID, emit }),
    };
  }

  /** Gives what each event does. Of a room that is not entered, or no longer, no event of others counts. */
  private handlers(): Handlers {
    const { local } = this;
    const inRoom = (react: (joined: Joined, ...data: unknown[]) => void) => {
      return (...data: unknown[]) => {
        if (this.isIn && this.joined) react(this.joined, ...data);
      };
    };
    const sends = (what: 'audio' | 'video' | 'screen') =>
      inRoom(({ users }, user, available) => users.sends(userOf(user), what, isOn(available)));
    const firstPicture = inRoom(({ users }, user) => {
      this.views.rendered(userOf(user));
      users.plays(userOf(user));
    });
    const trouble = inRoom(({ room }) => room.connection.trouble());
    return {
      onError: (code, message) => this.onError(this.reportOf(code, message)),
      onWarning: (code, message) => this.onWarning(this.reportOf(code, message)),
      onEnterRoom: (result) => this.joined?.room.onEnterRoom(result),
      onExitRoom: (reason) => this.joined?.room.onExitRoom(reason),
      onRemoteUserEnterRoom: inRoom(({ users }, user) => users.entered(userOf(user))),
      onRemoteUserLeaveRoom: inRoom(({ users }, user, reason) => users.left(userOf(user), reason)),
      onUserVideoAvailable: sends('video'),
      onUserAudioAvailable: sends('audio'),
      onUserSubStreamAvailable: sends('screen'),
      onFirstVideoFrame: (user) => {
        const userID = userOf(user);
        // The user without a name is this one.
        if (userID === '') local.camera.onReady();
        else firstPicture(userID);
      },
      onFirstAudioFrame: inRoom(({ users }, user) => users.plays(userOf(user))),
      onSendFirstLocalVideoFrame: () => local.camera.onFirstFrame(),
      onSendFirstLocalAudioFrame: () => local.microphone.onFirstFrame(),
      onMicDidReady: () => local.microphone.onReady(),
      onCameraDidReady: () => local.camera.onReady(),
      onUserVoiceVolume: inRoom(({ meters }, users) => meters.volume(users)),
      onNetworkQuality: inRoom(({ room, meters }, own, others) => {
        room.connection.level(meters.quality(own, others));
      }),
      onStatistics: inRoom(({ meters }, statistics) => meters.statistics(statistics)),
      onConnectionLost: trouble,
      onTryToReconnect: trouble,
      onConnectionRecovery: inRoom(({ room }) => room.connection.healed()),
    };
  }

  private onError(report: Report): void {
    const means = meaningOf(report.code);
    this.deps.log.log('the native plug-in reports an error', report);
    switch (means?.kind) {
      case 'device':
        return this.warn(this.local.failed(means, report));
      case 'no-view':
        this.local.camera.viewMissing();
        return this.warn(CallError.playbackFailed(report));
      case 'playing':
        return this.warn(CallError.playbackFailed(report));
      case 'encoder':
        return this.warn(CallError.publishFailed(report));
      case 'refused':
      case 'expired':
      case 'entry-failed':
      case 'trouble':
        return this.warn(this.joined?.room.failed(means, report));
    }
  }

  private onWarning(report: Report): void {
    const means = meaningOf(report.code);
    this.deps.log.debug('the native plug-in warns', report);
    if (means?.kind === 'playing') this.warn(CallError.playbackFailed(report));
    if (means?.kind === 'trouble' && this.isIn) this.joined?.room.connection.trouble();
  }

  private warn(error: CallError | undefined): void {
    if (error) this.emit({ kind: 'warning', error });
  }

  private reportOf(code: unknown, message: unknown): Report {
    return reportOf(code, message, this.joined?.room.request.userSig);
  }

  private emit(event: MediaEvent): void {
    if (!this.scope.over) this.deps.emit(event);
  }
}
