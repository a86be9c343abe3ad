import type { LocalStream } from 'trtc-js-sdk';
import { CallError } from '../../errors';
import type { Logger } from '../../log';
import type { CallScope } from '../../runtime/call-scope';
import type { Clock } from '../../runtime/clock';
import { SerialQueue } from '../../runtime/serial-queue';
import type { DeviceRequest, MediaEvent, VideoQuality } from '../port';
import { capture } from './capture';
import type { Captured, CaptureSettings } from './capture';
import { listDevices } from './devices';
import { deviceError } from './errors';
import type { TrtcSdk } from './sdk-loader';
import type { Views } from './views';

type Kind = 'audio' | 'video';

/** A publisher puts a local stream into the room. @throws CallError 61008 */
export type Publisher = (stream: LocalStream) => Promise<void>;

interface Deps {
  scope: CallScope;
  views: Views;
  /** They are read at every capture; `switchDevice` and `setQuality` change them. */
  settings: CaptureSettings;
  clock: Clock;
  log: Logger;
  emit(event: MediaEvent): void;
}

/**
 * The local media are what this device captures and sends during one call.
 *
 * The tracks are taken here and handed to the SDK, not taken by the SDK: the permission prompt then
 * needs no SDK, an error arrives as the browser said it, and a camera that is off is really off.
 * Steps that touch the SDK's stream run one after the other: it refuses a second one meanwhile.
 */
export class LocalMedia {
  private readonly tracks: Captured = {};
  private readonly intent: { audio?: boolean; video?: boolean } = {};
  /** It was asked for, so that a microphone may be taken again after it was unplugged. */
  private microphoneWanted = false;
  private prepared = false;
  private sdk: TrtcSdk | undefined;
  private stream: LocalStream | undefined;
  private publisher: Publisher | undefined;
  private published = false;
  private lastReported = { audio: false, video: false };
  private readonly queue = new SerialQueue();

  constructor(private readonly deps: Deps) {}

  /**
   * Takes the devices. The browser is asked before anything is awaited.
   *
   * @throws CallError 60003–60006; nothing is held that was not held before
   */
  prepare(request: DeviceRequest): Promise<void> {
    const wanted = {
      audio: request.audio && !this.tracks.audio,
      video: (this.intent.video ?? request.video) && !this.tracks.video,
    };
    const captured: Promise<Captured> =
      wanted.audio || wanted.video ? this.take(wanted) : Promise.resolve({});
    return this.deps.scope.race(
      captured.then((tracks) =>
        this.serially(async () => {
          this.prepared = true;
          this.intent.video ??= request.video;
          this.microphoneWanted ||= request.audio;
          if (tracks.audio) await this.add('audio', tracks.audio);
          if (tracks.video) await this.add('video', tracks.video);
        }),
      ),
    );
  }

  /** Shows the picture, and lets it be sent, as soon as the SDK is there. */
  useSdk(sdk: TrtcSdk): Promise<void> {
    return this.serially(async () => {
      this.sdk = sdk;
      await this.openStream();
    });
  }

  /** @throws CallError 61008 */
  publish(publisher: Publisher): Promise<void> {
    return this.serially(async () => {
      if (!this.prepared) throw CallError.publishFailed('nothing was prepared');
      this.publisher = publisher;
      await this.openStream();
      await this.send();
    });
  }

  /** Sends anew after the SDK gave the sending up. @throws CallError 61008 */
  publishAgain(): Promise<void> {
    return this.serially(async () => {
      this.published = false;
      await this.send();
    });
  }

  /** Mutes at once, not even waiting for a prompt that is open; takes a microphone if there is none. */
  async setMicrophone(on: boolean): Promise<void> {
    this.intent.audio = on;
    this.applyMute();
    this.report();
    if (!on || this.tracks.audio) return;
    await this.serially(async () => {
      const wanted = this.microphoneWanted && this.intent.audio !== false;
      if (wanted && !this.tracks.audio) await this.takeAndAdd('audio');
    });
  }

  setCamera(on: boolean): Promise<void> {
    this.intent.video = on;
    return this.serially(async () => {
      if (!this.prepared) return;
      const wanted = this.intent.video === true;
      if (wanted && !this.tracks.video) await this.takeAndAdd('video');
      else if (!wanted) await this.remove('video');
    });
  }

