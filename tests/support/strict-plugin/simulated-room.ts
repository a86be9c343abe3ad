/** The simulated room is the backend in memory: one room with others in it, and two devices of this phone. */
import type { EnterParameters } from './order';
import type { PluginBackend } from './strict-plugin';
import type { EventName } from './surface';

export interface Remote {
  audio: boolean;
  video: boolean;
  /** A shared screen besides the camera. */
  screen?: boolean;
}

/**
 * The answer to `enterRoom`: ms that it took, a code < 0, nothing, or the code by onError as well, as the
 * native SDK does it.
 */
export type Entry = number | 'silent' | { error: number };

type Device = 'camera' | 'microphone';

export class SimulatedRoom implements PluginBackend {
  /** The answers to the next calls of `enterRoom`; then 120 ms. */
  entries: Entry[] = [];
  /** Without an answer `onExitRoom` never comes. */
  answersExit = true;
  /** An error code: the device does not open. 'silent': it does not say that it opened. */
  devices: Record<Device, 'opens' | 'silent' | number> = { camera: 'opens', microphone: 'opens' };
  /** The first frames are told when they are sent. */
  tellsFrames = true;
  readonly others = new Map<string, Remote>();
  room: EnterParameters | undefined;
  isFront: boolean | undefined;
  route: 0 | 1 | undefined;
  private readonly on = { camera: false, microphone: false };
  private readonly muted = { camera: false, microphone: false };
  private readonly told = { camera: false, microphone: false };

  constructor(private readonly emit: (event: EventName, ...data: unknown[]) => void) {}

  /** What the room gets of this phone; undefined: it is not in the room. */
  get sent(): { audio: boolean; video: boolean } | undefined {
    const gets = (device: Device) => this.on[device] && !this.muted[device];
    return this.room && { audio: gets('microphone'), video: gets('camera') };
  }

  /* Others. */

  /** Somebody comes, or what they send changes. */
  other(userID: string, { audio, video, screen = false }: Remote): void {
    const before = this.others.get(userID);
    this.others.set(userID, { audio, video, screen });
    if (!this.room) return;
    if (!before) this.emit('onRemoteUserEnterRoom', userID);
    if (audio !== (before?.audio ?? false)) this.emit('onUserAudioAvailable', userID, audio);
    if (video !== (before?.video ?? false)) this.emit('onUserVideoAvailable', userID, video);
    if (screen !== (before?.screen ?? false)) {
      this.emit('onUserSubStreamAvailable', userID, screen);
    }
    if (audio && !before?.audio) this.emit('onFirstAudioFrame', userID);
  }

  /** @param reason 0 left, 1 timeout, 2 kicked */
  otherLeaves(userID: string, reason: 0 | 1 | 2 = 0): void {
    if (this.others.delete(userID) && this.room) {
      this.emit('onRemoteUserLeaveRoom', userID, reason);
    }
  }

  /** The server takes this user out. @param reason 1 removed, 2 dismissed */
  close(reason: 1 | 2): void {
    this.room = undefined;
    this.emit('onExitRoom', reason);
  }

  /* Calls. */

  enterRoom(parameters: EnterParameters): void {
    const entry = this.entries.shift() ?? 120;
    if (entry === 'silent') return;
    if (typeof entry === 'object') {
      this.emit('onError', entry.error, 'refused', '');
      this.emit('onEnterRoom', entry.error);
      return;
    }
    this.emit('onEnterRoom', entry);
    if (entry < 0) return;
    this.room = parameters;
    const others = [...this.others];
    this.others.clear();
    for (const [userID, remote] of others) this.other(userID, remote);
    this.tellFrames();
  }

  exitRoom(): void {
    this.room = undefined;
    if (this.answersExit) this.emit('onExitRoom', 0);
  }

  startLocalPreview({ isFrontCamera }: { isFrontCamera: boolean }): void {
    this.isFront = isFrontCamera;
    this.open('camera', -1301);
    if (this.devices.camera === 'opens') this.emit('onFirstVideoFrame', null, 0, 360, 640);
  }

  stopLocalPreview(): void {
    this.on.camera = this.told.camera = false;
  }

  switchCamera(isFront: boolean): void {
    this.isFront = isFront;
  }

  startLocalAudio(): void {
    this.open('microphone', -1302);
  }

  stopLocalAudio(): void {
    this.on.microphone = this.told.microphone = false;
  }

  muteLocalVideo({ mute }: { mute: boolean }): void {
    this.muted.camera = mute;
    this.tellFrames();
  }

  muteLocalAudio(mute: boolean): void {
    this.muted.microphone = mute;
    this.tellFrames();
  }

  setAudioRoute(route: 0 | 1): void {
    this.route = route;
  }

  startRemoteView({ userId, streamType }: { userId: string; streamType: number }): void {
    const remote = this.others.get(userId);
    const shown = streamType === 2 ? remote?.screen : remote?.video;
    if (shown) this.emit('onFirstVideoFrame', userId, streamType, 360, 640);
  }

  destroySharedInstance(): void {
    this.room = undefined;
    for (const device of ['camera', 'microphone'] as const) {
      this.on[device] = this.muted[device] = this.told[device] = false;
    }
  }

  private open(device: Device, fails: number): void {
    const { [device]: answer } = this.devices;
    if (typeof answer === 'number') {
      this.emit('onError', answer || fails, `${device} fails`, '');
      return;
    }
    this.on[device] = true;
    if (answer === 'silent') return;
    this.emit(device === 'camera' ? 'onCameraDidReady' : 'onMicDidReady');
    this.tellFrames();
  }

  private tellFrames(): void {
    const { sent } = this;
    if (!sent || !this.tellsFrames) return;
    if (sent.video && !this.told.camera) this.emit('onSendFirstLocalVideoFrame', 0);
    if (sent.audio && !this.told.microphone) this.emit('onSendFirstLocalAudioFrame');
    this.told.camera ||= sent.video;
    this.told.microphone ||= sent.audio;
  }
}
