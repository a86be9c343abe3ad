import { CallError } from '../../errors';
import type { Logger } from '../../log';
import { CallScope } from '../../runtime/call-scope';
import type { Clock } from '../../runtime/clock';
import { Listeners } from '../../runtime/listeners';
import type {
  DeviceKind,
  DeviceRequest,
  MediaCheck,
  MediaDevice,
  MediaEvent,
  MediaPort,
  RoomRequest,
  VideoQuality,
  ViewRequest,
} from '../port';
import { FakeCarrier } from './carrier';
import type { FakeMediaKnobs, FakeOperation } from './knobs';
import { runFakeOperation } from './fake-operations';
import type { FakeParticipant, FakeWorld } from './world';

/** The lists are where devices of a kind are found. */
const LISTS = { audio: 'audioinput', video: 'videoinput', speaker: 'audiooutput' } as const;

/** The fake driver is one device of one user. `createFakeRooms().join` makes it. */
export class FakeMediaDriver implements MediaPort, FakeParticipant {
  readonly knobs: FakeMediaKnobs;
  /** @internal `FakeControls` reads and turns this state. */
  readonly state = {
    roomID: undefined as number | undefined,
    /** It is the device that the live track comes from, as is the camera. */
    microphone: undefined as string | undefined,
    camera: undefined as string | undefined,
    muted: false,
    published: false,
    unlocked: false,
    views: new Map<string, string>(),
    playback: new Map<string, 'playing' | 'blocked'>(),
    calls: [] as string[],
    /** They answer the permission prompts that are open. */
    prompts: new Set<() => void>(),
    /** Everybody who was reported as being in the room. */
    known: new Set<string>(),
    /** They cut short the delays of `leave`. */
    leaving: new Set<() => void>(),
  };
  /** @internal */
  readonly listeners: Listeners<MediaEvent>;
  /** @internal */
  readonly carrier: FakeCarrier;
  /** @internal */
  scope: CallScope;
  private intent: { microphone?: boolean; camera?: boolean } = {};
  private chosen: Partial<Record<DeviceKind, string>> = {};
  private microphoneWanted = false;
  private stream = false;
  private entering = false;
  private disposed = false;
  private lastReported = { audio: false, video: false };
  private lastDue = 0;

  constructor(
    readonly userID: string,
    private readonly world: FakeWorld,
    private readonly clock: Clock,
    log: Logger,
    connectKnobs: (driver: FakeMediaDriver) => FakeMediaKnobs,
  ) {
    this.listeners = new Listeners(log.scoped('media'), 'media events');
    this.scope = new CallScope();
    this.carrier = new FakeCarrier(clock);
    this.knobs = connectKnobs(this);
  }

  async check(request: DeviceRequest): Promise<MediaCheck> {
    await this.begin('check');
    const { obstacle, permission, devices } = this.knobs;
    return {
      canSend: obstacle === undefined,
      ...(obstacle === undefined ? {} : { obstacle }),
      microphone: devices.audioinput.length > 0,
      camera: devices.videoinput.length > 0,
      permission: request.audio || request.video ? permission : 'granted',
    };
  }

  async prepare(request: DeviceRequest): Promise<void> {
    const scope = await this.begin('prepare', `${request.audio} ${request.video}`);
    const audio = request.audio && !this.state.microphone;
    const video = (this.intent.camera ?? request.video) && !this.state.camera;
    const microphone = audio ? this.available('audioinput') : undefined;
    const camera = video ? this.available('videoinput') : undefined;
    if (microphone || camera) await this.permit(scope);
    this.assertCurrent(scope);
    this.microphoneWanted ||= request.audio;
    if (microphone) this.state.microphone = microphone;
    if (camera) this.state.camera = camera;
    this.stream = true;
    this.state.muted = this.intent.microphone === false;
    this.localChanged();
  }

  async enter(request: RoomRequest): Promise<void> {
    if (this.state.roomID !== undefined || this.entering) {
      throw CallError.roomEntryFailed('this driver is in a room already');
    }
    this.entering = true;
    try {
      const scope = await this.begin('enter', String(request.roomID));
      await this.carrier.wait(scope);
      this.assertCurrent(scope);
      this.state.roomID = request.roomID;
    } finally {
      this.entering = false;
    }
    this.world.enter(request.roomID, this);
  }

  async publish(): Promise<void> {
    this.assertCurrent(await this.begin('publish'));
    if (this.state.roomID === undefined) throw CallError.publishFailed('not in a room');
    if (!this.stream) throw CallError.publishFailed('nothing was prepared');
    this.state.published = true;
    this.localChanged();
  }

  async leave(): Promise<void> {
    this.state.calls.push('leave');
    const { delay, fault } = this.knobs.take('leave');
    this.clear('left');
    if (fault === 'never') return new Promise(() => undefined);
    if (delay > 0) await this.later(delay);
    if (fault) throw fault;
  }

