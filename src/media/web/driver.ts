import { CallError } from '../../errors';
import type { Logger } from '../../log';
import type { Clock } from '../../runtime/clock';
import { Listeners } from '../../runtime/listeners';
import type { ProxyOptions } from '../../runtime/environment';
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
import type { CaptureSettings } from './capture';
import { canChooseSpeaker, checkDevices, listDevices, watchDevices } from './devices';
import { RTC_CODE, rtcCode } from './errors';
import { LocalMedia } from './local-media';
import { WebRoom } from './web-room';
import { SdkLoader } from './sdk-loader';
import type { TrtcSdk } from './sdk-loader';
import { CallScope } from '../../runtime/call-scope';
import type { CreateStats } from './web-stats';
import { playSilence } from './play-silence';
import { Views } from './views';

export interface WebMediaOptions {
  /** Gives trtc-js-sdk 4.x. It is called when the SDK is needed first, or when the page is idle. */
  loadTrtc(): Promise<TrtcSdk>;
  proxy?: ProxyOptions;
  clock: Clock;
  log: Logger;
  /** Makes what measures a room. Without it nothing is measured. */
  createStats?: CreateStats | undefined;
  /**
   * Calls back when the page has nothing else to do, to load the SDK ahead of need.
   * The default is the browser's own `requestIdleCallback`, else a second later.
   *
   * @returns cancels it
   */
  whenIdle?: (callback: () => void) => () => void;
}

/** The media of a call are all that belongs to it, from the first `prepare` or `enter` to `leave`. */
interface CallMedia {
  scope: CallScope;
  views: Views;
  local: LocalMedia;
  room: WebRoom | undefined;
}

const DEFAULT_QUALITY: VideoQuality = '480p';

/** Makes the driver of a web page: rooms and devices by trtc-js-sdk 4.x. */
export function createWebMedia(options: WebMediaOptions): MediaPort {
  return new WebMedia(options);
}

class WebMedia implements MediaPort {
  private readonly listeners: Listeners<MediaEvent>;
  private readonly log: Logger;
  private readonly settings: CaptureSettings = { quality: DEFAULT_QUALITY };
  /** The speaker outlives a call. Undefined is whatever the system takes. */
  private speaker: string | undefined;
  private readonly loader: SdkLoader;
  private readonly stopWatching: () => void;
  private readonly cancelWarmUp: () => void;
  private call: CallMedia;
  private leaving: Promise<void> = Promise.resolve();
  private disposed = false;

  constructor(private readonly options: WebMediaOptions) {
    this.log = options.log.scoped('media');
    this.listeners = new Listeners(this.log, 'media events');
    this.loader = new SdkLoader(() => options.loadTrtc(), this.log);
    this.call = this.open();
    this.stopWatching = watchDevices(() => {
      this.emit({ kind: 'devices-changed' });
      this.call.local.devicesChanged().catch((error: unknown) => {
        this.log.log('the microphone could not be taken again', error);
      });
    });
    document.addEventListener('visibilitychange', this.shown);
    window.addEventListener('unhandledrejection', this.refused);
    const whenIdle = options.whenIdle ?? idle(options.clock);
    this.cancelWarmUp = whenIdle(() => this.loader.warmUp());
  }

  async check(request: DeviceRequest): Promise<MediaCheck> {
    // A call is near.
    if (!this.disposed) this.loader.warmUp();
    return checkDevices(request, this.options.clock);
  }

  async prepare(request: DeviceRequest): Promise<void> {
    const { scope, local } = this.assertAlive();
    await local.prepare(request);
    // The local picture shows as soon as the SDK is there; nobody waits for it here.
    scope
      .race(this.loader.load())
      .then((sdk) => local.useSdk(sdk))
      .catch((error: unknown) => this.log.log('no local picture', error));
  }

  async enter(request: RoomRequest): Promise<void> {
    const call = this.assertAlive();
    const { scope, views, local } = call;
    if (call.room) throw CallError.roomEntryFailed('this driver is in a room already');
    const [sdk] = await scope.race(Promise.all([this.loader.load(), this.leaving]));
    if (call.room) throw CallError.roomEntryFailed('this driver is in a room already');
    const { clock, proxy = {}, createStats } = this.options;
    const room = newRoom(request, {
      sdk,
      proxy,
      views,
      clock,
      createStats,
      log: this.log,
      speaker: this.speaker,
      emit: (event) => this.emitFor(scope, event),
      uplinkLost: () => {
        local.publishAgain().catch((error: unknown) => {
          this.emitFor(scope, { kind: 'warning', error: CallError.from(error) });
        });
      },
    });
    call.room = room;
    try {
      await scope.race(room.join());
    } catch (error) {
      call.room = undefined;
      await room.leave();
      throw error;
    }
  }