  setQuality(quality: VideoQuality): Promise<void> {
    return this.serially(async () => {
      try {
        await this.stream?.setVideoProfile(quality);
      } catch (error) {
        throw deviceError(error, 'video');
      }
    });
  }

  /** Takes a microphone again that is wanted and was gone. A camera comes back by a tap only. */
  async devicesChanged(): Promise<void> {
    if (!this.lacksMicrophone()) return;
    await this.serially(async () => {
      if (!this.lacksMicrophone() || (await listDevices('audioinput')).length === 0) return;
      const { audio } = await this.take({ audio: true, video: false });
      if (audio) await this.add('audio', audio);
    });
  }

  private lacksMicrophone(): boolean {
    return this.microphoneWanted && this.intent.audio !== false && !this.tracks.audio;
  }

  /** Tells the id of the device that is held, or was chosen for the next time. */
  deviceOf(kind: Kind): string | undefined {
    const { microphone, camera } = this.deps.settings;
    return this.tracks[kind]?.getSettings().deviceId ?? (kind === 'audio' ? microphone : camera);
  }

  /** Takes another device instead of the one in use. @throws CallError 61014; the previous device is in use again */
  switchDevice(kind: Kind, deviceId: string): Promise<void> {
    const { settings } = this.deps;
    const key = kind === 'audio' ? 'microphone' : 'camera';
    return this.serially(async () => {
      const facing = kind === 'video' && (deviceId === 'user' || deviceId === 'environment');
      const list = await listDevices(kind === 'audio' ? 'audioinput' : 'videoinput');
      if (!facing && !list.some((device) => device.deviceId === deviceId)) {
        throw CallError.deviceSwitchFailed(`no ${key} has the id '${deviceId}'`);
      }
      const track = this.tracks[kind];
      if (track) {
        const previous = track.getSettings().deviceId ?? settings[key];
        // Phones open one camera at a time, so the old one goes first.
        track.stop();
        try {
          await this.replace(kind, { ...settings, [key]: deviceId });
        } catch (error) {
          this.deps.scope.check();
          await this.replace(kind, { ...settings, [key]: previous }).catch(() => this.lost(kind));
          throw CallError.deviceSwitchFailed(error);
        }
      }
      settings[key] = deviceId;
    });
  }

  /** Plays the local picture as its view wants it. */
  async show(): Promise<void> {
    const slot = this.deps.views.localSlot();
    slot.element.style.display = this.tracks.video ? 'block' : 'none';
    try {
      await this.stream?.play(slot.element, {
        muted: true,
        mirror: slot.mirror,
        objectFit: slot.fit,
      });
    } catch (error) {
      this.deps.log.log('the local picture does not play', error);
    }
  }

  /** Goes on with the local picture after the system has paused it. */
  resume(): void {
    this.stream?.resume().catch((error: unknown) => {
      this.deps.log.log('the local picture stays paused', error);
    });
  }

  /** Stops every track at once; one that is still being taken is stopped when it comes. */
  close(): void {
    for (const kind of ['audio', 'video'] as const) {
      this.tracks[kind]?.stop();
      this.tracks[kind] = undefined;
    }
    this.stream?.close();
    this.stream = undefined;
  }

  private take(request: DeviceRequest, settings = this.deps.settings, exact = false) {
    return capture(request, settings, this.deps, exact);
  }

  private async takeAndAdd(kind: Kind): Promise<void> {
    try {
      const tracks = await this.take({ audio: kind === 'audio', video: kind === 'video' });
      const track = tracks[kind];
      if (!track) return;
      // The user may have changed their mind while the prompt was open.
      if (this.intent[kind] === false) track.stop();
      else await this.add(kind, track);
    } catch (error) {
      this.intent[kind] = false;
      throw error;
    }
  }

  private async add(kind: Kind, track: MediaStreamTrack): Promise<void> {
    if (this.tracks[kind] || this.deps.scope.over) {
      track.stop();
      return;
    }
    this.tracks[kind] = track;
    track.addEventListener('ended', () => this.unplugged(kind, track));
    if (kind === 'audio') track.enabled = this.intent.audio !== false;
    this.report();
    try {
      if (this.stream) await this.stream.addTrack(track);
      else await this.openStream();
      await this.send();
    } catch (error) {
      await this.remove(kind);
      throw error instanceof CallError ? error : CallError.publishFailed(error);
    }
    if (kind === 'audio') this.applyMute();
    else await this.show();
  }

