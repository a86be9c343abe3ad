import { CallError } from '../../errors';
import type { Logger } from '../../log';
import type { Clock } from '../../runtime/clock';
import { Listeners } from '../../runtime/listeners';
import type { Lifecycle } from '../../runtime/environment';
import type { LiveView } from '../live-view';
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
import { ViewState } from './view-state';
import { checkPermission, NOT_GRANTED, obstacle, openSettings } from './permissions';
import { PusherRoom } from './pusher-room';
import { CallMedia } from './call-media';
import type { WeixinApi } from './weixin-api';

export interface WeixinMediaOptions {
  wx: WeixinApi;
  clock: Clock;
  log: Logger;
  /** It tells show and hide of the app, not of a page. */
  lifecycle: Pick<Lifecycle, 'onShow' | 'onHide'>;
}

/** The driver of WeChat always has a live view. */
export interface WeixinMedia extends MediaPort {
  readonly liveView: LiveView;
}

const DEVICES: Record<MediaDevice['kind'], string[]> = {
  audioinput: ['default'],
  videoinput: ['front', 'back'],
  audiooutput: ['speaker', 'ear'],
};

/** Makes the driver of a WeChat mini-program: rooms and devices by live-pusher and live-player. */
export function createWeixinMedia(options: WeixinMediaOptions): WeixinMedia {
  return new WeixinDriver(options);
}

class WeixinDriver implements WeixinMedia {
  readonly liveView: LiveView;
  private readonly listeners: Listeners<MediaEvent>;
  private readonly log: Logger;
  private readonly room: PusherRoom;
  private readonly page: ViewState;
  private readonly stopWatching: (() => void)[];
  /** It is known since a component said so: WeChat tells no earlier. */
  private notGranted = false;
  private call: CallMedia;
  private leaving: Promise<void> = Promise.resolve();
  private disposed = false;

  constructor(private readonly options: WeixinMediaOptions) {
    const { clock, lifecycle } = options;
    const log = options.log.scoped('media');
    this.log = log;
    this.listeners = new Listeners(log, 'media events');
    this.room = new PusherRoom(clock, log);
    this.page = new ViewState(this.room, log);
    this.call = this.open();
    this.liveView = this.createView();
    this.stopWatching = [
      lifecycle.onShow(() => {
        this.room.show();
        this.call.players?.show();
      }),
      lifecycle.onHide(() => {
        this.room.health.hide();
        this.call.players?.hide();
      }),
    ];
  }

  async check(request: DeviceRequest): Promise<MediaCheck> {
    const reason = this.obstacle();
    if (reason !== undefined) {
      const none = { microphone: false, camera: false, permission: 'denied' } as const;
      return { canSend: false, obstacle: reason, ...none };
    }
    const { wx, clock } = this.options;
    const permission = await checkPermission(wx, request, clock);
    return { canSend: true, microphone: true, camera: true, permission };
  }

  async prepare(request: DeviceRequest): Promise<void> {
    const { local } = this.possible();
    await local.prepare(request);
  }

  async enter(request: RoomRequest): Promise<void> {
    await this.possible().enter(request);
  }

  async publish(): Promise<void> {
    await this.assertAlive().local.publish();
  }

  leave(): Promise<void> {
    const { call } = this;
    this.call = this.open();
    // Two calls in a row wait for the same leaving.
    this.leaving = Promise.all([this.leaving, call.end()]).then(() => undefined);
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
    this.page.quality = quality;
    this.page.refreshPusher(local);
  }

  async devices(kind: MediaDevice['kind']): Promise<MediaDevice[]> {
    const inUse: Record<MediaDevice['kind'], string> = {
      audioinput: 'default',
      videoinput: this.page.camera.wanted,
      audiooutput: this.page.soundMode,
    };
    return DEVICES[kind].map((deviceId) => {
      return { deviceId, label: deviceId, kind, inUse: deviceId === inUse[kind] };
    });
  }

  /** @param deviceId camera: 'front', 'back'; microphone: 'default'; speaker: 'speaker', 'ear' */
  async switchDevice(kind: DeviceKind, deviceId: string): Promise<void> {
    const { local } = this.assertAlive();
    if (kind === 'video' && (deviceId === 'front' || deviceId === 'back')) {
      await local.face(deviceId);
      this.page.refreshPusher(this.call.local);
    } else if (kind === 'speaker' && (deviceId === 'speaker' || deviceId === 'ear')) {
      this.page.soundMode = deviceId;
      this.call.refreshPlayers();
    } else if (kind !== 'audio' || deviceId !== 'default') {
      throw CallError.deviceSwitchFailed(`there is no ${kind} device '${deviceId}'`);
    }
  }

  async attach({ userID, local, mirror, fit }: ViewRequest): Promise<void> {
    const call = this.assertAlive();
    if (local) {
      this.page.mirror(mirror);
      this.page.refreshPusher(call.local);
    } else {
      call.players?.fit(userID, fit);
    }
  }

  async detach(): Promise<void> {
    // The page takes its component out by itself.
  }

  unlock(): void {
    // Sound is never held back in a mini-program.
  }

  onEvent(listener: (event: MediaEvent) => void): () => void {
    return this.listeners.add(listener);
  }

  async dispose(): Promise<void> {
    if (this.disposed) return;
    this.disposed = true;
    for (const stop of this.stopWatching) stop();
    this.listeners.clear();
    const left = this.leave();
    this.room.dispose();
    this.page.view.close();
    await left;
  }

  private createView(): LiveView {
    const { page, room } = this;
    const { view, camera } = page;
    return {
      get current() {
        return view.current;
      },
      subscribeView: (listener) => (this.disposed ? () => undefined : view.subscribe(listener)),
      bindPusher: (context) => {
        if (this.disposed) return () => undefined;
        camera.inserted();
        const unbind = room.bind(context);
        return () => {
          unbind();
          if (!room.hasPusher) camera.removed();
          page.refreshPusher(this.call.local);
        };
      },
      pusherRendered: (entry) => room.rendered(entry),
      pusherEvent: (type, detail) => this.call.pusherEvent(type, detail),
      bindPlayer: (streamID, context) =>
        this.call.players?.bind(streamID, context) ?? (() => undefined),
      playerEvent: (streamID, type, detail) => this.call.playerEvent(streamID, type, detail),
      flipCamera: () => this.switchDevice('video', camera.wanted === 'front' ? 'back' : 'front'),
      setSpeaker: (on) => this.switchDevice('speaker', on ? 'speaker' : 'ear'),
      openSettings: () => openSettings(this.options.wx),
    };
  }

  private open(): CallMedia {
    const { wx, clock } = this.options;
    const { log } = this;
    const { room, page } = this;
    return new CallMedia({
      ...{ wx, clock, log, room, page },
      emit: (event) => this.emit(event),
      notGranted: () => {
        this.notGranted = true;
      },
    });
  }

  private obstacle(): string | undefined {
    return this.notGranted ? NOT_GRANTED : obstacle(this.options.wx);
  }

  /** @throws CallError 61015, and 60006 where there is no live-pusher */
  private possible(): CallMedia {
    const call = this.assertAlive();
    const reason = this.obstacle();
    if (reason !== undefined) throw CallError.notSupported(reason);
    return call;
  }

  /** @throws CallError 61015 */
  private assertAlive(): CallMedia {
    if (this.disposed) throw CallError.destroyed();
    return this.call;
  }

  private emit(event: MediaEvent): void {
    this.listeners.emit(event);
  }
}