  async publish(): Promise<void> {
    const { scope, local, room } = this.assertAlive();
    if (!room) throw CallError.publishFailed('not in a room');
    const sdk = await scope.race(this.loader.load());
    await local.useSdk(sdk);
    await local.publish((stream) => room.publish(stream));
  }

  leave(): Promise<void> {
    const { scope, views, local, room } = this.call;
    this.call = this.open();
    scope.end();
    local.close();
    // Two calls in a row wait for the same leaving.
    const left = room?.leave() ?? Promise.resolve();
    this.leaving = Promise.all([this.leaving, left]).then(() => undefined);
    views.close();
    return this.leaving;
  }

  async setMicrophone(on: boolean): Promise<void> {
    await this.assertAlive().local.setMicrophone(on);
  }

  async setCamera(on: boolean): Promise<void> {
    await this.assertAlive().local.setCamera(on);
  }

  async setQuality(quality: VideoQuality): Promise<void> {
    const { local } = this.assertAlive();
    this.settings.quality = quality;
    await local.setQuality(quality);
  }

  async devices(kind: MediaDevice['kind']): Promise<MediaDevice[]> {
    if (kind === 'audiooutput' && !canChooseSpeaker()) return [];
    const inUse = this.deviceInUse(kind);
    return (await listDevices(kind)).map((device) =>
      inUse === undefined ? device : { ...device, inUse: device.deviceId === inUse },
    );
  }

  private deviceInUse(kind: MediaDevice['kind']): string | undefined {
    // What nobody has changed is what the system takes, and browsers call that so.
    if (kind === 'audiooutput') return this.speaker ?? 'default';
    return this.call.local.deviceOf(kind === 'audioinput' ? 'audio' : 'video');
  }

  async switchDevice(kind: DeviceKind, deviceId: string): Promise<void> {
    const { local, room } = this.assertAlive();
    if (kind !== 'speaker') return local.switchDevice(kind, deviceId);
    const speakers = await this.devices('audiooutput');
    if (!speakers.some((speaker) => speaker.deviceId === deviceId)) {
      throw CallError.deviceSwitchFailed(`no speaker has the id '${deviceId}'`);
    }
    await room?.setSpeaker(deviceId);
    this.speaker = deviceId;
  }

  async attach(request: ViewRequest): Promise<void> {
    const { views, local, room } = this.assertAlive();
    views.attach(request);
    if (request.local) await local.show();
    else room?.show(request.userID);
  }

  async detach(userID: string): Promise<void> {
    this.call.views.detach(userID);
  }

  unlock(): void {
    playSilence();
    this.call.room?.unlockPlayback();
  }

  onEvent(listener: (event: MediaEvent) => void): () => void {
    return this.listeners.add(listener);
  }

  async dispose(): Promise<void> {
    if (this.disposed) return this.leaving;
    this.disposed = true;
    this.cancelWarmUp();
    this.stopWatching();
    document.removeEventListener('visibilitychange', this.shown);
    window.removeEventListener('unhandledrejection', this.refused);
    this.listeners.clear();
    await this.leave();
  }

  /** Goes on with what a phone paused while the page was hidden; that often needs no tap. */
  private readonly shown = (): void => {
    if (document.visibilityState !== 'visible') return;
    this.call.room?.unlockPlayback();
    this.call.local.resume();
  };

  /** Handles the refusal of what the SDK starts by itself after the system paused it; {@link Playback} reports it as blocked. */
  private readonly refused = (event: PromiseRejectionEvent): void => {
    if (rtcCode(event.reason) === RTC_CODE.playNotAllowed) event.preventDefault();
  };

  private open(): CallMedia {
    const scope = new CallScope();
    const views = new Views();
    const { clock } = this.options;
    const { log } = this;
    const emit = (event: MediaEvent) => this.emitFor(scope, event);
    const local = new LocalMedia({ scope, views, settings: this.settings, clock, log, emit });
    return { scope, views, local, room: undefined };
  }

  /** @throws CallError 61015 */
  private assertAlive(): CallMedia {
    if (this.disposed) throw CallError.destroyed();
    return this.call;
  }

  private emitFor(scope: CallScope, event: MediaEvent): void {
    if (!scope.over) this.emit(event);
  }

  private emit(event: MediaEvent): void {
    this.listeners.emit(event);
  }
}

/** Makes the room of an SDK that checks its parameters by throwing. @throws CallError 61007 */
function newRoom(...parameters: ConstructorParameters<typeof WebRoom>): WebRoom {
  try {
    return new WebRoom(...parameters);
  } catch (error) {
    throw CallError.roomEntryFailed(error);
  }
}

const idle = (clock: Clock) => (callback: () => void) => {
  if (typeof requestIdleCallback !== 'function') return clock.at(clock.now() + 1000, callback);
  const handle = requestIdleCallback(callback);
  return () => cancelIdleCallback(handle);
};