  /** Lets a device go: the light goes out first, then the room hears of it. */
  private async remove(kind: Kind): Promise<void> {
    const track = this.tracks[kind];
    if (!track) return;
    this.tracks[kind] = undefined;
    track.stop();
    this.report();
    if (kind === 'video') await this.show();
    // The SDK never stops a track that is taken out, and that it is stopped does not disturb it.
    if (this.stream?.[kind === 'audio' ? 'getAudioTrack' : 'getVideoTrack']() !== track) return;
    await this.stream.removeTrack(track).catch((error: unknown) => {
      this.deps.emit({ kind: 'warning', error: CallError.publishFailed(error) });
    });
  }

  private async replace(kind: Kind, settings: CaptureSettings): Promise<void> {
    const request = { audio: kind === 'audio', video: kind === 'video' };
    const track = (await this.take(request, settings, true))[kind];
    if (!track) throw CallError.deviceSwitchFailed('the browser gave no track');
    this.tracks[kind] = track;
    track.addEventListener('ended', () => this.unplugged(kind, track));
    if (kind === 'audio') track.enabled = this.intent.audio !== false;
    await this.stream?.replaceTrack(track);
  }

  /** Deals with a track that the browser ended: its device is gone, or was taken away. */
  private unplugged(kind: Kind, track: MediaStreamTrack): void {
    if (this.deps.scope.over || this.tracks[kind] !== track) return;
    this.serially(async () => {
      if (this.tracks[kind] !== track) return;
      await this.lost(kind);
    })
      // Another microphone is taken over; a camera that nobody chose is never opened.
      .then(() => this.devicesChanged())
      .catch((error: unknown) => this.deps.log.log('no other microphone could be taken', error));
  }

  private async lost(kind: Kind): Promise<void> {
    const cause = { name: 'NotFoundError', message: 'the device was unplugged or taken away' };
    const error =
      kind === 'audio'
        ? CallError.microphoneUnavailable(cause)
        : CallError.cameraUnavailable(cause);
    await this.remove(kind);
    this.deps.emit({ kind: 'warning', error });
  }

  /** Makes the SDK's stream, once there is an SDK and a track. */
  private async openStream(): Promise<void> {
    const { audio, video } = this.tracks;
    if (this.stream || !this.sdk || !(audio || video)) return;
    const config = {
      ...(audio && { audioSource: audio }),
      ...(video && { videoSource: video }),
      // Not in the SDK's types: its own recovery would take devices behind our back.
      enableAutoRecoverCapture: false,
    };
    const stream = this.sdk.createStream(config);
    await stream.setVideoProfile(this.deps.settings.quality);
    await stream.initialize();
    if (this.deps.scope.over) {
      stream.close();
      return;
    }
    // Not before: a stream that is played before it has its tracks never plays them.
    this.stream = stream;
    this.applyMute();
    await this.show();
  }

  private async send(): Promise<void> {
    if (this.published || !this.publisher || !this.stream) return;
    await this.publisher(this.stream);
    this.published = true;
  }

  private applyMute(): void {
    const { audio } = this.tracks;
    if (!audio) return;
    const on = this.intent.audio !== false;
    if (this.stream?.getAudioTrack() !== audio) audio.enabled = on;
    else if (on) this.stream.unmuteAudio();
    else this.stream.muteAudio();
  }

  private report(): void {
    const { audio, video } = this.tracks;
    const now = { audio: Boolean(audio) && this.intent.audio !== false, video: Boolean(video) };
    if (now.audio === this.lastReported.audio && now.video === this.lastReported.video) return;
    this.lastReported = now;
    this.deps.emit({ kind: 'local-media', ...now });
  }

  private serially<T>(step: () => Promise<T>): Promise<T> {
    const { scope } = this.deps;
    const run = this.queue.add(() => {
      scope.check();
      return step();
    });
    return scope.race(run);
  }
}
