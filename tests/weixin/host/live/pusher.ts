/** `<live-pusher>` enters a room, sends this user's camera and microphone, and reports what comes of it. */
import { BuiltIn } from '../elements/element';
import type { Callbacks } from '../wx/answers';
import { refuse, succeed } from '../wx/answers';
import { readAddress } from './address';
import { LiveRoom } from './room';
import { SilentRoom } from './silent-room';

/**
 * WeChat interrupts a call while the app is hidden in two ways: `suspended` (5000), and nothing is heard of
 * this user any more; or `closed` (5001), the floating window, and the room is left.
 */
export type Interruption = 'suspended' | 'closed';

type Kind = 'audio' | 'video';

const STATUS_EVERY = 2000;

export class LivePusher extends BuiltIn {
  /** Set for tests in which rooms are entered and nothing is sent. */
  static silent = false;
  /** Set while another program of the phone holds the microphone. */
  static microphoneHeld = false;

  private readonly preview = document.createElement('video');
  private readonly tracks: Partial<Record<Kind, MediaStreamTrack>> = {};
  private room: LiveRoom | SilentRoom | undefined;
  private entered = false;
  private level = 0;
  private facing: 'front' | 'back' = 'front';
  private status: number | undefined;
  private adjusting: Promise<unknown> = Promise.resolve();

  connectedCallback(): void {
    const { preview } = this;
    preview.muted = true;
    preview.autoplay = true;
    preview.playsInline = true;
    if (!preview.parentNode) this.append(preview);
    this.facing = this.text('device-position') === 'back' ? 'back' : 'front';
  }

  disconnectedCallback(): void {
    void this.exit();
  }

  protected override changed(name: string): void {
    if (['enable-camera', 'enable-mic', 'muted'].includes(name)) this.adjust();
    else if (name === 'url' && !this.room && this.flag('autopush', false)) {
      if (this.text('url') !== '') this.start();
    }
  }

  start(options: Callbacks = {}): void {
    const address = readAddress(this.text('url'));
    if (!address) return refuse('start', 'invalid url', options);
    if (this.room) return refuse('start', 'already started', options);
    succeed('start', options);
    const room: LiveRoom | SilentRoom = new (LivePusher.silent ? SilentRoom : LiveRoom)(address, {
      // Reports what the SDK heard while it was entering after 1018.
      code: (code, message) => this.whenIn(room, () => this.code(code, message)),
      level: (level) => void (this.level = level),
      volumes: (volumes) => {
        this.tell('audiovolumenotify', { volume: volumes.get(address.userID) ?? 0 });
      },
      streams: () => undefined,
    });
    this.room = room;
    room.enter().then(
      () => {
        if (this.room !== room) return;
        for (const code of [1001, 1002]) this.code(code, '');
        this.code(1018, 'enter room success');
        this.entered = true;
        for (const tell of this.waiting.splice(0)) tell();
        this.status = window.setInterval(() => this.tellStatus(), STATUS_EVERY);
        this.adjust();
      },
      (error: unknown) => {
        if (this.room !== room) return;
        this.room = undefined;
        this.code(-3301, String(error));
      },
    );
  }

  stop(options: Callbacks = {}): void {
    const was = this.entered;
    void this.exit().then(() => {
      succeed('stop', options);
      if (was) this.code(1019, 'exit room, reason[0]');
    });
  }

  switchCamera(options: Callbacks = {}): void {
    this.facing = this.facing === 'front' ? 'back' : 'front';
    this.release('video');
    this.adjust();
    succeed('switchCamera', options);
  }

  interrupt(how: Interruption): void {
    const { room } = this;
    if (!room) return;
    if (how === 'suspended') room.vanish();
    void this.exit();
    this.code(how === 'suspended' ? 5000 : 5001, how);
  }

  private readonly waiting: (() => void)[] = [];

  private whenIn(room: LiveRoom | SilentRoom, tell: () => void): void {
    if (this.room !== room) return;
    if (this.entered) tell();
    else this.waiting.push(tell);
  }

  private code(code: number, message: string): void {
    this.tell('statechange', { code, message });
  }

  private tellStatus(): void {
    const netQualityLevel = this.level;
    this.tell('netstatus', { info: { netQualityLevel, videoBitrate: 600, audioBitrate: 48 } });
  }

  /** Takes and gives back devices as the attributes say, one step after the other. */
  private adjust(): void {
    this.adjusting = this.adjusting.then(() => this.applyDevices());
  }

  private async applyDevices(): Promise<void> {
    const { room } = this;
    if (!room || !this.entered || LivePusher.silent) return;
    const camera = this.flag('enable-camera', true);
    const microphone = this.flag('enable-mic', true) && !this.flag('muted', false);
    if (camera && !this.tracks.video && (await this.capture('video'))) {
      this.code(1003, 'open camera success');
      this.code(1007, 'first frame');
    }
    if (!camera) this.release('video');
    if (microphone && !this.tracks.audio) await this.capture('audio');
    if (this.room !== room) {
      if (!this.room) this.releaseAll();
      return;
    }
    await room.send({ ...this.tracks }, !microphone);
  }

  private async capture(kind: Kind): Promise<boolean> {
    try {
      if (kind === 'audio' && LivePusher.microphoneHeld)
        throw new Error('the microphone is in use');
      const stream = await navigator.mediaDevices.getUserMedia({
        [kind]: kind === 'video' ? await this.camera() : true,
      });
      this.tracks[kind] = stream.getTracks()[0];
    } catch (error) {
      this.code(kind === 'video' ? -1301 : -1302, String(error));
      return false;
    }
    if (kind === 'video') this.preview.srcObject = new MediaStream([this.tracks.video!]);
    return true;
  }

  /** The browser's first camera is the front one. */
  private async camera(): Promise<MediaTrackConstraints> {
    const { facing } = this;
    this.dataset.facing = facing;
    const devices = await navigator.mediaDevices.enumerateDevices();
    const cameras = devices.filter(({ kind }) => kind === 'videoinput');
    const { deviceId } = cameras[facing === 'front' ? 0 : cameras.length - 1]!;
    return { deviceId, width: 640, height: 480, frameRate: 15 };
  }

  private release(kind: Kind): void {
    this.tracks[kind]?.stop();
    delete this.tracks[kind];
    if (kind === 'video') this.preview.srcObject = null;
  }

  private releaseAll(): void {
    this.release('audio');
    this.release('video');
  }

  private async exit(): Promise<void> {
    const { room } = this;
    this.room = undefined;
    this.entered = false;
    this.waiting.length = 0;
    window.clearInterval(this.status);
    this.releaseAll();
    await room?.leave();
  }
}