  async setMicrophone(on: boolean): Promise<void> {
    this.intent.microphone = on;
    await this.begin('setMicrophone', String(on));
    if (!this.stream) return;
    if (on && this.lacksMicrophone()) this.state.microphone = this.available('audioinput');
    this.state.muted = !on;
    this.localChanged();
  }

  /** @internal Takes a microphone again that is wanted and was gone, as soon as one is there. */
  devicesChanged(): void {
    this.report({ kind: 'devices-changed' });
    if (!this.lacksMicrophone() || this.intent.microphone === false) return;
    [this.state.microphone] = this.knobs.devices.audioinput;
    this.localChanged();
  }

  private lacksMicrophone(): boolean {
    return this.stream && this.microphoneWanted && this.state.microphone === undefined;
  }

  async setCamera(on: boolean): Promise<void> {
    this.intent.camera = on;
    const scope = await this.begin('setCamera', String(on));
    if (!this.stream || on === Boolean(this.state.camera)) return;
    if (on) {
      try {
        const camera = this.available('videoinput');
        await this.permit(scope);
        this.state.camera = camera;
      } catch (error) {
        this.intent.camera = false;
        throw error;
      }
    } else {
      this.state.camera = undefined;
    }
    this.localChanged();
  }

  async setQuality(quality: VideoQuality): Promise<void> {
    await this.begin('setQuality', typeof quality === 'string' ? quality : 'custom');
  }

  async devices(kind: MediaDevice['kind']): Promise<MediaDevice[]> {
    await this.begin('devices', kind);
    const chosen = Object.entries(this.chosen).find(([one]) => LISTS[one as DeviceKind] === kind);
    const inUse = chosen?.[1];
    return this.knobs.devices[kind].map((deviceId) => ({
      ...{ deviceId, label: deviceId, kind },
      ...(inUse === undefined ? {} : { inUse: deviceId === inUse }),
    }));
  }

  async switchDevice(kind: DeviceKind, deviceId: string): Promise<void> {
    await this.begin('switchDevice', `${kind} ${deviceId}`);
    const list = this.knobs.devices[LISTS[kind]];
    if (!list.includes(deviceId)) throw CallError.deviceSwitchFailed('no such device');
    this.chosen[kind] = deviceId;
    if (kind === 'audio' && this.state.microphone) this.state.microphone = deviceId;
    if (kind === 'video' && this.state.camera) this.state.camera = deviceId;
  }

  async attach(request: ViewRequest): Promise<void> {
    await this.begin('attach', `${request.userID} ${request.view}`);
    this.state.views.set(request.userID, request.view);
  }

  async detach(userID: string): Promise<void> {
    await this.begin('detach', userID);
    this.state.views.delete(userID);
  }

  unlock(): void {
    this.state.calls.push('unlock');
    if (this.knobs.playback === 'stuck') return;
    this.state.unlocked = true;
    for (const [userID, state] of this.state.playback) {
      if (state === 'blocked') this.playbackChanged(userID, 'playing');
    }
  }

  onEvent(listener: (event: MediaEvent) => void): () => void {
    return this.listeners.add(listener);
  }

  async dispose(): Promise<void> {
    this.clear('left');
    this.disposed = true;
    this.listeners.clear();
    for (const finish of [...this.state.leaving]) finish();
  }

  hear(event: MediaEvent): void {
    const { known } = this.state;
    // Who comes back into a room finds many of those who were there before.
    if (event.kind === 'user-entered' && known.has(event.userID)) return;
    if (event.kind === 'user-entered') known.add(event.userID);
    if (event.kind === 'user-left') known.delete(event.userID);
    if (event.kind === 'user-media') {
      const { userID } = event;
      this.report(event);
      if (event.audio || event.video) this.startPlayback(userID);
      else if (this.state.playback.has(userID)) this.playbackChanged(userID, 'stopped');
    } else {
      if (event.kind === 'user-left') this.state.playback.delete(event.userID);
      this.report(event);
    }
  }

  closed(reason: 'dismissed' | 'removed' | 'duplicate'): void {
    const { roomID } = this.state;
    if (roomID === undefined) return;
    this.report({ kind: 'room-closed', roomID, reason });
    this.state.roomID = undefined;
    this.state.published = false;
  }

  /** @internal Ends everything of this call: tracks, room, views, waits. Settings and devices stay. */
  clear(reason: 'left' | 'timeout'): void {
    const { roomID } = this.state;
    this.scope.end();
    this.scope = new CallScope();
    this.intent = {};
    this.stream = false;
    this.lastReported = { audio: false, video: false };
    this.lastDue = 0;
    Object.assign(this.state, { roomID: undefined, microphone: undefined, camera: undefined });
    this.microphoneWanted = false;
    Object.assign(this.state, { muted: false, published: false });
    this.state.views.clear();
    this.state.playback.clear();
    this.state.known.clear();
    if (roomID !== undefined) this.world.leave(roomID, this, reason);
  }

