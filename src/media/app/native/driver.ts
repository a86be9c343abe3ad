import { CallError } from '../../../errors';
import type { Logger } from '../../../log';
import type { Clock } from '../../../runtime/clock';
import type { Lifecycle } from '../../../runtime/environment';
import { Listeners } from '../../../runtime/listeners';
import type {
  DeviceKind,
  MediaCheck,
  MediaDevice,
  MediaEvent,
  MediaPort,
  RoomRequest,
  VideoQuality,
  ViewRequest,
} from '../../port';
import type { TakeRequest } from '../messages';
import { CallMedia } from './call-media';
import { Choices } from './choices';
import { isNativePlugin, type GlobalEvent } from './plugin';

export interface NativeMediaOptions {
  /**
   * What `uni.requireNativePlugin('TRTCCloudUniPlugin-TRTCCloudImpl')` gave, also where it is not packed, or the
   * plug-in of a page, as `remote-plugin.ts` has it.
   */
  plugin: unknown;
  /**
   * Stands for the one instance that the process has of the plug-in: ports that are given the same object take turns.
   * By default it is `plugin`; the ports over several pages need one that is none of these.
   */
  instance?: object;
  /** What `weex.requireModule('globalEvent')` gave in the JavaScript context of the plug-in. */
  globalEvent: GlobalEvent;
  clock: Clock;
  log: Logger;
  /** It tells when the app is shown again: a phone call may have taken the microphone meanwhile. */
  lifecycle?: Pick<Lifecycle, 'onShow'>;
  /**
   * The system asks for the microphone when it is opened and not before, as iOS does: `prepare` opens it then,
   * muted. Elsewhere it is opened in the room.
   */
  asksByCapture?: boolean;
}

const NOT_PACKED = 'the native TRTC plug-in is not packed into this app';

/** The page's media port takes devices once more where it is told to. */
export interface NativeMedia extends MediaPort {
  prepare(request: TakeRequest): Promise<void>;
}

/**
 * Makes the media port of an App over the native plug-in. Calls, events and views of the plug-in belong to one
 * JavaScript context, that of the page with the views; the port may run there, or elsewhere over a line.
 *
 * The page says by `attach` that a view is rendered, after its nextTick, and by `detach` that it is taken out: a
 * view counts from the one to the other, whatever call is on. Permission is asked for by whoever calls `prepare`.
 */
export function createNativeMedia(options: NativeMediaOptions): NativeMedia {
  return new NativeDriver(options);
}

class NativeDriver implements NativeMedia {
  private readonly listeners: Listeners<MediaEvent>;
  private readonly log: Logger;
  private readonly choices = new Choices();
  private readonly stopWatching: () => void;
  /** It is undefined where the plug-in is missing. */
  private call: CallMedia | undefined;
  private leaving: Promise<void> = Promise.resolve();
  private disposed = false;

  constructor(private readonly options: NativeMediaOptions) {
    this.log = options.log.scoped('media');
    this.listeners = new Listeners(this.log, 'media events');
    this.call = this.open();
    const shown = () => this.call?.local.microphone.shown();
    this.stopWatching = options.lifecycle?.onShow(shown) ?? (() => undefined);
  }

  async check(): Promise<MediaCheck> {
    const devices = { microphone: true, camera: true };
    // The plug-in knows nothing of permissions: whoever asks the user knows.
    if (isNativePlugin(this.options.plugin))
      return { canSend: true, ...devices, permission: 'prompt' };
    return { canSend: false, obstacle: NOT_PACKED, ...devices, permission: 'denied' };
  }

  async prepare(request: TakeRequest): Promise<void> {
    await this.possible().local.prepare(request);
  }

  async enter(request: RoomRequest): Promise<void> {
    await this.possible().enter(request);
  }

  async publish(): Promise<void> {
    await this.possible().local.publish();
  }

  leave(): Promise<void> {
    const { call } = this;
    this.call = this.open();
    // Two calls in a row wait for the same leaving.
    this.leaving = Promise.all([this.leaving, call?.end()]).then(() => undefined);
    return this.leaving;
  }

  async setMicrophone(on: boolean): Promise<void> {
    await this.possible().local.setMicrophone(on);
  }

  async setCamera(on: boolean): Promise<void> {
    await this.possible().local.setCamera(on);
  }

  async setQuality(quality: VideoQuality): Promise<void> {
    const call = this.possible();
    this.choices.quality = quality;
    call.applyQuality();
  }

  async devices(kind: MediaDevice['kind']): Promise<MediaDevice[]> {
    return this.choices.devices(kind);
  }

  /** @param deviceId camera: 'front', 'back'; microphone: 'default'; speaker: 'speaker', 'ear' */
  async switchDevice(kind: DeviceKind, deviceId: string): Promise<void> {
    const call = this.possible();
    if (!this.choices.choose(kind, deviceId)) {
      throw CallError.deviceSwitchFailed(`there is no ${kind} device '${deviceId}'`);
    }
    if (kind === 'video') call.local.camera.face();
    if (kind === 'speaker') call.applyRoute();
  }

  async attach(request: ViewRequest): Promise<void> {
    const call = this.possible();
    const { userID, local, view, mirror, fit } = request;
    const seen = {
      userID,
      local,
      view,
      ...(mirror === undefined ? {} : { mirror }),
      ...(fit ? { fit } : {}),
    };
    if (local) {
      this.choices.localView = seen;
      call.local.camera.viewChanged();
    } else {
      this.choices.views.set(userID, seen);
      call.views.attached(seen);
    }
  }

  async detach(userID: string): Promise<void> {
    const { choices, call } = this;
    // The camera goes on: others look at its picture, too.
    if (choices.localView?.userID === userID) choices.localView = undefined;
    choices.views.delete(userID);
    call?.views.update(userID);
  }

  unlock(): void {
    // Sound is never held back in an App.
  }

  onEvent(listener: (event: MediaEvent) => void): () => void {
    return this.listeners.add(listener);
  }

  async dispose(): Promise<void> {
    if (this.disposed) return this.leaving;
    this.disposed = true;
    this.stopWatching();
    this.listeners.clear();
    await this.leave();
  }

  private open(): CallMedia | undefined {
    const { plugin, globalEvent, clock, asksByCapture = false } = this.options;
    if (!isNativePlugin(plugin)) return undefined;
    const { instance: owned = plugin } = this.options;
    const { log, choices } = this;
    return new CallMedia({
      ...{ plugin, owned, globalEvent, clock, log, choices, asksByCapture },
      emit: (event) => this.listeners.emit(event),
    });
  }

  /** @throws CallError 61015, and 60006 where the plug-in is missing */
  private possible(): CallMedia {
    if (this.disposed) throw CallError.destroyed();
    if (!this.call) throw CallError.notSupported(NOT_PACKED);
    return this.call;
  }
}
