/** `<live-player>` plays picture and sound of one other user of the room. */
import { BuiltIn } from '../elements/element';
import { refuse, succeed, type Callbacks } from '../wx/answers';
import { readPlayAddress } from './address';
import { currentRoom, onStreams } from './room';

const STATUS_EVERY = 2000;

export class LivePlayer extends BuiltIn {
  private readonly picture = document.createElement('video');
  private readonly sound = document.createElement('audio');
  private readonly shown: { video?: MediaStreamTrack; audio?: MediaStreamTrack } = {};
  private stopped = false;
  private connected = false;
  private forget: (() => void) | undefined;
  private status: number | undefined;

  constructor() {
    super();
    const { picture, sound } = this;
    picture.autoplay = sound.autoplay = true;
    picture.muted = true;
    picture.playsInline = true;
    picture.addEventListener('playing', () => {
      this.code(2003, 'first video frame');
      this.code(2004, 'play begin');
    });
    sound.addEventListener('playing', () => this.code(2026, 'first audio frame'));
  }

  connectedCallback(): void {
    const { picture, sound } = this;
    if (!picture.parentNode) this.append(picture, sound);
    this.forget = onStreams(() => this.refresh());
    this.status = window.setInterval(() => this.tellStatus(), STATUS_EVERY);
    this.refresh();
  }

  disconnectedCallback(): void {
    this.forget?.();
    window.clearInterval(this.status);
    this.picture.srcObject = this.sound.srcObject = null;
  }

  protected override changed(name: string): void {
    if (name === 'object-fit') {
      this.picture.style.objectFit = this.text(name) === 'contain' ? 'contain' : 'cover';
    } else if (['src', 'mute-audio', 'mute-video', 'autoplay'].includes(name)) this.refresh();
  }

  play(options: Callbacks = {}): void {
    if (!this.isConnected) return refuse('play', 'no such player', options);
    this.stopped = false;
    this.refresh();
    succeed('play', options);
  }

  stop(options: Callbacks = {}): void {
    this.stopped = true;
    this.refresh();
    succeed('stop', options);
  }

  private refresh(): void {
    const address = readPlayAddress(this.text('src'));
    const plays = this.isConnected && !this.stopped && this.flag('autoplay', true);
    const stream = address && plays ? currentRoom()?.streamOf(address.userID) : undefined;
    if (stream && !this.connected) {
      this.connected = true;
      this.code(2001, 'connected');
    }
    this.use('video', this.picture, stream?.getVideoTrack() ?? undefined, 'mute-video');
    this.use('audio', this.sound, stream?.getAudioTrack() ?? undefined, 'mute-audio');
  }

  private use(
    kind: 'video' | 'audio',
    element: HTMLMediaElement,
    track: MediaStreamTrack | undefined,
    mute: string,
  ): void {
    const wanted = this.flag(mute, false) ? undefined : track;
    if (this.shown[kind] === wanted) return;
    this.shown[kind] = wanted;
    element.srcObject = wanted ? new MediaStream([wanted]) : null;
    if (wanted) element.play().catch(() => undefined);
  }

  private tellStatus(): void {
    const address = readPlayAddress(this.text('src'));
    const room = currentRoom();
    if (!address || !room?.streamOf(address.userID)) return;
    this.tell('netstatus', { info: { netQualityLevel: 1, videoBitrate: 600 } });
    this.tell('audiovolumenotify', { volume: room.volumeOf(address.userID) });
  }

  private code(code: number, message: string): void {
    this.tell('statechange', { code, message });
  }
}