  /** @internal Reports what this device captures if it changed, and tells the room. */
  localChanged(): void {
    const { microphone, camera, muted, published, roomID } = this.state;
    const now = { audio: microphone !== undefined && !muted, video: camera !== undefined };
    if (now.audio !== this.lastReported.audio || now.video !== this.lastReported.video) {
      this.lastReported = now;
      this.report({ kind: 'local-media', ...now });
    }
    if (published && roomID !== undefined) this.world.send(roomID, this, now.audio, now.video);
  }

  /** @internal Takes what carries the call out of the page, or puts it back: the room is left and entered with it. */
  carry(carried: boolean): void {
    if (carried === this.carrier.isThere) return;
    this.carrier.set(carried);
    const { world } = this;
    const { roomID, known } = this.state;
    if (roomID === undefined) return;
    if (!carried) {
      world.leave(roomID, this, 'left');
      this.report({ kind: 'connection', roomID, state: 'reconnecting' });
      return;
    }
    const gone = new Set(known);
    for (const { userID } of world.members(roomID)) gone.delete(userID);
    world.enter(roomID, this);
    for (const userID of gone) this.hear({ kind: 'user-left', roomID, userID, reason: 'timeout' });
    this.report({ kind: 'connection', roomID, state: 'connected' });
    this.localChanged();
  }

  /** @internal */
  playbackChanged(userID: string, state: 'playing' | 'blocked' | 'stopped'): void {
    const { roomID, playback } = this.state;
    if (roomID === undefined) return;
    if (state === 'stopped') playback.delete(userID);
    else playback.set(userID, state);
    this.report({ kind: 'playback', roomID, userID, state });
  }

  /** @internal Reports in order, after this reaction or after the latency, never after the call is over. */
  report(event: MediaEvent): void {
    const { scope } = this;
    const deliver = () => {
      if (scope.over || this.disposed) return;
      this.listeners.emit(event);
    };
    const due = Math.max(this.clock.now() + this.knobs.latency, this.lastDue);
    this.lastDue = due;
    if (due > this.clock.now()) {
      scope.wait((done) => this.clock.at(due, done)).then(deliver, () => undefined);
    } else {
      void Promise.resolve().then(deliver);
    }
  }

  private startPlayback(userID: string): void {
    if (this.state.playback.has(userID)) return;
    const { playback } = this.knobs;
    const free = playback === 'allowed' || (playback === 'blocked' && this.state.unlocked);
    this.playbackChanged(userID, free ? 'playing' : 'blocked');
  }

  /** @throws CallError 61011 where `leave` came while this was under way */
  private assertCurrent(scope: CallScope): void {
    if (scope !== this.scope) throw CallError.cancelled();
  }

  /** Notes the call, waits for its delay and its fault. @returns the scope it belongs to */
  private async begin(operation: FakeOperation, detail = ''): Promise<CallScope> {
    this.state.calls.push(detail ? `${operation} ${detail}` : operation);
    if (this.disposed) throw CallError.destroyed();
    const { scope } = this;
    await runFakeOperation(operation, { scope, clock: this.clock, settings: this.knobs });
    return scope;
  }

  /** Gives the device that would be taken. @throws CallError 60003, 60004, 60006 as a browser would */
  private available(kind: 'audioinput' | 'videoinput'): string {
    const { obstacle, devices, busy } = this.knobs;
    if (obstacle !== undefined) throw CallError.notSupported(obstacle);
    const list = devices[kind];
    const audio = kind === 'audioinput';
    const wanted = audio ? this.chosen.audio : this.chosen.video;
    const device = wanted !== undefined && list.includes(wanted) ? wanted : list[0];
    const error = audio ? CallError.microphoneUnavailable : CallError.cameraUnavailable;
    if (device === undefined) throw error({ name: 'NotFoundError', message: 'no such device' });
    if (busy.has(kind)) throw error({ name: 'NotReadableError', message: 'device in use' });
    return device;
  }

  /** @throws CallError 60005 when refused, 61011 when `leave` comes while the prompt is open */
  private async permit(scope: CallScope): Promise<void> {
    if (this.knobs.permission === 'prompt') {
      await scope.wait((done) => {
        this.state.prompts.add(done);
        return () => void this.state.prompts.delete(done);
      });
    }
    scope.check();
    if (this.knobs.permission === 'denied') {
      throw CallError.permissionDenied({ name: 'NotAllowedError', message: 'Permission denied' });
    }
  }

  /** Waits, and survives `leave`, which it delays; `dispose` cuts it short. */
  private later(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const finish = () => {
        stop();
        this.state.leaving.delete(finish);
        resolve();
      };
      const stop = this.clock.at(this.clock.now() + ms, finish);
      this.state.leaving.add(finish);
    });
  }
}
