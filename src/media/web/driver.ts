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
import { Room } from './room';
import { SdkLoader } from './sdk';
import type { TrtcSdk } from './sdk';
import { CallScope } from '../../runtime/call-scope';
import { playSilence } from './unlock';
import { Views } from './views';

export interface WebMediaOptions {
  /** Gives trtc-js-sdk 4.x; called when it is needed first, or when the page is idle. */
  loadTrtc(): Promise<TrtcSdk>;
  proxy?: ProxyOptions;
  clock: Clock;
  log: Logger;
  /**
   * Calls back when the page has nothing else to do, to load the SDK ahead of need.
   * Default: the browser's own `requestIdleCallback`, else a second later.
   *
   * @returns cancels it
   */
  whenIdle?: (callback: () => void) => () => void;
}

/** All that belongs to one call, from the first `prepare` or `enter` to `leave`. */
interface CallMedia {
  scope: CallScope;
  views: Views;
  local: LocalMedia;
  room: Room | undefined;
}

const DEFAULT_QUALITY: VideoQuality = '480p';

/** Rooms and devices of a web page, by trtc-js-sdk 4.x. */
export function createWebMedia(options: WebMediaOptions): MediaPort {
  return new WebMedia(options);
}

class WebMedia implements MediaPort {
  private readonly listeners: Listeners<MediaEvent>;
  private readonly log: Logger;
  private readonly settings: CaptureSettings = { quality: DEFAULT_QUALITY };
  /** Undefined: whatever the system takes. It outlives a call. */
  private speaker: string | undefined;
  private readonly loader: SdkLoader;
  private readonly stopWatching: () => void;
  private readonly cancelWarmUp: () => void;
  private session: CallMedia;
  private leaving: Promise<void> = Promise.resolve();
  private disposed = false;

  constructor(private readonly options: WebMediaOptions) {
    this.log = options.log.scoped('media');
    this.listeners = new Listeners(this.log, 'media events');
    this.loader = new SdkLoader(() => options.loadTrtc(), this.log);
    this.session = this.open();
    this.stopWatching = watchDevices(() => this.emit({ kind: 'devices-changed' }));
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
    const { scope, local } = this.live();
    await local.prepare(request);
    // The local picture shows as soon as the SDK is there; nobody waits for it here.
    scope
      .race(this.loader.load())
      .then((sdk) => local.useSdk(sdk))
      .catch((error: unknown) => this.log.log('no local picture', error));
  }

  async enter(request: RoomRequest): Promise<void> {
    const session = this.live();
    const { scope, views, local } = session;
    if (session.room) throw CallError.roomEntryFailed('this driver is in a room already');
    const [sdk] = await scope.race(Promise.all([this.loader.load(), this.leaving]));
    if (session.room) throw CallError.roomEntryFailed('this driver is in a room already');
    const { clock, proxy = {} } = this.options;
    const room = newRoom(request, {
      sdk,
      proxy,
      views,
      clock,
      log: this.log,
      speaker: this.speaker,
      emit: (event) => this.emitFor(scope, event),
      uplinkLost: () => {
        local.publishAgain().catch((error: unknown) => {
          this.emitFor(scope, { kind: 'warning', error: CallError.from(error) });
        });
      },
    });
    session.room = room;
    try {
      await scope.race(room.join());
    } catch (error) {
      session.room = undefined;
      await room.leave();
      throw error;
    }
  }

  async publish(): Promise<void> {
    const { scope, local, room } = this.live();
    if (!room) throw CallError.publishFailed('not in a room');
    const sdk = await scope.race(this.loader.load());
    await local.useSdk(sdk);
    await local.publish((stream) => room.publish(stream));
  }

  leave(): Promise<void> {
    const { scope, views, local, room } = this.session;
    this.session = this.open();
    scope.end();
    local.close();
    // Two calls in a row wait for the same farewell.
    const farewell = room?.leave() ?? Promise.resolve();
    this.leaving = Promise.all([this.leaving, farewell]).then(() => undefined);
    views.close();
    return this.leaving;
  }

  async setMicrophone(on: boolean): Promise<void> {
    await this.live().local.setMicrophone(on);
  }

  async setCamera(on: boolean): Promise<void> {
    await this.live().local.setCamera(on);
  }

  async setQuality(quality: VideoQuality): Promise<void> {
    const { local } = this.live();
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
    return this.session.local.deviceOf(kind === 'audioinput' ? 'audio' : 'video');
  }

  async switchDevice(kind: DeviceKind, deviceId: string): Promise<void> {
    const { local, room } = this.live();
    if (kind !== 'speaker') return local.switchDevice(kind, deviceId);
    const speakers = await this.devices('audiooutput');
    if (!speakers.some((speaker) => speaker.deviceId === deviceId)) {
      throw CallError.deviceSwitchFailed(`no speaker has the id '${deviceId}'`);
    }
    await room?.setSpeaker(deviceId);
    this.speaker = deviceId;
  }

  async attach(request: ViewRequest): Promise<void> {
    const { views, local, room } = this.live();
    views.attach(request);
    if (request.local) await local.show();
    else room?.show(request.userID);
  }

  async detach(userID: string): Promise<void> {
    this.session.views.detach(userID);
  }

  unlock(): void {
    playSilence();
    this.session.room?.unlock();
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

  /** Phones pause what plays while a page is hidden, and often let it go on without a tap. */
  private readonly shown = (): void => {
    if (document.visibilityState !== 'visible') return;
    this.session.room?.unlock();
    this.session.local.resume();
  };

  /** The SDK starts by itself what the system has paused. Its refusal goes unhandled there; here it is told as blocked. */
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
  private live(): CallMedia {
    if (this.disposed) throw CallError.destroyed();
    return this.session;
  }

  private emitFor(scope: CallScope, event: MediaEvent): void {
    if (!scope.over) this.emit(event);
  }

  private emit(event: MediaEvent): void {
    this.listeners.emit(event);
  }
}

/** The SDK checks its parameters by throwing. @throws CallError 61007 */
function newRoom(...parameters: ConstructorParameters<typeof Room>): Room {
  try {
    return new Room(...parameters);
  } catch (error) {
    throw CallError.roomEntryFailed(error);
  }
}

const idle = (clock: Clock) => (callback: () => void) => {
  if (typeof requestIdleCallback !== 'function') return clock.at(clock.now() + 1000, callback);
  const handle = requestIdleCallback(callback);
  return () => cancelIdleCallback(handle);
};
